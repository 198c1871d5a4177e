import Troupe

/// JSON that is fit for a terminal: what could move the cursor, reorder or hide anything stands as `\\uXXXX`, which every
/// reader takes for the same text.
enum SafeJSON {
  /// The version of the schemas in `Schema/json` that documents keep to.
  static let schemaVersion = 2

  /// A document with that version among its members.
  struct Versioned<Document: Encodable>: Encodable {
    let document: Document

    private enum CodingKeys: String, CodingKey { case schema }

    func encode(to encoder: any Encoder) throws {
      try document.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(schemaVersion, forKey: .schema)
    }
  }

  /// `value` as one line.
  static func text(_ value: some Encodable) throws -> String {
    let text = try CanonicalJSON.text(value)
    // Outside of strings JSON has none of these.
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        for unit in Character(scalar).utf16 {
          let digits = String(unit, radix: 16)
          let zeros = String(repeating: "0", count: 4 - digits.count)
          safe.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
        }
      } else {
        safe.append(scalar)
      }
    }
    return String(safe)
  }

  /// Controls, formats such as changes of direction and joiners, and the separators of lines and paragraphs; also what stands
  /// for nothing though it is a letter or a mark.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
