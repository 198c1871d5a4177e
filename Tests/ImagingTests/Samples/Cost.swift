import Foundation

#if os(Linux)
  /// What a piece of work costs this process.
  struct Cost {
    /// Most memory in use at once, less what was in use before, in bytes.
    let growth: Int
    /// Most memory in use at once, in bytes.
    let peak: Int

    /// The cost of `work`, which must not run beside other work in the process.
    init(of work: () throws -> Void) throws {
      // 5 makes the kernel forget the highest mark so far.
      try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
      let before = Self.figure("VmRSS")
      try work()
      peak = Self.figure("VmHWM")
      growth = peak - before
    }

    private static func figure(_ name: String) -> Int {
      let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
      let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
      let words = lines.first { $0.hasPrefix("\(name):") }?.split { $0 == " " || $0 == "\t" } ?? []
      return words.count > 1 ? (Int(words[1]) ?? 0) * 1024 : 0
    }
  }
#endif
