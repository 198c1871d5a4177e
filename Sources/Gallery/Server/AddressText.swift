/// Reads percent-encoded texts.
enum AddressText {
  /// The components of a path, decoded.
  ///
  /// Components that could lead out of a folder are refused here, so that no handler meets them.
  /// - Throws: `Refusal.unknownPath` for what is no path of UTF-8 names.
  static func components(_ path: some StringProtocol) throws -> [String] {
    guard path.utf8.first == UInt8(ascii: "/") else { throw Refusal.unknownPath }
    let rest = path.dropFirst()
    if rest.isEmpty { return [] }
    return try rest.split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard let bytes = bytes(part.utf8, isForm: false, isStrict: true),
        let text = String(validating: bytes, as: UTF8.self),
        !text.isEmpty, text != ".", text != "..",
        !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }),
        !bytes.contains(UInt8(ascii: "/")), !bytes.contains(UInt8(ascii: "\\"))
      else { throw Refusal.unknownPath }
      return text
    }
  }

  /// The fields of a query or of an urlencoded form, in order.
  static func fields(_ bytes: some Collection<UInt8>) -> [(name: String, value: String)] {
    bytes.split(separator: UInt8(ascii: "&")).map { field in
      let halves = field.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (text(halves[0]), halves.count > 1 ? text(halves[1]) : "")
    }
  }

  private static func text(_ encoded: some Collection<UInt8>) -> String {
    String(decoding: bytes(encoded, isForm: true, isStrict: false) ?? [], as: UTF8.self)
  }

  /// The bytes that are meant; nil where `isStrict` and a "%" is followed by no two digits.
  private static func bytes(
    _ encoded: some Collection<UInt8>, isForm: Bool, isStrict: Bool
  ) -> [UInt8]? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(encoded.count)
    var rest = encoded[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        let pair = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        if pair.count == 2 {
          decoded.append(UInt8(pair[0] * 16 + pair[1]))
          rest = rest.dropFirst(2)
          continue
        }
        if isStrict { return nil }
      }
      decoded.append(isForm && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
    }
    return decoded
  }
}
