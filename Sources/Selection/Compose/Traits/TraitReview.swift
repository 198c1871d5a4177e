package import TroupeVocabulary

/// The traits and descriptions that a request states, and what it leaves out because the prompt contradicts it or the user
/// does.
package struct TraitReview: Hashable, Sendable {
  /// By asset, the traits to state.
  package internal(set) var stated: [Handle: [String]] = [:]
  /// By asset, its description where a part of it is left out.
  package internal(set) var described: [Handle: String] = [:]
  /// By asset and look, the traits of the look to state, and its description where a part of it is left out.
  var ofLooks: [Handle: [String: [String]]] = [:]
  var descriptionsOfLooks: [Handle: [String: String]] = [:]
  /// The assets that put on other clothes than those of the look in which they are seen.
  var changedClothes: Set<Handle> = []
  /// The assets whose hair the prompt changes.
  package internal(set) var changedHair: Set<Handle> = []
  /// Those of whose hair the color or the style alone is changed.
  package internal(set) var recoloredHair: Set<Handle> = []
  package internal(set) var restyledHair: Set<Handle> = []
  /// The assets whose beard or mustache the prompt changes.
  package internal(set) var changedBeard: Set<Handle> = []
  /// The assets that are shown at another age than the usual one.
  package internal(set) var changedAge: Set<Handle> = []
  /// Those of them who are grown at either age.
  package internal(set) var staysGrown: Set<Handle> = []
  /// The objects of which the prompt changes something.
  package internal(set) var changedParts: Set<Handle> = []
  /// One for each contradicted trait or part of a description.
  package internal(set) var adjustments: [Adjustment] = []
  /// What the user should know of them.
  package internal(set) var warnings: [String] = []

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
    let said = TraitConflicts(prompt, cast: cast, names: Self.names(of: cast, assets))
    changedHair = cast.filter { said.changes("hair", of: $0) }
    changedBeard = cast.filter { one in
      ["beard", "mustache"].contains { said.changes($0, of: one) }
    }
    let things = Set(
      prompt.assets.map(\.handle).filter { assets.of($0)?.asset.kind.isThing == true })
    let saidOfThings = TraitConflicts(prompt, cast: things, isOfThings: true)
    let facts = ContradictedFacts(prompt: prompt, said: said)
    let unwanted = Set(request.withoutTraits.map(\.foldedKey))
    for asset in assets.map(\.asset) {
      let looks = AskedLooks(of: asset.handle, in: prompt, images: images, visibility)
      let saidAge = Self.age(of: asset, said)
      // `@mira at eight and at eighty`: no one look is that of both.
      let isOfSeveralAges = saidAge?.others.isEmpty == false
      let worn =
        isOfSeveralAges
        ? nil : asset.looks.first { $0.name.foldedKey == looks.single?.foldedKey }
      let age = saidAge ?? worn.flatMap { AgeChange(of: asset, look: $0) }
      let one = Reviewed(
        asset: asset, said: asset.kind.isThing ? saidOfThings : said, facts: facts, looks: looks,
        worn: worn, age: age,
        unseen: visibility.unseen(of: asset.handle), isCharacter: cast.contains(asset.handle),
        unwanted: unwanted)
      reviewAge(one, images)
      if prompt.assets.contains(where: { $0.handle == asset.handle }) { reviewDescription(one) }
      for look in asset.looks
      where looks.names.contains(where: { $0.foldedKey == look.name.foldedKey }) {
        review(look, one)
      }
      if !asset.traits.isEmpty { reviewTraits(one) }
      let traits = asset.traits + [asset.description] + (worn?.traits ?? [])
      if one.isCharacter, said.restyles(asset.handle, unlike: traits) {
        changedHair.insert(asset.handle)
      }
      reviewHair(one)
    }
  }

  private static func names(
    of cast: Set<Handle>, _ assets: [AssetCandidates]
  ) -> [String: Handle] {
    let named = cast.compactMap { handle -> (String, Handle)? in
      guard let name = assets.of(handle)?.asset.name, name.count > 2,
        name.allSatisfy(\.isLetter), !name.beginsWithIdeograph
      else { return nil }
      return (name, handle)
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  private static func age(of asset: Asset, _ said: TraitConflicts) -> AgeChange? {
    let changes = said.ages(of: asset.handle).compactMap {
      AgeChange(of: asset, $0, in: said.language, source: "the prompt")
    }
    return changes.first?.with(changes.dropFirst())
  }

  /// A picture of the age that is asked for has the right face, and all of it is kept.
  private mutating func reviewAge(_ one: Reviewed, _ images: [ChosenInput]) {
    let handle = one.asset.handle
    let isOtherAge = one.age != nil || one.worn.map { LookAge.standard.isAge($0.name) } ?? false
    let isSeen = images.contains { image in
      image.shows(handle) && one.worn != nil
        && image.look?.foldedKey == one.worn?.name.foldedKey
    }
    guard one.isCharacter, isOtherAge, !isSeen else { return }
    changedAge.insert(handle)
    if one.age?.isOfAnotherBody == false { staysGrown.insert(handle) }
  }

  private mutating func reviewHair(_ one: Reviewed) {
    let handle = one.asset.handle
    guard one.isCharacter, changedHair.contains(handle) else { return }
    switch one.said.hairChange(of: handle) {
    case .color: recoloredHair.insert(handle)
    case .style: restyledHair.insert(handle)
    case .all: break
    }
  }

  /// The traits of the look of `asset` called `name` to state.
  func ofLook(_ name: String, of asset: Asset) -> [String] {
    ofLooks[asset.handle]?[name.foldedKey] ?? []
  }

  /// The description of the look of `asset` called `name` to state.
  func description(ofLook name: String, of asset: Asset) -> String {
    descriptionsOfLooks[asset.handle]?[name.foldedKey]
      ?? asset.looks.first { $0.name.foldedKey == name.foldedKey }?.description ?? ""
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
