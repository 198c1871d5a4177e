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
    let demand = Demand(in: mentions.words)
    let choices = mentions.assets.filter { !input.request.without.contains($0.handle) }
      .compactMap { mention in
        input.assets.of(mention.handle).map {
          AssetChoice($0, mention: mention, demand: demand, named: named.chosen)
        }
      }
    let options = choices.map { choice in
      AssetOptions(
        choice, limits: named.count.names(for: choice.mention.countedKind(choice.asset.kind)))
    }
    let dropped = Admission(
      options, weights: choices.map(\.mention.weight), within: named.count
    ).dropped
    if let first = dropped.first, input.request.overflow == .fail {
      throw .doesNotFit(
        model: input.profile.id, assets: dropped.map { "\(choices[$0.asset].asset.handle)" },
        limit: first.limit.words(first.bound), bound: first.bound)
    }
    let shares = try share(options, dropping: dropped, within: named.count, input)
    return outcome(input, named, choices, shares, dropped)
  }

  /// The chosen references of each asset, and whether no better ones exist.
  private static func share(
    _ options: [AssetOptions], dropping dropped: [Admission.Dropped], within count: LimitCount,
    _ input: SelectionInput
  ) throws(TroupeError) -> Shares {
    let out = Set(dropped.map(\.asset))
    let staying = options.indices.filter { !out.contains($0) }
    var sharing = PlaceSharing(staying.map { options[$0] })
    guard let share = sharing.best(within: count) else {
      // Admission has found a place for each, so this says that the two disagree.
      throw .doesNotFit(
        model: input.profile.id, assets: input.assets.map { "\($0.asset.handle)" }.sorted(),
        limit: "images", bound: input.profile.limits.images.bound ?? 0)
    }
    var members = Array(repeating: [Int](), count: options.count)
    var count = count
    for (place, asset) in staying.enumerated() {
      members[asset] = options[asset].bySize[share.counts[place]].members
      count.take(members[asset].count, of: options[asset].limits)
    }
    return Shares(
      members: members, count: count, isOptimal: staying.allSatisfy { options[$0].isExact })
  }

  private struct Shares {
    let members: [[Int]]
    let count: LimitCount
    let isOptimal: Bool
  }

  private static func outcome(
    _ input: SelectionInput, _ named: NamedImages, _ choices: [AssetChoice], _ shares: Shares,
    _ dropped: [Admission.Dropped]
  ) -> SelectionResult {
    let drops = Dictionary(dropped.map { ($0.asset, $0) }, uniquingKeysWith: { first, _ in first })
    var chosen = named.chosen
    // Styles last: what is drawn comes before how it is drawn.
    let isStyle = { (index: Int) in choices[index].role == .style }
    let order = choices.indices.filter { !isStyle($0) } + choices.indices.filter(isStyle)
    for index in order {
      chosen += ChosenReasons(choices[index]).chosen(
        shares.members[index], after: chosen.count)
    }
    let exclusion = Exclusion(input: input, chosen: chosen, count: shares.count)
    var excluded = choices.indices.flatMap { index in
      exclusion.verdicts(choices[index], chosen: shares.members[index], dropped: drops[index])
    }
    excluded += exclusion.verdictsOfOthers(beside: choices.map(\.asset.handle))
    return SelectionResult(
      selection: Selection(chosen: chosen, excluded: excluded, isOptimal: shares.isOptimal),
      adjustments: named.adjustments
        + choices.indices.compactMap { wordsOnly(choices[$0], dropped: drops[$0]) },
      limits: shares.count.uses)
  }

  private static func wordsOnly(_ choice: AssetChoice, dropped: Admission.Dropped?) -> Adjustment? {
    guard dropped != nil || choice.references.isEmpty && choice.shownCount == 0 else { return nil }
    let reason =
      dropped.map {
        "\($0.limit.words($0.bound)) are the most, and the request lets the least prominent go"
      } ?? "it has no reference yet"
    return Adjustment(
      field: "references", before: "\(choice.asset.handle)", after: "description only",
      reason: reason)
  }
}
