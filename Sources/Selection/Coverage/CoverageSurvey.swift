package import TroupeVocabulary

/// Reports what the references of an asset show, and which of them a model would not receive.
package struct CoverageSurvey {
  private let candidates: AssetCandidates
  private let references: [Reference]

  /// A survey of the references of `candidates` that are in use.
  package init(_ candidates: AssetCandidates) {
    self.candidates = candidates
    references = candidates.inOrder.sorted { $0.rank < $1.rank }
  }

  /// The report; what is never sent depends on the limits of `profile`, if one is given.
  /// - Throws: as `ReferenceSelector.select(_:)`.
  package func coverage(for profile: ModelProfile?) throws(TroupeError) -> Coverage {
    var neverSent: [ExcludedReference] = []
    var outranked: [ExcludedReference] = []
    if let profile {
      neverSent = self.neverSent(to: profile)
      outranked = try self.outranked(for: profile, except: Set(neverSent.map(\.reference)))
    }
    let view = ModelView(
      longestEdge: profile?.limits.hardOnly.edge.bound,
      refused: Dictionary(
        neverSent.compactMap { one in one.limit.map { _ in (one.reference, one.reason) } },
        uniquingKeysWith: { first, _ in first }))
    let entries = CoverageEntries(candidates, references, seenBy: view).all
    return Coverage(
      asset: candidates.asset.handle, model: profile?.id, entries: entries, neverSent: neverSent,
      outranked: outranked,
      advice: CoverageAdvice(candidates.asset, references, entries, neverSent: neverSent).all)
  }

  private func neverSent(to profile: ModelProfile) -> [ExcludedReference] {
    NeverSent(candidates).all(for: profile).map { reference, cause in
      ExcludedReference(
        reference, reason: cause.text(model: profile.id), limit: cause.limit)
    }
  }

  /// The references that are left out even of a request for exactly what they show, apart from
  /// `neverSent`.
  private func outranked(
    for profile: ModelProfile, except neverSent: Set<Digest>
  ) throws(TroupeError) -> [ExcludedReference] {
    var done = neverSent
    var outranked: [ExcludedReference] = []
    for reference in references where !done.contains(reference.digest) {
      let selection = try selection(requesting: reference, profile)
      done.formUnion(selection.chosen.map(\.reference))
      if let excluded = selection.excluded.first(where: { $0.reference == reference.digest }) {
        outranked.append(excluded)
      }
    }
    return outranked.filter { !done.contains($0.reference) }
  }

  /// The selection for a request for the look, view and words of `reference`.
  private func selection(
    requesting reference: Reference, _ profile: ModelProfile
  ) throws(TroupeError) -> Selection {
    let handle = candidates.asset.handle
    let mention = reference.look.map { "\(handle)/\($0)" } ?? "\(handle)"
    let words = ([reference.caption] + reference.tags).filter { !$0.isEmpty }
      .map { $0.filter { $0 != "@" && $0 != "\\" } }
    let prompt = ([mention] + words).joined(separator: ", ")
    return try ReferenceSelector.select(
      SelectionInput(
        request: Request(
          prompt: prompt, model: profile.id,
          views: reference.view.map { [ViewWish($0, of: handle)] } ?? [], overflow: .drop),
        prompt: try ParsedPrompt(prompt, known: [candidates].known), profile: profile,
        assets: [candidates])
    ).selection
  }
}
