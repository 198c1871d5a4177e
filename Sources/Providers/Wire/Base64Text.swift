package import Foundation
internal import TroupeCWire

/// Bytes in base64 exactly as this library writes it, left where they lie until they are wanted: an image of 40 MB costs no
/// memory of its own.
package struct Base64Text: Hashable, Sendable {
  /// The letters, often a part of an answer.
  package let text: Data
  /// How many bytes they stand for.
  package let byteCount: Int

  /// Letters decoded at a time.
  private static let chunk = 256 << 10

  /// `nil` unless `text` is base64 of the standard alphabet with padding, and writing its bytes again would give the very
  /// same letters.
  package init?(_ text: Data) {
    guard !text.isEmpty, text.count.isMultiple(of: 4) else { return nil }
    guard let tail = Self.bytes(ofLast: text.suffix(4)), Self.isPlain(text.dropLast(4)) else {
      return nil
    }
    self.text = text
    byteCount = text.count / 4 * 3 - 3 + tail.count
  }

  /// The first bytes, at most `count`.
  package func prefix(_ count: Int) -> Data {
    let letters = min(text.count, (count + 2) / 3 * 4)
    return (LenientBase64.decode(text.prefix(letters)) ?? Data()).prefix(count)
  }

  /// All bytes.
  package var bytes: Data {
    var bytes = Data(capacity: byteCount)
    forEachPiece { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Hands the bytes over in order, piece by piece; a piece is valid during the call only.
  package func forEachPiece(
    _ take: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    var piece = [UInt8](repeating: 0, count: Self.chunk / 4 * 3)
    var rest = text.dropLast(4)
    while !rest.isEmpty {
      let letters = rest.prefix(Self.chunk)
      Self.decode(letters, into: &piece)
      try piece.withUnsafeBytes { try take(.init(rebasing: $0[..<(letters.count / 4 * 3)])) }
      rest = rest.dropFirst(letters.count)
    }
    try Self.bytes(ofLast: text.suffix(4))?.withUnsafeBytes(take)
  }

  private static func decode(_ letters: Data, into piece: inout [UInt8]) {
    letters.withUnsafeBytes { (letters: UnsafeRawBufferPointer) in
      piece.withUnsafeMutableBufferPointer { piece in
        guard let from = letters.baseAddress, let to = piece.baseAddress else { return }
        // That every letter is one of the alphabet was seen when this value was made.
        _ = troupe_base64_decode(
          from.assumingMemoryBound(to: UInt8.self), letters.count / 4, to)
      }
    }
  }

  private static func isPlain(_ letters: Data) -> Bool {
    letters.withUnsafeBytes { (letters: UnsafeRawBufferPointer) in
      guard let from = letters.baseAddress else { return true }
      return troupe_base64_is_plain(from.assumingMemoryBound(to: UInt8.self), letters.count) != 0
    }
  }

  /// The last four letters may hold padding, and then bits that must be zero.
  private static func bytes(ofLast letters: Data) -> Data? {
    guard let bytes = LenientBase64.decode(letters) else { return nil }
    var again = [UInt8](repeating: 0, count: 4)
    let count = bytes.withUnsafeBytes { bytes in
      again.withUnsafeMutableBytes { Base64Writer.write(bytes, into: $0) }
    }
    return count == 4 && letters.elementsEqual(again) ? bytes : nil
  }
}
