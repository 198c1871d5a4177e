internal import TroupeVocabulary

/// What each asset of a request is, stated once: whom its images show and what to take of them, its description and its
/// traits.
struct AssetStatements {
  /// An asset that is to be seen, with the images that show it.
  struct Shown {
    let asset: Asset
    let looks: [String?]
    let images: [ChosenInput]

    var positions: [Int] { images.map(\.position) }
  }

  let prompt: ParsedPrompt
  /// Every image that the model sees, those of the conversation included.
  let images: [ChosenInput]
  let assets: [AssetCandidates]
  let phrases: LabelPhrases
  let numbering: ImageNumbering
  let detail: LabelDetail
  /// The user wants no descriptions.
  let omitsDescriptions: Bool
  let traits: TraitReview
  /// What is said of those who are not to be seen would bring them back, and of a part, the face.
  let visibility: Visibility

  /// One line for each kind of asset that images show, then one for each asset that has something to state; styles last.
  var lines: [String] {
    let things = shown.filter { $0.asset.kind != .style }
    let styles = shown.filter { $0.asset.kind == .style }
    return [things, styles].flatMap { some in
      ["character", "creature", "object", "place", "style"].flatMap { identities($0, of: some) }
        + some.flatMap(facts)
    }
      + (!things.isEmpty && styles.contains(where: isMonochrome) ? [phrases.monochrome.text] : [])
      + (images.contains { $0.sheet != nil } ? [phrases.sheet.rule] : [])
  }

  /// Whether a style is said to have no colors.
  private func isMonochrome(_ style: Shown) -> Bool {
    ([style.asset.description] + style.asset.traits).contains { text in
      let words = LabelPhrases.of(LabelLanguage(of: text)).monochrome.words
      return !PhraseTable<Void>(words).matches(in: TokenizedText(text)).isEmpty
    }
  }

  private var shown: [Shown] {
    let others = images.filter { !$0.lends(assets) && $0.role != .parent }.compactMap(\.asset)
    var all: [Shown] = []
    for handle in prompt.assets.map(\.handle) + others {
      guard let asset = assets.of(handle)?.asset, !all.contains(where: { $0.asset == asset })
      else { continue }
      let own = images.filter {
        $0.shows(handle) && !$0.lends(assets) && $0.role != .parent
      }
      let mention = prompt.assets.first { $0.handle == handle }
      // What lends its pose or style alone is not drawn.
      let isLent = mention.map(isLent) ?? false
      if isLent, images.contains(where: { $0.shows(handle) }), own.isEmpty { continue }
      if own.isEmpty, (visibility.offStage + visibility.inPart).contains(handle) { continue }
      all.append(
        Shown(
          asset: asset, looks: mention.map { OnStage.looks(of: $0, in: prompt) } ?? [], images: own)
      )
    }
    return all
  }

  private func isLent(_ mentioned: MentionedAsset) -> Bool {
    guard let kind = assets.of(mentioned.handle)?.asset.kind else { return false }
    return mentioned.role(for: kind) != kind.defaultRole
  }

  /// A line for the assets of one kind, and one each for those of them of whom less is to be kept.
  private func identities(_ kind: String, of shown: [Shown]) -> [String] {
    guard let forms = phrases.identity[kind] else { return [] }
    let some = shown.filter {
      AssetKind.name(of: $0.asset, phrases) == kind && !visibility.inPart.contains($0.asset.handle)
    }
    let isLit = PromptLight.phrase(in: prompt) != nil
    let rule = isLit ? forms.ruleWithoutLight ?? forms.rule : forms.rule
    let rules = some.map { self.rule(of: $0.asset.handle, forms) ?? rule }
    var lines: [String] = []
    let others = [
      forms.ruleWithoutHair, forms.ruleWithoutHairColor, forms.ruleWithoutHairstyle,
      forms.ruleWithoutFace, forms.ruleWithoutFaceAndHair,
      forms.ruleWithoutBeard, forms.ruleOfAge, forms.ruleOfGrownAge, forms.ruleOfChange,
    ]
    for kept in [rule] + others.compactMap(\.self) {
      let alike = zip(some, rules).filter { $1 == kept }.map(\.0)
      if let line = identity(alike, forms, rule: kept) { lines.append(line) }
    }
    return lines + some.compactMap { lookRule($0, forms) } + parts(of: shown, kind, forms)
  }

