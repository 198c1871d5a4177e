import ArgumentParser

/// What the shell offers for a value, from the library that the line would use.
extension CompletionKind {
  static let cast = names { await $0.cast(looks: false) }
  static let castAndLooks = names { await $0.cast(looks: true) }
  static let looks = names { await $0.looks() }
  static let images = names { await $0.generations(images: true) + $0.pictureFiles() }
  static let generations = names { await $0.generations(images: false) }
  /// Whatever `show` takes.
  static let subjects = names { await $0.cast(looks: true) + $0.generations(images: false) }
  static let prompts = names { await $0.prompts() }
  static let queries = names { await $0.queries() }
  static let models = names { $0.models() }
  static let vendors = names { $0.vendors() }
  static let sizes = names { await $0.sizes() }
  static let aspects = names { await $0.settings(\.aspects) }
  static let views = names { $0.views() }
  static let tags = names { await $0.tags() }
  static let boards = names { await $0.boards() }
  static let snippets = names { await $0.snippets() }
  static let sessions = names { await $0.sessions() }
  static let reworks = names { await $0.reworks() }

  static let settings = names { $0.settingNames() }
  static let settingValues = names { await $0.settingValues() }

  private static func names(
    _ offered: @escaping @Sendable (NamesToOffer) async -> [OfferedName]
  ) -> CompletionKind {
    .custom { words, index, prefix in
      await offered(NamesToOffer(words: words, index: index, prefix: prefix)).map(\.line)
    }
  }
}

/// A value that can be typed, and what it stands for.
struct OfferedName {
  let text: String
  let about: String

  init(_ text: String, _ about: String = "") {
    (self.text, self.about) = (SafeText(text).plain, SafeText(about).plain)
  }

  /// Both, with a tab between.
  init(line: Substring) {
    let parts = line.split(separator: "\t", maxSplits: 1)
    self.init(parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : "")
  }

  var line: String { about.isEmpty ? text : "\(text)\t\(about)" }
}
