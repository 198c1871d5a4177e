import Foundation

/// Cuts what comes in into lines.
struct LineReader {
  /// What a line may have at most, bytes: a prompt with its arguments is far below.
  static let longest = 16 << 20

  private var rest = Data()
  private var isSkipping = false

  /// What came last without a line's end, once nothing more comes.
  var last: Data? { !isSkipping && rest.contains(where: { $0 > 0x20 }) ? rest : nil }

  /// The lines that are whole with `bytes`; `nil` stands for one that was too long.
  mutating func lines(adding bytes: Data) -> [Data?] {
    var lines: [Data?] = []
    var parts = bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    while let part = parts.popFirst() {
      rest += part
      if rest.count > Self.longest {
        rest = Data()
        if !isSkipping { lines.append(nil) }
        isSkipping = true
      }
      guard !parts.isEmpty else { break }
      if !isSkipping, rest.contains(where: { $0 > 0x20 }) { lines.append(rest) }
      (rest, isSkipping) = (Data(), false)
    }
    return lines
  }
}
