import Foundation

/// The escapes of a JSON string.
enum JSONEscapes {
  /// `bytes` with every escape resolved; half a surrogate pair becomes U+FFFD, an unknown escape
  /// stays as it is.
  static func resolve(_ bytes: Data) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
        result.append(byte)
        continue
      }
      if kind == UInt8(ascii: "u") {
        result += scalar(&rest).utf8
      } else {
        result += simple[kind].map { [$0] } ?? [byte, kind]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private static func scalar(_ rest: inout Data.SubSequence) -> String {
    guard let first = unit(&rest) else { return "\u{FFFD}" }
    guard (0xD800...0xDBFF).contains(first) else {
      return Unicode.Scalar(first).map { String($0) } ?? "\u{FFFD}"
    }
    var ahead = rest
    guard ahead.popFirst() == UInt8(ascii: "\\"), ahead.popFirst() == UInt8(ascii: "u"),
      let second = unit(&ahead), (0xDC00...0xDFFF).contains(second)
    else { return "\u{FFFD}" }
    rest = ahead
    let value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    return Unicode.Scalar(value).map { String($0) } ?? "\u{FFFD}"
  }

  private static func unit(_ rest: inout Data.SubSequence) -> UInt32? {
    let digits = rest.prefix(4)
    guard digits.count == 4, digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-")
    else { return nil }
    rest = rest.dropFirst(4)
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
