/// JSON whose members keep their order, as the signature of a `.char` needs it.
indirect enum OmnicharJSON {
  case number(Int)
  case text(String)
  case array([OmnicharJSON])
  case object([(String, OmnicharJSON)])

  /// The value in ASCII without blanks.
  var written: String {
    switch self {
    case .number(let number): String(number)
    case .text(let text): "\"" + text.utf16.map(Self.escaped).joined() + "\""
    case .array(let elements): "[" + elements.map(\.written).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { OmnicharJSON.text($0.0).written + ":" + $0.1.written }
        .joined(separator: ",") + "}"
    }
  }

  private static func escaped(_ unit: UInt16) -> String {
    switch unit {
    case 0x22: "\\\""
    case 0x5C: "\\\\"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x09: "\\t"
    case 0x08: "\\b"
    case 0x0C: "\\f"
    case 0x20...0x7E: String(UnicodeScalar(UInt8(unit)))
    default:
      "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count)
        + String(unit, radix: 16)
    }
  }
}
