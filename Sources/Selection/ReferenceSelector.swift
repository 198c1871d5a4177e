package import TroupeVocabulary

/// Chooses the images of a request under a model's limits, with a reason for each that goes in or
/// stays out.
///
/// Wants in order: what the request names itself; one reference of each mentioned asset; the
/// greatest total worth.
package enum ReferenceSelector {
  /// The selection for `input`. The same input gives the same selection, whatever the order of its
  /// candidates.
  /// - Throws: `TroupeError.tooManyReferences`, `.doesNotFit`, or what `Mentions` throws for the
  ///   prompt.
  package static func select(_ input: SelectionInput) throws(TroupeError) -> SelectionResult {
    let mentions = try Mentions(in: input.request.prompt, known: input.assets.known)
    let named = try NamedImages(input)
    let choices = choices(input, mentions, named)
    let dropped = Admission(choices, within: named.count).dropped
    if dropped.isEmpty || input.request.overflow == .drop {
      let placement = try share(choices, dropping: dropped, within: named.count, input)
      return SelectionOutcome(input, mentions, named, choices, placement, dropped).result
    }
    let sheets = sheets(choices, within: named.count)
    guard let sheets, input.request.overflow == .sheet else {
      throw doesNotFit(dropped, choices, input, canSheet: sheets != nil)
    }
    return SelectionOutcome(input, mentions, named, choices, sheets, []).result
  }

  private static func sheets(_ choices: [AssetChoice], within count: LimitCount) -> Placement? {
    var grouping = SheetGrouping(
      choices, choices.map { AssetOptions($0, within: count) }, within: count)
    return grouping.placement()
  }

  /// What the pictures of each mentioned asset are worth to `input`, in order of mention.
  /// - Throws: as `select`.
  package static func worth(to input: SelectionInput) throws(TroupeError) -> [WorthTable] {
    let mentions = try Mentions(in: input.request.prompt, known: input.assets.known)
    return try choices(input, mentions, NamedImages(input)).map(WorthTable.init)
  }

  private static func choices(
    _ input: SelectionInput, _ mentions: Mentions, _ named: NamedImages
  ) -> [AssetChoice] {
    let assets = Dictionary(
      input.assets.map { ($0.asset.handle, $0) }, uniquingKeysWith: { first, _ in first })
    let isSubject = { (mention: Mention) in
      let role = mention.role ?? (assets[mention.handle]?.asset.kind == .style ? .style : .identity)
      return role == .identity
    }
    let scopes = PromptScopes(mentions, words: .standard, isSubject: isSubject)
    return mentions.assets.filter { !input.request.without.contains($0.handle) }
      .compactMap { mention in
        guard let candidates = assets[mention.handle] else { return nil }
        let isSubject = mention.role(for: candidates.asset.kind) == .identity
        return AssetChoice(
          candidates, mention: mention,
          passages: isSubject ? scopes.passages(of: mention.handle) : [],
          wishes: input.request.views, named: named.chosen, earlier: input.earlier.chosen,
          pixels: named.pixels)
      }
  }

  private static func doesNotFit(
    _ dropped: [Admission.Dropped], _ choices: [AssetChoice], _ input: SelectionInput,
    canSheet: Bool
  ) -> TroupeError {
    let limit = dropped[0].limit
    let bound = dropped[0].bound
    return .doesNotFit(
      model: input.profile.id, assets: dropped.map { "\(choices[$0.asset].asset.handle)" },
      limit: limit.words(bound), bound: bound,
      canSheet: canSheet, canStretch: fitsStretched(input))
  }

  /// Whether every asset has a place once limits that are only advised are passed.
  private static func fitsStretched(_ input: SelectionInput) -> Bool {
    guard !input.request.isStretched else { return false }
    var wider = input
    wider.request.isStretched = true
    guard let named = try? NamedImages(wider),
      let mentions = try? Mentions(in: input.request.prompt, known: input.assets.known)
    else { return false }
    return Admission(choices(wider, mentions, named), within: named.count).dropped.isEmpty
  }

  /// The chosen references of each asset, and how good they are proven to be.
  private static func share(
    _ choices: [AssetChoice], dropping dropped: [Admission.Dropped], within count: LimitCount,
    _ input: SelectionInput
  ) throws(TroupeError) -> Placement {
    let out = Set(dropped.map(\.asset))
    let staying = choices.indices.filter { !out.contains($0) }
    // No asset gets a place that another needs: larger sets need not be looked for.
    var least = count
    for asset in staying { least.take(choices[asset].fewest, of: count.names(for: choices[asset])) }
    let options = staying.map { asset in
      let choice = choices[asset]
      let room = count.names(for: choice).compactMap(least.left).min()
      return AssetOptions(choice, within: count, room: room.map { $0 + choice.fewest } ?? .max)
    }
    guard let share = PlaceSharing(options, within: count).best() else {
      // Admission has found a place for each, so this says that the two disagree.
      throw .doesNotFit(
        model: input.profile.id, assets: input.assets.map { "\($0.asset.handle)" }.sorted(),
        limit: "images", bound: input.profile.limits.images.bound ?? 0)
    }
    var used = count
    for (option, set) in zip(options, share.sets) {
      used.take(set.members.count, of: option.limits, pixels: set.pixels)
    }
    return Placement(
      singles: zip(staying, share.sets).map { .init(asset: $0, members: $1.members) }, sheets: [],
      count: used,
      proof: SelectionProof(value: share.value, bound: share.bound, isOptimal: share.isOptimal))
  }
}
