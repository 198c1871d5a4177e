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

  /// - Parameter fields: what can stand in braces, besides `n` and `ext`.
  /// - Throws: `TroupeError.invalidValue` for a part in braces that is not known.
  init(template: String, fields: [String]) throws {
    self.template = template
    let fields = fields.filter { !["n", "ext"].contains($0) }
    for part in template.matches(of: /\{([^{}]*)\}/) {
      let field = String(part.1)
      guard field.wholeMatch(of: /n|n:0?[1-9]|ext/) == nil, !fields.contains(field) else {
        continue
      }
      let known = (["n", "n:03 (so many digits)"] + fields).joined(separator: ", ")
      throw TroupeError.invalidValue(
        name: "template", value: template, expected: "in braces can stand \(known) and ext")
    }
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
    let filled = template.replacing(/\{([^{}]*)\}/) { match in
      let field = String(match.1)
      if field == "ext" { return file.ending }
      if field == "n" || field.hasPrefix("n:") {
        let digits = field.last?.wholeNumberValue ?? 1
        let number = "\(file.number)"
        return String(repeating: "0", count: max(0, digits - number.count)) + number
      }
      return Self.safe(file.fields[field] ?? "")
    }
    let end = ".\(file.ending)"
    var stem = filled.hasSuffix(end) ? String(filled.dropLast(end.count)) : filled
    // What stood around a field that is empty.
    stem = stem.replacing(/([-_ ])[-_ ]+/) { $0.1 }
    stem = Self.safe(stem).trimmingCharacters(in: CharacterSet(charactersIn: "-_ ."))
    while stem.utf8.count > 200 { stem.removeLast() }
    return (stem.isEmpty ? Self.safe(file.owner) : Self.unreserved(stem)) + end
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
    let first = stem.prefix { $0 != "." }
    return first.wholeMatch(of: /(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])/) == nil ? stem : "\(stem)_"
  }
}
