/// Words from a provider, made fit to be shown and recorded.
package enum ProviderMessage {
  /// Most characters that are kept.
  package static let longest = 500

  /// `text` on one line: no control or direction-changing characters, nothing like a key, at most
  /// `longest` characters.
  package static func clean(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    // Marks may pile up on one character without end, so scalars are bounded before characters are.
    for scalar in text.unicodeScalars.prefix(longest * 4) {
      if scalar.properties.isWhitespace {
        if kept.last != " " { kept.append(" ") }
      } else if scalar.properties.generalCategory != .control, !isDirection(scalar) {
        kept.append(scalar)
      }
    }
    let masked = String(kept).replacing(keyPattern.regex) { "\($0.output.1)…" }
    let line = masked.trimmingPrefix(" ")
    return line.count > longest ? line.prefix(longest - 1) + "…" : String(line)
  }

  /// What the keys of providers look like: a known beginning and a long tail.
  private static let keyPattern = ParsedPattern(
    /(AIza|AQ\.|ya29\.|sk-)[0-9A-Za-z_.-]{8,}/)

  private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
