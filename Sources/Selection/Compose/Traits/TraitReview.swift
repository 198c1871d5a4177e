package import TroupeVocabulary

/// The traits and descriptions that a request states, and what it leaves out because the prompt contradicts it or the user
/// does.
package struct TraitReview: Hashable, Sendable {
  /// By asset, the traits to state.
  package private(set) var stated: [Handle: [String]] = [:]
  /// By asset, its description where a part of it is left out.
  package private(set) var described: [Handle: String] = [:]
  /// By asset and look, the traits of the look to state.
  private var ofLooks: [Handle: [String: [String]]] = [:]
  /// The assets whose hair the prompt changes.
  package private(set) var changedHair: Set<Handle> = []
  /// The assets whose beard or mustache the prompt changes.
  package private(set) var changedBeard: Set<Handle> = []
  /// The assets that are shown at another age than the usual one.
  package private(set) var changedAge: Set<Handle> = []
  /// One for each contradicted trait or part of a description.
  package private(set) var adjustments: [Adjustment] = []
  /// What the user should know of them.
  package private(set) var warnings: [String] = []

  /// The traits of `assets` for `prompt`, without those that `request` leaves out.
  /// - Parameters:
  ///   - images: every image that the model sees.
  ///   - visibility: what is to be seen of the assets.
  package init(
    _ request: Request, prompt: ParsedPrompt, images: [ChosenInput], assets: [AssetCandidates],
    visibility: Visibility = Visibility()
  ) {
    let cast = Set(
      prompt.assets.map(\.handle).filter { assets.of($0)?.asset.kind == .character })
    let unwanted = Set(request.withoutTraits.map(\.foldedKey))
    let said = TraitConflicts(prompt, cast: cast)
    changedHair = cast.filter { said.changes("hair", of: $0) }
    changedBeard = cast.filter { one in
      ["beard", "mustache"].contains { said.changes($0, of: one) }
    }
    let facts = ContradictedFacts(prompt: prompt, said: said)
    for asset in assets.map(\.asset) {
      let looks = AskedLooks(of: asset.handle, in: prompt, images: images)
      let worn = asset.looks.first { $0.name.foldedKey == looks.single?.foldedKey }
      let age =
        said.age(of: asset.handle).flatMap {
          AgeChange(of: asset, $0, in: said.language, source: "the prompt")
        }
        ?? worn.flatMap { AgeChange(of: asset, look: $0) }
      if age?.source == "the prompt", cast.contains(asset.handle), worn == nil {
        changedAge.insert(asset.handle)
      }
      if prompt.assets.contains(where: { $0.handle == asset.handle }) {
        review(
          asset.description, of: asset, facts, look: looks.single, age: age,
          unseen: visibility.unseen(of: asset.handle), isCharacter: cast.contains(asset.handle))
      }
      for look in asset.looks
      where looks.names.contains(where: { $0.foldedKey == look.name.foldedKey }) {
        ofLooks[asset.handle, default: [:]][look.name.foldedKey] = look.traits.filter { trait in
          if unwanted.contains(trait.foldedKey) { return false }
          guard let words = said.words(against: trait, of: asset.handle) else { return true }
          leaveOut(trait, field: "traits", of: asset, "the prompt", words)
          return false
        }
      }
      guard !asset.traits.isEmpty else { continue }
      let look = worn.map {
        TraitConflicts(
          description: ([$0.description] + $0.traits).joined(separator: ". "), of: asset.handle)
      }
      stated[asset.handle] = asset.traits.filter { trait in
        if unwanted.contains(trait.foldedKey) { return false }
        guard cast.contains(asset.handle) else { return true }
        if let words = said.words(against: trait, of: asset.handle) {
          leaveOut(trait, field: "traits", of: asset, "the prompt", words)
          if said.isAbout("hair", trait) { changedHair.insert(asset.handle) }
        } else if let words = look?.words(against: trait, of: asset.handle) {
          leaveOut(trait, field: "traits", of: asset, "the look '\(worn?.name ?? "")'", words)
        } else if let worn, LookAge.standard.isAge(worn.name), said.changesWithAge(trait) {
          leaveOut(trait, field: "traits", of: asset, "the look", worn.name)
        } else if let age, age.contradicts(trait) {
          leaveOut(trait, field: "traits", of: asset, age.source, age.words)
        } else if let phrase = visibility.unseen(of: asset.handle)?.phrase(hiding: trait) {
          omit(trait, field: "traits", of: asset, phrase)
        } else {
          return true
        }
        return false
      }
    }
  }

  /// The traits of the look of `asset` called `name` to state.
  func ofLook(_ name: String, of asset: Asset) -> [String] {
    ofLooks[asset.handle]?[name.foldedKey] ?? []
  }

  private mutating func review(
    _ description: String, of asset: Asset, _ facts: ContradictedFacts, look: String?,
    age: AgeChange?, unseen: Visibility.Unseen?, isCharacter: Bool
  ) {
    var parts = DescriptionParts(description)
    var reasons: [(part: String, contradiction: ContradictedFacts.Contradiction)] = []
    var hidden: [(part: String, phrase: String)] = []
    let kept = parts.leaveOut { part in
      if isCharacter, let phrase = unseen?.phrase(hiding: part) {
        hidden.append((part, phrase))
        return true
      }
      let contradiction =
        isCharacter
        ? facts.contradiction(of: part, of: asset, look: look, age: age)
        : facts.light(against: part, asset)
      if let contradiction { reasons.append((part, contradiction)) }
      return contradiction != nil
    }
    guard let kept else { return }
    described[asset.handle] = kept
    for (part, phrase) in hidden { omit(part, field: "description", of: asset, phrase) }
    for (part, contradiction) in reasons {
      leaveOut(part, field: "description", of: asset, contradiction.source, contradiction.words)
      if contradiction.isOfHair { changedHair.insert(asset.handle) }
    }
  }

  /// Leaves out what the picture cannot show.
  private mutating func omit(_ fact: String, field: String, of asset: Asset, _ phrase: String) {
    adjustments.append(
      Adjustment(
        field: field, before: fact, after: "",
        reason: "it is not to be seen of \(asset.handle): “\(phrase)”"))
  }

  private mutating func leaveOut(
    _ fact: String, field: String, of asset: Asset, _ source: String, _ words: String
  ) {
    adjustments.append(
      Adjustment(
        field: field, before: fact, after: "",
        reason: "\(source) says otherwise of \(asset.handle): “\(words)”"))
    let what = field == "traits" ? "The trait “\(fact)”" : "“\(fact)” in the description"
    warnings.append(
      "\(what) of \(asset.handle) is left out of the words: \(source) says “\(words)”.")
  }

  /// - Throws: `CatalogError.unknownTrait` for a trait to leave out that none of `assets` has.
  package static func check(
    _ request: Request, assets: [AssetCandidates]
  ) throws(TroupeError) {
    let known = assets.map(\.asset).flatMap { $0.traits + $0.looks.flatMap(\.traits) }
    let keys = Set(known.map(\.foldedKey))
    for trait in request.withoutTraits where !keys.contains(trait.foldedKey) {
      throw .catalog(.unknownTrait(trait, known: known))
    }
  }
}
