internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension Row {
  /// What a row with the columns of `imported` tells; `nil` where there are none.
  func importedFacts() throws -> ImportedFacts? {
    guard let at = try optionalDate("imported_at") else { return nil }
    var details: [String: String] = [:]
    if let text = try optionalText("rest_json"),
      let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    {
      for (name, value) in object { Self.add(value, named: name, depth: 0, to: &details) }
    }
    return ImportedFacts(
      at: at, source: try text("imported_from"), name: try optionalText("imported_name"),
      missingParent: try optionalText("named_parent"),
      parent: try optionalULID("imported_parent"), details: details)
  }

  /// Adds a value, and of an object each member under both names. What is nested deeper is told as JSON.
  private static func add(
    _ value: Any, named name: String, depth: Int, to details: inout [String: String]
  ) {
    switch value {
    case let text as String: details[name] = text
    case let members as [String: Any] where depth == 0:
      for (inner, value) in members {
        add(value, named: "\(name).\(inner)", depth: depth + 1, to: &details)
      }
    case let texts as [String]: details[name] = texts.joined(separator: "; ")
    case let number as NSNumber: details[name] = "\(number)"
    default:
      details[name] =
        (try? JSONSerialization.data(
          withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]))
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
