internal import TroupeVocabulary

/// Who is to be seen in a picture: models err most in how many there are.
struct OnStage {
  /// One figure: an asset, in one of several looks where a prompt shows it in more than one.
  struct Figure: Hashable {
    let handle: Handle
    let look: String?
  }

  let figures: [Figure]

  /// The characters that `prompt` mentions as themselves: what is named, not what is seen behind them.
  /// - Parameters:
  ///   - without: those of whom no picture is sent.
  ///   - offStage: those who are named but not seen, such as the one whose point of view is shown.
  init(
    _ prompt: ParsedPrompt, assets: [AssetCandidates], without: [Handle] = [],
    offStage: [Handle] = []
  ) {
    let out = Set(without + offStage)
    figures = prompt.assets.flatMap { mentioned -> [Figure] in
      let handle = mentioned.handle
      guard !out.contains(handle), let asset = assets.of(handle)?.asset,
        asset.kind == .character, mentioned.role(for: asset.kind) == .identity
      else { return [] }
      return Self.looks(of: mentioned, in: prompt).map { Figure(handle: handle, look: $0) }
    }
  }

  /// The looks in which an asset is seen. After a mention with a look, a plain one in another clause means the same.
  static func looks(of mentioned: MentionedAsset, in prompt: ParsedPrompt) -> [String?] {
    guard mentioned.looks.count > 1, mentioned.looks.contains(nil), !areApart(in: prompt) else {
      return mentioned.looks
    }
    var isInClause = true
    for piece in prompt.pieces {
      switch piece {
      case .text(let text):
        if text.contains(where: ",.;:!?\n，。；：！？、".contains) { isInClause = false }
      case .mention(let mention) where mention.handle == mentioned.handle:
        // A plain one that comes first is one of its own.
        if mention.look == nil, isInClause || mentioned.looks.first == .some(nil) {
          return mentioned.looks
        }
        isInClause = true
      case .mention: break
      }
    }
    return mentioned.looks.filter { $0 != nil }
  }

  /// Whether `prompt` sets two against each other: `on the left … on the right`.
  private static func areApart(in prompt: ParsedPrompt) -> Bool {
    LabelPhrases.of(LabelLanguage(of: prompt)).cast.apart.contains { phrases in
      phrases.allSatisfy { PhraseTable([$0]).isFound(in: prompt) }
    }
  }

  /// Whether one look of an asset turns into another, so that how many there are is not said.
  private func isTurning(_ prompt: ParsedPrompt) -> Bool {
    guard Set(figures.map(\.handle)).count < figures.count else { return false }
    return PhraseTable(LabelPhrases.of(LabelLanguage(of: prompt)).cast.turning).isFound(in: prompt)
  }

  /// As in `Exactly two characters in the picture: Mira and Tomas.`; `nil` for fewer than two.
  ///
  /// Where `prompt` speaks of others besides, only those with names are counted.
  func sentence(_ prompt: ParsedPrompt, _ assets: [AssetCandidates], _ phrases: LabelPhrases)
    -> String?
  {
    let own = LabelPhrases.of(LabelLanguage(of: prompt))
    var panels = PhraseTable<Bool>()
    panels.add(own.cast.panels, true)
    panels.add(own.cast.panel, false)
    guard figures.count > 1, !isTurning(prompt),
      !panels.matches(in: TokenizedText(prompt.textWithoutMentions)).contains(where: \.meaning)
    else { return nil }
    let names = figures.map { figure in
      let name = assets.of(figure.handle)?.asset.name ?? figure.handle.text
      guard figures.count(where: { $0.handle == figure.handle }) > 1, let look = figure.look else {
        return name
      }
      return name + phrases.aside([phrases.look(look)])
    }
    let counts = phrases.cast.counts
    let count =
      counts.indices.contains(figures.count - 2)
      ? counts[figures.count - 2] : "\(figures.count)"
    let form = Others.areNamed(in: prompt) ? phrases.cast.named : phrases.cast.exact
    return form.filled(["count": count, "names": phrases.list(names)])
  }
}

extension PhraseTable<Void> {
  /// Phrases that mean one and the same.
  init(_ phrases: [String]) {
    self.init()
    for phrase in phrases { add(phrase, ()) }
  }

  /// Whether the text of `prompt` has one of the phrases.
  func isFound(in prompt: ParsedPrompt) -> Bool {
    !matches(in: TokenizedText(prompt.textWithoutMentions)).isEmpty
  }
}
