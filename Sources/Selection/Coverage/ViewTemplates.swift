internal import Foundation
package import TroupeVocabulary

/// Prompts for one view of an asset alone, from `CWords/Words/views.json`.
package struct ViewTemplates: Sendable {
  private let kinds: [String: [String: String]]
  private let other: String

  /// Those that ship with the library.
  package init() {
    let file = try? JSONDecoder().decode(File.self, from: WordFile.data("views"))
    kinds = [
      Kind.character.rawValue: file?.character ?? [:], Kind.object.rawValue: file?.object ?? [:],
      Kind.place.rawValue: file?.place ?? [:],
    ]
    other = file?.other ?? "{who}"
  }

  private struct File: Decodable {
    let character, object, place: [String: String]
    let other: String
  }

  /// Whether there is a prompt of its own for `view`.
  package func knows(_ view: View, of kind: Kind) -> Bool {
    kinds[kind.rawValue]?[view.rawValue] != nil
  }

  /// The prompt for `view`, in which `who` is named; a view without one of its own is asked for by its word.
  package func prompt(for view: View, of kind: Kind, who: String) -> String {
    let template = kinds[kind.rawValue]?[view.rawValue] ?? other
    return template.filled([
      "who": who, "view": view.rawValue.replacing("-", with: " "),
    ])
  }
}
