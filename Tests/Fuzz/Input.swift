import Foundation

/// The bytes that libFuzzer proposes. What steers a target is taken from the end, so that a file stays a file at the
/// beginning.
struct Input {
  private(set) var bytes: Data

  init(_ bytes: Data) { self.bytes = bytes }

  /// The last byte; 0 where none is left.
  mutating func steer() -> Int { Int(bytes.popLast() ?? 0) }

  /// The rest as text, whatever is no UTF-8 replaced.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Repeats the rest until it has `length` bytes, for one input in 128: what takes time that grows with the square of an
  /// input exceeds the time for one so. Which one is chance, so that long ones do not fill the corpus.
  mutating func repeatSometimes(upTo length: Int = 1 << 15) {
    let mark = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    guard mark >> 57 == 0, !bytes.isEmpty, bytes.count < length else { return }
    let unit = bytes
    while bytes.count < length { bytes += unit }
  }
}

/// A folder in memory for targets that read files.
enum Scratch {
  static let folder: URL = {
    let base = ProcessInfo.processInfo.environment["FUZZ_SCRATCH"].map { URL(filePath: $0) }
    let folder = (base ?? FileManager.default.temporaryDirectory)
      .appending(path: "troupe-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }()
}
