/// The SHA-256 of exact bytes: how every file and row is known.
///
/// Written `sha256:` and 64 lower-case hexadecimal digits.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hex: String

  /// Reads `sha256:` and 64 hexadecimal digits, or the digits alone; `nil` for anything else.
  public init?(_ text: String) {
    let digits = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
    guard digits.utf8.count == 64, digits.utf8.allSatisfy(\.isHexDigit) else { return nil }
    hex = digits.lowercased()
  }

  /// The digest whose 32 bytes are `bytes`.
  package init(bytes: some Sequence<UInt8>) {
    let digits: StaticString = "0123456789abcdef"
    hex = String(unsafeUninitializedCapacity: 64) { letters in
      var count = 0
      for byte in bytes.prefix(32) {
        letters[count] = digits.utf8Start[Int(byte >> 4)]
        letters[count + 1] = digits.utf8Start[Int(byte & 15)]
        count += 2
      }
      return count
    }
  }

  /// The first 12 digits: enough to tell images of one library apart on a screen.
  public var short: String { String(hex.prefix(12)) }

  /// `sha256:` and the digits.
  public var description: String { "sha256:\(hex)" }

  /// Orders by the digits.
  public static func < (left: Digest, right: Digest) -> Bool { left.hex < right.hex }
}

extension Digest: Codable {
  /// Reads the written form; throws `DecodingError` when it is no digest.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = Digest(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a SHA-256 digest")
    }
    self = digest
  }

  /// Writes `sha256:` and the digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (48...57).contains(self) || (65...70).contains(self) || (97...102).contains(self)
  }
}
