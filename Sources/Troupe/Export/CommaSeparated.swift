/// Rows of comma-separated values, as RFC 4180 has them.
enum CommaSeparated {
  /// One row with its end of line.
  static func row(_ values: [String]) -> String {
    values.map(cell).joined(separator: ",") + "\r\n"
  }

  private static func cell(_ value: String) -> String {
    let text = inert(value)
    guard text.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// A text that no spreadsheet takes for a formula: what begins like one is led by an apostrophe, as OWASP advises
  /// (https://owasp.org/www-community/attacks/CSV_Injection). A number stays one.
  private static func inert(_ value: String) -> String {
    let value = value.replacing("\0", with: "")
    let isLed = value.unicodeScalars.first.map("\t\r\n".unicodeScalars.contains) ?? false
    let first = value.unicodeScalars.first { !$0.properties.isWhitespace }
    guard isLed || first.map("=+-@＝＋－＠".unicodeScalars.contains) ?? false,
      value.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) == nil
    else { return value }
    return "'\(value)"
  }
}
