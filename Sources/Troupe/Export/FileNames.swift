internal import Foundation

/// The names of exported files: by a template, safe on every file system.
struct FileNames {
  /// A file that is to be named.
  struct File {
    /// What stands for each field of the template.
    let fields: [String: String]
    /// Its number, for `{n}`.
    let number: Int
    /// The ending, without its dot.
    let ending: String
    /// What names it where nothing of the template does, and in errors.
    let owner: String
  }

  private let template: String
  /// What stands between braces at every second place, and around them at the others.
  private let parts: [String]

  /// - Parameter fields: what can stand in braces, besides `n` and `ext`.
  /// - Throws: `TroupeError.invalidValue` for a part in braces that is not known.
  init(template: String, fields: [String]) throws {
    self.template = template
    let fields = fields.filter { !["n", "ext"].contains($0) }
    var (parts, end) = ([String](), template.startIndex)
    for part in template.matches(of: /\{([^{}]*)\}/) {
      let field = String(part.1)
      parts += [String(template[end..<part.range.lowerBound]), field]
      end = part.range.upperBound
      guard field.wholeMatch(of: /n|n:0?[1-9]|ext/) == nil, !fields.contains(field) else {
        continue
      }
      let known = (["n", "n:03 (so many digits)"] + fields).joined(separator: ", ")
      throw TroupeError.invalidValue(
        name: "template", value: template, expected: "in braces can stand \(known) and ext")
    }
    self.parts = parts + [String(template[end...])]
  }

  /// One for each of `files`, in order.
  /// - Throws: `TroupeError.invalidValue` where two would be the same, at least where case makes no difference.
  func names(_ files: [File]) throws -> [String] {
    var owners: [String: String] = [:]
    return try files.map { file in
      let name = name(of: file)
      let key = name.lowercased().precomposedStringWithCanonicalMapping
      guard let owner = owners.updateValue(file.owner, forKey: key) else { return name }
      throw TroupeError.invalidValue(
        name: "template", value: template,
        expected:
          "each picture needs a name of its own, and \(owner) and \(file.owner) are both \(name); add {n}"
      )
    }
  }

  private func name(of file: File) -> String {
    let filled = parts.enumerated()
      .map { $0.isMultiple(of: 2) ? $1 : Self.value(of: $1, file) }.joined()
    let end = ".\(file.ending)"
    var stem = filled.hasSuffix(end) ? String(filled.dropLast(end.count)) : filled
    stem = Self.withoutGaps(stem)
    stem = Self.safe(stem).trimmingCharacters(in: CharacterSet(charactersIn: "-_ ."))
    while stem.utf8.count > 200 { stem.removeLast() }
    return (stem.isEmpty ? Self.safe(file.owner) : Self.unreserved(stem)) + end
  }

  private static func value(of field: String, _ file: File) -> String {
    if field == "ext" { return file.ending }
    guard field == "n" || field.hasPrefix("n:") else { return safe(file.fields[field] ?? "") }
    let (digits, number) = (field.last?.wholeNumberValue ?? 1, "\(file.number)")
    return String(repeating: "0", count: max(0, digits - number.count)) + number
  }

  /// Of signs that stood around a field that is empty the first.
  private static func withoutGaps(_ text: String) -> String {
    var wasSign = false
    return text.filter { character in
      let isSign = "-_ ".contains(character)
      defer { wasSign = isSign }
      return !isSign || !wasSign
    }
  }

  /// Without what some file system does not take in a name.
  private static func safe(_ text: String) -> String {
    let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar in
      let isRefused =
        "/\\:*?\"<>|".unicodeScalars.contains(scalar)
        || [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned]
          .contains(scalar.properties.generalCategory)
      return isRefused ? "-" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// Windows takes these for devices, whatever stands behind a period.
  private static func unreserved(_ stem: String) -> String {
    let first = stem.prefix { $0 != "." }.lowercased()
    let isPort =
      first.utf8.count == 4 && (first.hasPrefix("com") || first.hasPrefix("lpt"))
      && first.last?.isNumber == true
    return isPort || ["con", "prn", "aux", "nul"].contains(first) ? "\(stem)_" : stem
  }
}
