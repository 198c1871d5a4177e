import Foundation
import TroupeVocabulary

/// The words of questions, from a file: templates with places in braces.
struct QuestionWords {
  private let templates: [String: String]

  /// Reads the words that the program carries.
  /// - Throws: `LibraryError.database` where they cannot be read, never in a program that was built whole.
  init() throws {
    do {
      templates = try JSONDecoder().decode(
        [String: String].self, from: Data(PackageResources.check_json))
    } catch {
      throw TroupeError.library(.database(detail: "the words of questions cannot be read"))
    }
  }

  /// The template called `name`, filled. What is filled in is never read as a template, and stays on its line.
  func text(_ name: String, _ values: [String: String] = [:]) -> String {
    var text = ""
    var rest = (templates[name] ?? "")[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let value = values[String(rest[rest.index(after: open)..<close])] ?? ""
      text += String(value.map { $0.isNewline ? " " : $0 })
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
