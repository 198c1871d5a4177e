internal import Foundation

/// The names of exported files: by a template, safe on every file system.
struct PictureNames {
  private let template: String

  /// - Throws: `TroupeError.invalidValue` for a part in braces that is not known.
  init(template: String) throws {
    self.template = template
    for part in template.matches(of: /\{([^{}]*)\}/) {
      guard part.1.wholeMatch(of: /n|n:0?[1-9]|id|title|ext/) != nil else {
        throw TroupeError.invalidValue(
          name: "template", value: template,
          expected: "in braces can stand n, n:03 (so many digits), id, title and ext")
      }
    }
  }

  /// One for each of `pictures`, in order.
  /// - Throws: `TroupeError.invalidValue` where two would be the same, at least where case makes no difference.
  func names(_ pictures: [(picture: ScenePicture, type: MediaType)]) throws -> [String] {
    var owners: [String: String] = [:]
    return try pictures.map { picture, type in
      let name = name(of: picture, type)
      let key = name.lowercased().precomposedStringWithCanonicalMapping
      if let owner = owners.updateValue(picture.shot, forKey: key) {
        throw TroupeError.invalidValue(
          name: "template", value: template,
          expected:
            "each picture needs a name of its own, and shots \(owner) and \(picture.shot) are both \(name); add {n}"
        )
      }
      return name
    }
  }

  private func name(of picture: ScenePicture, _ type: MediaType) -> String {
    let filled = template.replacing(/\{([^{}]*)\}/) { match in
      switch match.1 {
      case "id": return Self.safe(picture.shot)
      case "title": return Self.safe(picture.title ?? "")
      case "ext": return type.fileExtension
      default:
        let digits = match.1.last?.wholeNumberValue ?? 1
        let number = "\(picture.number)"
        return String(repeating: "0", count: max(0, digits - number.count)) + number
      }
    }
    let end = ".\(type.fileExtension)"
    var stem = filled.hasSuffix(end) ? String(filled.dropLast(end.count)) : filled
    // What stood around a title that is not there.
    stem = stem.replacing(/([-_ ])[-_ ]+/) { $0.1 }
    stem = Self.safe(stem).trimmingCharacters(in: CharacterSet(charactersIn: "-_ ."))
    while stem.utf8.count > 200 { stem.removeLast() }
    return (stem.isEmpty ? Self.safe(picture.shot) : Self.unreserved(stem)) + end
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
