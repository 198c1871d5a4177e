package import Foundation
internal import TroupeCWire

/// Reads base64 that comes piece by piece, as long as it is written exactly as this library writes it: the standard
/// alphabet with padding, so that its bytes give the very same letters again.
package struct Base64Decoder {
  private var carried: [UInt8] = []
  private var bytes: [UInt8] = []

  package init() {}

  /// Takes `letters` on and hands over the bytes that are certain by now; false when they are no such base64. The last
  /// four letters wait for `finish`, as only they may hold padding.
  package mutating func take(
    _ letters: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows -> Bool {
    var rest = letters
    if !carried.isEmpty {
      let wanted = min(4 - carried.count, rest.count)
      carried += rest[..<wanted]
      rest = UnsafeRawBufferPointer(rebasing: rest[wanted...])
      if rest.isEmpty { return true }
      let whole = carried
      guard try whole.withUnsafeBytes({ try decode($0, hand) }) else { return false }
    }
    let count = max(0, rest.count - 1) / 4 * 4
    carried = Array(rest[count...])
    return try decode(UnsafeRawBufferPointer(rebasing: rest[..<count]), hand)
  }

  /// The last bytes; `nil` when the letters end as no such base64 does.
  package mutating func finish() -> Data? {
    guard carried.count == 4, let last = LenientBase64.decode(Data(carried)) else { return nil }
    var again = [UInt8](repeating: 0, count: 4)
    let count = last.withUnsafeBytes { last in
      again.withUnsafeMutableBytes { Base64Writer.write(last, into: $0) }
    }
    return count == 4 && again == carried ? last : nil
  }

  private mutating func decode(
    _ letters: UnsafeRawBufferPointer, _ hand: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows -> Bool {
    let count = letters.count / 4 * 3
    if bytes.count < count { bytes = [UInt8](repeating: 0, count: count) }
    let isPlain = bytes.withUnsafeMutableBufferPointer { bytes in
      guard let from = letters.baseAddress, let to = bytes.baseAddress else { return true }
      return troupe_base64_decode(from.assumingMemoryBound(to: UInt8.self), count / 3, to) != 0
    }
    guard isPlain else { return false }
    if count > 0 {
      try bytes.withUnsafeBytes { try hand(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return true
  }

  /// The bytes of `text`; `nil` unless it is such base64.
  package static func decode(_ text: Data) -> Data? {
    var decoder = Base64Decoder()
    var bytes = Data(capacity: text.count / 4 * 3)
    let isPlain = text.withUnsafeBytes { text in
      decoder.take(text) { bytes.append(contentsOf: $0) }
    }
    guard isPlain, let last = decoder.finish() else { return nil }
    return bytes + last
  }
}
