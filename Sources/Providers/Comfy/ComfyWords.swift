import Foundation

/// Words of the server, made fit to be shown: its errors hold paths of its disk.
enum ComfyWords {
  /// `text` as `ProviderMessage` cleans it, paths down to their last name.
  static func clean(_ text: String) -> String {
    ProviderMessage.clean(
      String(text.prefix(4000)).replacing(
        #/(?:[A-Za-z]:)?(?:[/\\][^\s/\\'"<>|:,;()\[\]]+){2,}/#
      ) { path in
        path.output.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
      })
  }

  /// How an error calls a node: `node 4 (KSampler)`.
  static func node(_ id: String?, kind: String?) -> String {
    let name = id.map { "node \($0)" } ?? "a node"
    return kind.map { "\(name) (\($0))" } ?? name
  }

  /// Whether an error speaks of content that is not allowed: nodes that ask other vendors pass their refusals on.
  static func isAboutContent(_ text: String) -> Bool {
    text.prefix(4000).lowercased().contains(
      /moderat|content[ _]policy|safety (?:system|filter|check)|nsfw|flagged as|prohibited content/)
  }
}
