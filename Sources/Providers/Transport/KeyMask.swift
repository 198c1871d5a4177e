internal import TroupeCWire

/// Covers a key that a server sends back, so that it reaches no record. Lengths stay as they are.
struct KeyMask {
  private let key: [UInt8]
  private var held: [UInt8] = []

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
    self.key = Array(key.utf8)
  }

  /// `text` with the key covered.
  func cover(_ text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.withUnsafeMutableBytes { cover($0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands on what can be handed on once `piece` has come; what may be the beginning of the key is held back. A piece
  /// without any of it is handed on as it lies.
  mutating func pass<Failure>(
    _ piece: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) -> Failure?
  ) -> Failure? {
    let ready = piece.count - beginning(of: piece)
    if held.isEmpty, find(in: piece, from: 0) == nil {
      held = Array(piece[ready...])
      return hand(UnsafeRawBufferPointer(rebasing: piece[..<ready]))
    }
    var whole = held + piece
    let rest = whole.withUnsafeMutableBytes { bytes in
      cover(bytes)
      return beginning(of: UnsafeRawBufferPointer(bytes))
    }
    held = Array(whole.suffix(rest))
    return whole.withUnsafeBytes {
      hand(UnsafeRawBufferPointer(rebasing: $0[..<(whole.count - rest)]))
    }
  }

  /// What is still held back when the answer has ended.
  mutating func rest() -> [UInt8] {
    defer { held = [] }
    return held
  }

  /// How many bytes at the end of `bytes` the key begins with.
  private func beginning(of bytes: UnsafeRawBufferPointer) -> Int {
    let most = min(key.count - 1, bytes.count)
    return (0...most).reversed().first { bytes.suffix($0).elementsEqual(key.prefix($0)) } ?? 0
  }

  private func cover(_ bytes: UnsafeMutableRawBufferPointer) {
    var place = 0
    while let start = find(in: UnsafeRawBufferPointer(bytes), from: place) {
      place = start + key.count
      for index in start..<place { bytes[index] = UInt8(ascii: "*") }
    }
  }

  private func find(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    let place = start + troupe_find(base + start, bytes.count - start, key, key.count)
    return place < bytes.count ? place : nil
  }
}
