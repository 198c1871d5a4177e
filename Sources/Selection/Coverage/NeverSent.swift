internal import TroupeVocabulary

/// The references of an asset that a model is never sent as images of their own: whatever views, looks,
/// words, weights and roles a request asks for, and whatever else it shows.
///
/// This leaves out requests that name a picture of the asset themselves, which the selector always
/// sends, and sheets, which show what has no slot. It lists only references for which it is proven.
struct NeverSent {
  /// What keeps a reference out of every request.
  enum Cause: Hashable {
    /// The model accepts no image in any role that the reference could have.
    case notAccepted(LimitUsage.Name)
    /// It has more pixels than all images together may have with the smallest output.
    case tooManyPixels(Int)
    /// One of its near-duplicates is as good for every request.
    case nearDuplicate(Digest)
    /// These are as good for every request, and no request has slots for more.
    case dominated([Digest])
    /// This one is as good for every request, and with it in the request this one adds nothing.
    case redundant(Digest)
  }

  private let worth: IntrinsicWorth
  private let kind: Kind
  private let references: [Reference]
  /// The most of its pictures that any request wants.
  private let mostWanted: Int

  init(_ candidates: AssetCandidates) {
    let worth = IntrinsicWorth(candidates)
    let references = worth.references
    let pins = references.indices.filter { references[$0].isPinned }
    let pinned = Set(pins.map { worth.groups[$0] })
    kind = candidates.asset.kind
    let views = Set(references.compactMap(\.view))
    let looks = Set(
      (candidates.asset.looks.map(\.name) + references.compactMap(\.look)).map(LookRule.key))
    mostWanted = max(SelectionWeights.mostPerAsset, pinned.count, views.count, looks.count + 1)
    self.worth = worth
    self.references = references
  }

  /// The references that `profile` keeps out under both its recommended and its hard limits, in the
  /// order that breaks ties.
  func all(for profile: ModelProfile) -> [(reference: Reference, cause: Cause)] {
    let usages = [profile.limits, profile.limits.hardOnly].map {
      LimitUsage($0, outputPixels: profile.leastOutputPixels)
    }
    let dominances = usages.map { Dominance(worth, within: $0) }
    return references.indices.compactMap { index in
      guard let cause = cause(index, within: usages[0], dominances[0]),
        self.cause(index, within: usages[1], dominances[1]) != nil
      else { return nil }
      return (references[index], cause)
    }
  }

  private func cause(_ index: Int, within usage: LimitUsage, _ dominance: Dominance) -> Cause? {
    let countedKinds: [Kind?] = [kind, .style, nil]
    let limits = countedKinds.map { usage.narrowest(of: usage.names(for: $0)) }
    let most = limits.map { $0?.bound ?? .max }.max() ?? .max
    if most <= 0, let name = limits[0]?.name { return .notAccepted(name) }
    if let bound = usage.pixelsOfSingleImage, dominance.pixels[index] > bound {
      return .tooManyPixels(bound)
    }
    let dominators = dominance.dominators(of: index)
    if let duplicate = dominators.first(where: { worth.groups[$0] == worth.groups[index] }) {
      return .nearDuplicate(references[duplicate].digest)
    }
    let room = min(mostWanted, most)
    var groups: Set<Int> = []
    let distinct = dominators.filter { groups.insert(worth.groups[$0]).inserted }
    if distinct.count >= room {
      return .dominated(distinct.prefix(room).map { references[$0].digest })
    }
    return dominance.redundancy(of: index, dominators: dominators)
      .map { .redundant(references[$0].digest) }
  }
}

extension LimitUsage {
  /// The one of `names` with the smallest bound; `nil` if none is known.
  fileprivate func narrowest(of names: [Name]) -> (name: Name, bound: Int)? {
    names.compactMap { name in bound(name).map { (name, $0) } }.min { $0.1 < $1.1 }
  }
}

extension NeverSent.Cause {
  /// The cause as a reason for the user.
  func text(model: String) -> String {
    switch self {
    case .notAccepted(let limit): "\(model) takes \(limit.text(0))"
    case .tooManyPixels(let bound):
      "it alone has more than the \(LimitUsage.Name.pixels.text(bound)) that \(model) has room for"
    case .nearDuplicate(let other):
      "nearly the same picture as \(other.short), which is as good or better for every request"
    case .dominated(let others):
      "\(others.map(\.short).joined(separator: ", ")) show the same as well or better, and no request has places for more"
    case .redundant(let other):
      "\(other.short) shows the same as well or better, and a second one adds nothing"
    }
  }

  /// The limit that keeps it out, if one does.
  var limit: String? {
    switch self {
    case .notAccepted(let limit): limit.text(0)
    case .tooManyPixels(let bound): LimitUsage.Name.pixels.text(bound)
    case .nearDuplicate, .dominated, .redundant: nil
    }
  }
}
