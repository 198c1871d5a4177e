package import TroupeVocabulary

/// Chooses the images of a request under a model's limits, with a reason for each image that is sent or
/// left out.
///
/// The order of priorities: what the request names itself; one reference of each mentioned asset; the
/// greatest total worth.
package enum ReferenceSelector {
  /// The selection for `input`. The same input gives the same selection, whatever the order of its
  /// candidates.
  /// - Throws: `RequestError.tooManyReferences`, `RequestError.doesNotFit`, or `.invalidValue` if the named images
  ///   have too many pixels.
  package static func select(_ input: SelectionInput) throws(TroupeError) -> SelectionResult {
    var explicit = try ExplicitImages(input)
    let reading = reading(input)
    let choices = choices(input, explicit, reading)
    explicit.stretch(toFit: choices)
    let dropped = Admission(choices, within: explicit.usage).dropped
    if dropped.isEmpty || input.request.overflow == .drop {
      let placement = try singles(choices, dropping: dropped, within: explicit.usage, input)
      return SelectionOutcome(input, reading, explicit, choices, placement, dropped).result
    }
    let sheets = sheets(choices, within: explicit.usage)
    guard let sheets, input.request.overflow == .sheet else {
      throw doesNotFit(dropped, choices, input, canSheet: sheets != nil)
    }
    return SelectionOutcome(input, reading, explicit, choices, sheets, []).result
  }

  /// What the pictures of each mentioned asset are worth to `input`, in order of mention.
  /// - Throws: as `select(_:)` for the images that the request names.
  package static func worth(to input: SelectionInput) throws(TroupeError) -> [WorthTable] {
    choices(input, try ExplicitImages(input)).map(WorthTable.init)
  }

  /// What `input` shows of the assets that its prompt mentions.
  /// - Throws: as `select(_:)` for the images that the request names.
  package static func visibility(in input: SelectionInput) throws(TroupeError) -> Visibility {
    Visibility(choices(input, try ExplicitImages(input)), removed: input.removed)
  }

  static func choices(
    _ input: SelectionInput, _ explicit: ExplicitImages
  ) -> [AssetChoice] {
    choices(input, explicit, reading(input))
  }

  private static func choices(
    _ input: SelectionInput, _ explicit: ExplicitImages, _ reading: PromptReading
  ) -> [AssetChoice] {
    let assets = Dictionary(
      input.assets.map { ($0.asset.handle, $0) }, uniquingKeysWith: { first, _ in first })
    let left = input.removed.union(input.request.without)
    let mentioned = input.prompt.assets.filter { !left.contains($0.handle) }
    let subjects = mentioned.filter { mention in
      assets[mention.handle].map { mention.role(for: $0.asset.kind) == .identity } ?? false
    }
    let context = AssetChoice.Context(input, reading, explicit, subjects: subjects.count)
    let found = mentioned.enumerated().compactMap { place, mention in
      assets[mention.handle].map { (candidates: $0, mention: mention, place: place) }
    }
    return found.concurrentMap {
      AssetChoice($0.candidates, mention: $0.mention, place: $0.place, in: context)
    }
  }

  /// What the prompt of `input` asks to see.
  static func reading(_ input: SelectionInput) -> PromptReading {
    let kinds = Dictionary(
      input.assets.map { ($0.asset.handle, $0.asset.kind) }, uniquingKeysWith: { first, _ in first }
    )
    return PromptReading(
      input.prompt, lexicon: input.lexicon,
      isSubject: { mention in
        (mention.role ?? kinds[mention.handle]?.defaultRole ?? .identity) == .identity
      }, isCharacter: { kinds[$0.handle] ?? .character == .character },
      hasLooks: input.assets.contains { asset in
        !asset.asset.looks.isEmpty || asset.references.contains { $0.look != nil }
      })
  }

  /// The chosen references of each asset as single images.
  private static func singles(
    _ choices: [AssetChoice], dropping dropped: [Admission.Dropped], within usage: LimitUsage,
    _ input: SelectionInput
  ) throws(TroupeError) -> Placement {
    let out = Set(dropped.map(\.asset))
    let staying = choices.indices.filter { !out.contains($0) }
    // No asset gets a slot that another needs, so larger sets need not be searched for.
    var least = usage
    for asset in staying {
      least.reserve(choices[asset].fewest, of: usage.names(for: choices[asset]))
    }
    let left = least
    let options = staying.concurrentMap { asset in
      let choice = choices[asset]
      let room = usage.names(for: choice).compactMap(left.remaining).min()
      return AssetOptions(choice, within: usage, room: room.map { $0 + choice.fewest } ?? .max)
    }
    guard let allocation = SlotAllocation(options, within: usage).best() else {
      // Admission has found a slot for each, so the two would disagree here.
      throw .request(
        .doesNotFit(
          model: input.profile.id, assets: input.assets.map { "\($0.asset.handle)" }.sorted(),
          limit: "images", bound: input.profile.limits.images.bound ?? 0))
    }
    var used = usage
    for (option, set) in zip(options, allocation.sets) {
      used.reserve(set.members.count, of: option.limits, pixels: set.pixels)
    }
    return Placement(
      singles: zip(staying, allocation.sets).map { .init(asset: $0, members: $1.members) },
      sheets: [], usage: used,
      proof: SelectionProof(
        value: allocation.value, bound: allocation.upperBound, isOptimal: allocation.isOptimal))
  }

  private static func sheets(_ choices: [AssetChoice], within usage: LimitUsage) -> Placement? {
    var grouping = SheetGrouping(
      choices, choices.map { AssetOptions($0, within: usage) }, within: usage)
    return grouping.placement()
  }

  private static func doesNotFit(
    _ dropped: [Admission.Dropped], _ choices: [AssetChoice], _ input: SelectionInput,
    canSheet: Bool
  ) -> TroupeError {
    let limit = dropped[0].limit
    let bound = dropped[0].bound
    return .request(
      .doesNotFit(
        model: input.profile.id, assets: dropped.map { "\(choices[$0.asset].asset.handle)" },
        limit: limit.text(bound), bound: bound, canSheet: canSheet,
        canUseHardLimits: fitsHardLimits(input)))
  }

  /// Whether every asset gets an image if limits that are only recommended are ignored.
  private static func fitsHardLimits(_ input: SelectionInput) -> Bool {
    guard !input.request.usesHardLimits else { return false }
    var wider = input
    wider.request.usesHardLimits = true
    guard let explicit = try? ExplicitImages(wider) else { return false }
    return Admission(choices(wider, explicit), within: explicit.usage).dropped.isEmpty
  }
}
