import ArgumentParser
import Troupe

/// What can be said of reference pictures.
struct ReferenceArguments: ParsableArguments {
  @Option(
    help: "Which look they show: an outfit, an age, a season. Prompts write @kael/casual.",
    completion: .looks)
  var look: String?

  @Option(
    help:
      """
      What they show: \(View.named.map(\.rawValue).joined(separator: ", ")), of a place \
      \(View.ofPlaces.map(\.rawValue).joined(separator: ", ")), or a word of yours.
      """, completion: .views)
  var view: String?

  @Option(help: "A sentence about them.")
  var caption: String?

  func validate() throws {
    if let view, View(rawValue: view).rawValue.isEmpty {
      throw ValidationError("--view needs a word, such as front.")
    }
  }

  /// As the library takes it.
  func details(tags: [String]? = nil, isPinned: Bool? = nil) -> ReferenceDetails {
    ReferenceDetails(
      view: view.map(View.init(rawValue:)), look: look, caption: caption, tags: tags,
      isPinned: isPinned)
  }
}
