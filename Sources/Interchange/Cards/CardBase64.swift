import Foundation

/// Decodes base64 as cards have it: with blanks, without its padding, in either alphabet.
enum CardBase64 {
  /// The bytes that a text stands for.
  /// - Parameters:
  ///   - place: What the text is, for the fault.
  ///   - most: The most bytes that it may stand for.
  /// - Throws: `CardFault.invalidBase64` and `CardFault.tooLarge`.
  static func decode(_ text: Data, _ place: String, most: Int) throws(CardFault) -> Data {
    var result: [UInt8] = []
    result.reserveCapacity(min(text.count / 4 * 3 + 3, most))
    var (bits, count, hasEnded) = (UInt32(0), 0, false)
    for (offset, byte) in [UInt8](text).enumerated() {
      if byte == UInt8(ascii: "=") { hasEnded = true }
      guard let value = value(of: byte) else {
        guard isSkipped(byte) else { throw .invalidBase64(place, offset: offset) }
        continue
      }
      guard !hasEnded else { throw .invalidBase64(place, offset: offset) }
      (bits, count) = (bits << 6 | value, count + 1)
      guard count == 4 else { continue }
      guard result.count + 3 <= most else { throw .tooLarge(place, most: most) }
      for shift in [16, 8, 0] as [UInt32] { result.append(UInt8(bits >> shift & 0xFF)) }
      (bits, count) = (0, 0)
    }
    // One letter alone holds six bits, which make no byte.
    guard count != 1 else { throw .invalidBase64(place, offset: text.count) }
    if count >= 2 { result.append(UInt8(bits >> (count == 2 ? 4 : 10) & 0xFF)) }
    if count == 3 { result.append(UInt8(bits >> 2 & 0xFF)) }
    guard result.count <= most else { throw .tooLarge(place, most: most) }
    return Data(result)
  }

  private static func isSkipped(_ byte: UInt8) -> Bool {
    byte == 0x20 || (9...13).contains(byte) || byte == UInt8(ascii: "=") || byte == 0
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
