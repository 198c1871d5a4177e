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
    let options = choices.map { choice in
      AssetOptions(
        choice, limits: named.count.names(for: choice.mention.countedKind(choice.asset.kind)),
        within: named.count)
    }
    let dropped = Admission(
      options, weights: choices.map(\.mention.weight), within: named.count
    ).dropped
    if dropped.isEmpty || input.request.overflow == .drop {
      let placement = try share(options, dropping: dropped, within: named.count, input)
      return SelectionOutcome(input, named, choices, placement, dropped).result
    }
    if input.request.overflow == .sheet {
      var plan = SheetGrouping(choices, options, within: named.count)
      if let placement = plan.placement() {
        return SelectionOutcome(input, named, choices, placement, []).result
      }
    }
    throw doesNotFit(dropped, choices, input)
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
          wishes: input.request.views, named: named.chosen, pixels: named.pixels)
      }
  }

  private static func doesNotFit(
    _ dropped: [Admission.Dropped], _ choices: [AssetChoice], _ input: SelectionInput
  ) -> TroupeError {
    let limit = dropped[0].limit
    let bound = dropped[0].bound
    let hard = LimitCount(input.profile.limits.stretched).bound(limit)
    return .doesNotFit(
      model: input.profile.id, assets: dropped.map { "\(choices[$0.asset].asset.handle)" },
      limit: limit.words(bound), bound: bound,
      canStretch: !input.request.isStretched && hard.map { $0 > bound } ?? true)
  }

  /// The chosen references of each asset, and how good they are proven to be.
  private static func share(
    _ options: [AssetOptions], dropping dropped: [Admission.Dropped], within count: LimitCount,
    _ input: SelectionInput
  ) throws(TroupeError) -> Placement {
    let out = Set(dropped.map(\.asset))
    let staying = options.indices.filter { !out.contains($0) }
    guard let share = PlaceSharing(staying.map { options[$0] }, within: count).best() else {
      // Admission has found a place for each, so this says that the two disagree.
      throw .doesNotFit(
        model: input.profile.id, assets: input.assets.map { "\($0.asset.handle)" }.sorted(),
        limit: "images", bound: input.profile.limits.images.bound ?? 0)
    }
    var used = count
    for (asset, set) in zip(staying, share.sets) {
      used.take(set.members.count, of: options[asset].limits, pixels: set.pixels)
    }
    return Placement(
      singles: zip(staying, share.sets).map { .init(asset: $0, members: $1.members) }, sheets: [],
      count: used,
      proof: SelectionProof(value: share.value, bound: share.bound, isOptimal: share.isOptimal))
  }
}
