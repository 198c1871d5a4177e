import Foundation
import Testing

/// What a run of the program changed in files, in order, with the bytes: `Tests/Faults/journal.c`.
struct Journal: Sendable {
  /// One change, or one moment that a user can see.
  struct Entry: Sendable {
    /// `create`, `write`, `truncate`, `sync`, `rename`, `link`, `unlink`, `mkdir`; `send` and `print`.
    let call: String
    let inode: UInt64
    /// Where in the file, or how long it becomes, in bytes.
    let place: Int
    /// Whole paths.
    let path: String
    let data: Data

    /// The new name that a rename or a link gives.
    var other: String { String(decoding: data, as: UTF8.self) }
  }

  let entries: [Entry]

  /// The environment in which a run keeps a journal of what it does below `folder` in `file`.
  static func environment(_ file: URL, of folder: URL) throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "JOURNAL": file.path, "JOURNAL_IN": folder.path]
  }

  private static let library = Result { try FaultAt.compiled("journal") }

  /// The journal in `file`.
  init(_ file: URL) throws {
    var rest = try Data(contentsOf: file)[...]
    func take(_ count: Int) -> Data {
      defer { rest = rest.dropFirst(count) }
      return Data(rest.prefix(count))
    }
    var entries: [Entry] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      rest = rest[(end + 1)...]
      let numbers = line.dropFirst().compactMap { Int($0) }
      try #require(numbers.count == 4)
      let path = String(decoding: take(numbers[2]), as: UTF8.self)
      entries.append(
        Entry(
          call: String(line[0]), inode: UInt64(numbers[0]), place: numbers[1], path: path,
          data: take(numbers[3])))
    }
    self.entries = entries
  }
}
