package import TroupeVocabulary

extension ParsedPrompt {
  /// The same where an asset that is mentioned without a look is seen in its look of `shown`, as in the image that is
  /// edited.
  package func keeping(_ shown: [NamedLook]) -> ParsedPrompt {
    let plain = Set(assets.filter { $0.looks == [nil] }.map(\.handle))
    let looks = Dictionary(grouping: shown.filter { plain.contains($0.asset) }, by: \.asset)
      .compactMapValues { $0.count == 1 ? $0[0].look : nil }
    return looks.isEmpty
      ? self
      : replacing { mention in
        looks[mention.handle].map { mention.inLook($0) } ?? mention
      }
  }

  /// Whether it mentions `asset` in no look, and its words name none.
  /// - Parameters:
  ///   - inWords: what `looksInWords(of:_:)` tells.
  ///   - look: one that may be named all the same.
  package func isPlain(
    _ asset: Asset, inWords: [Handle: Set<String>], besides look: String? = nil
  ) -> Bool {
    guard let mentioned = assets.first(where: { $0.handle == asset.handle }) else { return true }
    guard mentioned.looks == [nil] else { return false }
    let asked = inWords[asset.handle] ?? []
    guard asked.subtracting([look].compactMap(\.self)).isEmpty else { return false }
    let names = asset.looks.filter { $0.name != look }.flatMap { [$0.name] + $0.tags }.map {
      $0.replacing("-", with: " ").replacing("_", with: " ")
    }
    return !PhraseTable(names).isFound(in: self)
  }

  /// By asset of `all` that it mentions in no look, those of its looks that the words ask for.
  package func looksInWords(of all: [Asset], _ words: [UserWords]) -> [Handle: Set<String>] {
    let plain = Set(assets.filter { $0.looks == [nil] }.map(\.handle))
    let dressed = all.filter { plain.contains($0.handle) && !$0.looks.isEmpty }
    guard !dressed.isEmpty else { return [:] }
    let kinds = Dictionary(
      all.map { ($0.handle, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let lexicon = Lexicon.reading([textWithoutMentions], own: words.map(\.file))
    let reading = PromptReading(
      self, lexicon: lexicon,
      isSubject: { ($0.role ?? kinds[$0.handle]?.defaultRole ?? .identity) == .identity },
      isCharacter: { kinds[$0.handle] ?? .character == .character }, hasLooks: true)
    let asked = dressed.map { asset in
      let own = AssetLexicon(
        [], views: [], namedLooks: asset.looks, shownLooks: [], standard: lexicon)
      let demand = Demand(
        reading, of: asset.handle, kind: asset.kind, own: own.phrases,
        named: asset.looks.map(\.name).sorted())
      return (asset.handle, Set(demand.looks.keys))
    }
    return Dictionary(asked, uniquingKeysWith: { first, _ in first })
  }

  /// The same where an asset puts on a look of its own: `dress @mira in @mira/winter-coat` shows one Mira, who wears it.
  /// - Parameter isEdit: whether an image is changed: then any other look but another age is put on.
  package func wearing(isEdit: Bool) -> ParsedPrompt {
    let changing = assets.filter { $0.looks.count == 2 && $0.looks.first == .some(nil) }
    guard !changing.isEmpty else { return self }
    let words = TraitWords.of(LabelLanguage(of: self))
    var worn: [Handle: String] = [:]
    for asset in changing {
      guard let look = asset.looks[1], !LookAge.standard.isAge(look),
        isEdit || leads(to: asset.handle, look, words.wear)
      else { continue }
      worn[asset.handle] = look
    }
    return worn.isEmpty
      ? self
      : replacing { mention in
        worn[mention.handle].map { mention.look == nil ? mention.inLook($0) : mention.worn }
          ?? mention
      }
  }

  /// Whether one of `phrases` stands before the mention of the look: `in`, `wearing`.
  private func leads(to handle: Handle, _ look: String, _ phrases: [WordPhrase]) -> Bool {
    zip(pieces, pieces.dropFirst()).contains { before, piece in
      guard case .text(let text) = before, case .mention(let mention) = piece,
        mention.handle == handle, mention.look == look
      else { return false }
      let tokens = ClauseTokens(text).tokens
      return phrases.contains { $0.length(in: tokens, to: tokens.count) != nil }
    }
  }
}

extension Mention {
  fileprivate func inLook(_ look: String) -> Mention {
    Mention(handle: handle, look: look, role: role, weight: weight, range: range)
  }

  fileprivate var worn: Mention {
    Mention(handle: handle, look: look, role: role, weight: weight, range: range, isWorn: true)
  }
}