  /// What to keep of the asset called `handle` where that is not the usual.
  private func rule(of handle: Handle, _ forms: LabelPhrases.Identity) -> String? {
    if visibility.isFaceless(handle) {
      return traits.changedHair.contains(handle)
        ? forms.ruleWithoutFaceAndHair : forms.ruleWithoutFace
    }
    if traits.changedAge.contains(handle) {
      return traits.staysGrown.contains(handle)
        ? forms.ruleOfGrownAge ?? forms.ruleOfAge : forms.ruleOfAge
    }
    if traits.changedParts.contains(handle) { return forms.ruleOfChange }
    if traits.recoloredHair.contains(handle) { return forms.ruleWithoutHairColor }
    if traits.restyledHair.contains(handle) { return forms.ruleWithoutHairstyle }
    if traits.changedHair.contains(handle) { return forms.ruleWithoutHair }
    return traits.changedBeard.contains(handle) ? forms.ruleWithoutBeard : nil
  }

  /// Which images tell the look, where others show the usual one; `nil` where all show the same.
  private func lookRule(_ one: Shown, _ forms: LabelPhrases.Identity) -> String? {
    let asked = looks(of: one)
    guard one.looks.count <= 1, asked.count == 1, !traits.changedClothes.contains(one.asset.handle),
      let look = asked.first, let rule = forms.lookRule
    else { return nil }
    let own = one.images.filter { $0.look?.foldedKey == look.foldedKey }
    guard !own.isEmpty, own.count < one.images.count else { return nil }
    return rule.filled([
      "name": one.asset.name, "in": numbering.inside(own.map(\.position)),
      "look": phrases.look(look),
    ])
  }

  /// What to take of those of whom a part alone is to be seen.
  private func parts(
    of shown: [Shown], _ kind: String, _ forms: LabelPhrases.Identity
  ) -> [String] {
    guard let part = forms.part else { return [] }
    return shown.filter {
      !$0.images.isEmpty && visibility.inPart.contains($0.asset.handle)
        && AssetKind.name(of: $0.asset, phrases) == kind
    }.map { one in
      part.filled([
        "name": one.asset.name, "images": numbering.names(one.positions),
        "in": numbering.inside(one.positions),
      ])
    }
  }

  /// As in `Kael is the same character in images 1 and 2; Mira is the character in image 3. Keep …`.
  private func identity(
    _ some: [Shown], _ forms: LabelPhrases.Identity, rule: String
  ) -> String? {
    let said = some.flatMap { one in
      one.images.isEmpty
        ? forms.none.map { [$0.filled(["name": one.asset.name])] } ?? [] : clauses(one, forms)
    }
    let text = phrases.sentences([said.joined(separator: phrases.marks.semicolon)])
    guard some.contains(where: { !$0.images.isEmpty }) else { return text.isEmpty ? nil : text }
    return text.isEmpty ? rule : text + phrases.space + rule
  }

  /// One clause, or one for each look where several are asked for; none for what a sheet of several names itself.
  private func clauses(_ one: Shown, _ forms: LabelPhrases.Identity) -> [String] {
    if one.images.allSatisfy({ $0.sheet != nil && $0.asset == nil }) { return [] }
    let looks = one.looks.count > 1 ? one.looks : []
    let known = Set(looks.map { $0?.foldedKey })
    let groups = looks.enumerated().map { index, look in
      // What shows none of the looks, as the usual face does, goes with the first.
      let own = one.images.filter {
        $0.look?.foldedKey == look?.foldedKey || index == 0 && !known.contains($0.look?.foldedKey)
      }
      return (look, own.map(\.position))
    }.filter { !$0.1.isEmpty }
    guard groups.count > 1 else { return [clause(one.asset.name, one.positions, forms)] }
    return groups.map { look, positions in clause(name(one.asset, look), positions, forms) }
  }

  private func clause(
    _ name: String, _ positions: [Int], _ forms: LabelPhrases.Identity
  ) -> String {
    (numbering.isPlural(positions) ? forms.many : forms.one)
      .filled(["name": name, "in": numbering.inside(positions)])
  }
}
