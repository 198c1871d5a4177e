import Foundation

/// Covers a key that a server sends back, so that it reaches no record. Lengths stay as they are.
struct KeyMask {
  private let key: Data
  private var held = Data()

  /// From this many bytes on a key stands in an image's base64 by chance once in millions of answers.
  private static let certain = 8
  /// A key of fewer different bytes than this could be a run of an image's base64.
  private static let fewest = 4
  /// A shorter key would cover ordinary words.
  private static let shortest = 6

  /// A mask for an answer of `status`; `nil` where none is needed or one could harm.
  init?(_ key: String?, status: Int) {
    guard let key, key.utf8.count >= (status < 300 ? Self.certain : Self.shortest),
      status >= 300 || Set(key.utf8).count >= Self.fewest
    else { return nil }
    self.key = Data(key.utf8)
  }

  /// `text` with the key covered.
  func cover(_ text: String) -> String {
    String(decoding: cover(Data(text.utf8)), as: UTF8.self)
  }

  /// What can be handed on once `piece` has come; what may be the beginning of the key is held
  /// back.
  mutating func pass(_ piece: UnsafeRawBufferPointer) -> Data {
    held.append(contentsOf: piece)
    held = cover(held)
    let ready = held.count - beginning()
    defer { held = Data(held.dropFirst(ready)) }
    return held.prefix(ready)
  }

  /// What is still held back when the answer has ended.
  mutating func rest() -> Data {
    defer { held = Data() }
    return held
  }

  /// How many bytes at the end of `held` the key begins with.
  private func beginning() -> Int {
    let most = min(key.count - 1, held.count)
    return (0...most).reversed().first { held.suffix($0) == key.prefix($0) } ?? 0
  }

  private func cover(_ data: Data) -> Data {
    var data = data
    var place = data.startIndex
    while let range = data.range(of: key, in: place..<data.endIndex) {
      data.replaceSubrange(range, with: repeatElement(UInt8(ascii: "*"), count: key.count))
      place = range.upperBound
    }
    return data
  }
}
