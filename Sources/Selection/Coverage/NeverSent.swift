internal import TroupeVocabulary

/// The references of an asset that a model is never sent as images of their own: whatever views, looks,
/// words, weights and roles a request asks for, and whatever shares the places with them.
///
/// Left aside are requests that name a picture of the asset themselves, which the selector obeys, and
/// sheets, which show what has no place. What cannot be proven of a reference is not said of it.
struct NeverSent {
  /// What keeps a reference out of every request.
  enum Cause: Hashable {
    /// The model takes no image that could be it.
    case noPlace(LimitCount.Name)
    /// It has more pixels than all images together may have beside the smallest output.
    case tooManyPixels(Int)
    /// Another of its near-duplicates is as good in every request.
    case twin(Digest)
    /// These are as good in every request, and no request has places for more.
    case outdone([Digest])
    /// This one is as good in every request, and a picture of another view always adds more.
    case superfluous(Digest)
  }

  private let worth: StandingWorth
  private let kind: Kind
  private let references: [Reference]
  /// The most of its pictures that any request wants.
  private let mostWanted: Int

  init(_ candidates: AssetCandidates) {
    let worth = StandingWorth(candidates)
    let references = worth.references
    let pins = references.indices.filter { references[$0].isPinned }
    let pinned = Set(pins.map { worth.groups[$0] })
    kind = candidates.asset.kind
    let views = Set(references.compactMap(\.view))
    let looks = Set(
      (candidates.asset.looks.map(\.name) + references.compactMap(\.look)).map(LookRule.key))
    mostWanted = max(FacetTable.mostPerAsset, pinned.count, views.count, looks.count + 1)
    self.worth = worth
    self.references = references
  }

  /// Those that `profile` keeps out, whether its limits are stretched or not, in the order that breaks
  /// ties.
  func all(for profile: ModelProfile) -> [(reference: Reference, cause: Cause)] {
    let counts = [profile.limits, profile.limits.stretched].map {
      LimitCount($0, outputPixels: profile.leastOutputPixels)
    }
    let rivals = counts.map { Rivalry(worth, within: $0) }
    return references.indices.compactMap { index in
      guard let first = cause(index, within: counts[0], rivals[0]),
        cause(index, within: counts[1], rivals[1]) != nil
      else { return nil }
      return (references[index], first)
    }
  }

  private func cause(_ index: Int, within count: LimitCount, _ rivalry: Rivalry) -> Cause? {
    let roles: [Kind?] = [kind, .style, nil]
    let places = roles.map { count.narrowest(of: count.names(for: $0)) }
    let most = places.map { $0?.bound ?? .max }.max() ?? .max
    if most <= 0, let name = places[0]?.name { return .noPlace(name) }
    if let bound = count.pixelsOfOne, rivalry.pixels[index] > bound {
      return .tooManyPixels(bound)
    }
    let betters = rivalry.betters(than: index)
    if let twin = betters.first(where: { worth.groups[$0] == worth.groups[index] }) {
      return .twin(references[twin].digest)
    }
    let room = min(mostWanted, most)
    var groups: Set<Int> = []
    let apart = betters.filter { groups.insert(worth.groups[$0]).inserted }
    if apart.count >= room { return .outdone(apart.prefix(room).map { references[$0].digest }) }
    return rivalry.superfluity(of: index, beside: betters, room: room)
      .map { .superfluous(references[$0].digest) }
  }
}

extension LimitCount {
  /// The one of `names` that leaves the fewest places; `nil` when none is known.
  fileprivate func narrowest(of names: [Name]) -> (name: Name, bound: Int)? {
    names.compactMap { name in bound(name).map { (name, $0) } }.min { $0.1 < $1.1 }
  }
}

extension NeverSent.Cause {
  /// In words, for a person.
  func words(model: String) -> String {
    switch self {
    case .noPlace(let limit): "\(model) takes \(limit.words(0))"
    case .tooManyPixels(let bound):
      "it alone has more than the \(LimitCount.Name.pixels.words(bound)) that \(model) has room for"
    case .twin(let better):
      "nearly the same picture as \(better.short), which is as good or better for every request"
    case .outdone(let betters):
      "\(betters.map(\.short).joined(separator: ", ")) show the same as well or better, and no request has places for more"
    case .superfluous(let better):
      "\(better.short) shows the same as well or better, and a picture of another view always adds more"
    }
  }

  /// The limit that keeps it out, if one does.
  var limit: String? {
    switch self {
    case .noPlace(let limit): limit.words(0)
    case .tooManyPixels(let bound): LimitCount.Name.pixels.words(bound)
    case .twin, .outdone, .superfluous: nil
    }
  }
}
