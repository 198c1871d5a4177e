package import TroupeVocabulary

/// Says what the references of an asset show, and which of them a model would not receive.
package struct CoverageSurvey {
  private let candidates: AssetCandidates
  private let references: [Reference]

  /// Looks at the references of `candidates` that are in use.
  package init(_ candidates: AssetCandidates) {
    self.candidates = candidates
    references = candidates.inOrder.sorted { $0.rank < $1.rank }
  }

  /// The survey; what is never sent goes by the limits of `profile`, if one is given.
  package func coverage(for profile: ModelProfile?) throws(TroupeError) -> Coverage {
    let never = try profile.map { profile throws(TroupeError) in try neverSent(to: profile) }
    return Coverage(
      asset: candidates.asset.handle, model: profile?.id,
      entries: looks.map(look) + looks.flatMap(views) + expressions, neverSent: never ?? [])
  }

  // MARK: What is shown

  /// The usual look first; it has no name.
  private var looks: [String] {
    let named = candidates.asset.looks.map(\.name)
    let others = Set(references.compactMap(\.look)).subtracting(named).sorted()
    return [""] + named + others
  }

  private func pictures(of look: String) -> [Reference] {
    references.filter { LookRule.key($0.look) == LookRule.key(look.isEmpty ? nil : look) }
  }

  private func look(_ name: String) -> Coverage.Entry {
    entry(.look, name, pictures(of: name))
  }

  private func views(of look: String) -> [Coverage.Entry] {
    let all = pictures(of: look)
    guard !all.isEmpty || look.isEmpty else { return [] }
    let own = Set(all.compactMap(\.view)).subtracting(View.named)
    let named = candidates.asset.kind.usualViews.filter { !own.contains($0) }
    let others = Set(all.compactMap(\.view)).subtracting(named)
      .sorted { $0.rawValue < $1.rawValue }
    return (named + others).map { view in
      let shown = all.filter { $0.view == view }
      guard shown.isEmpty else { return entry(.view, view.rawValue, look: look, shown) }
      let near = all.max {
        FacetTable.cover($0.view, of: view) < FacetTable.cover($1.view, of: view)
      }
      guard let near, FacetTable.cover(near.view, of: view) >= 0.5 else {
        return entry(.view, view.rawValue, look: look, [])
      }
      let reason =
        near.view.map { "only a \($0.rawValue) picture shows some of it" }
        ?? "a picture without a view may show it: say so with 'reference set'"
      return Coverage.Entry(
        facet: .view, name: view.rawValue, look: look, state: .weak,
        references: all.filter { $0.view == near.view }.map(\.digest), reason: reason)
    }
  }

  private var expressions: [Coverage.Entry] {
    guard candidates.asset.kind == .character else { return [] }
    let said = references.map { PictureWords.cues(saidBy: $0).expressions }
    return DemandWords.standard.expressions.map { name in
      entry(
        .expression, name,
        references.indices.filter { said[$0].contains(name) }.map { references[$0] })
    }
  }

  private func entry(
    _ facet: Coverage.Entry.Facet, _ name: String, look: String? = nil, _ shown: [Reference]
  ) -> Coverage.Entry {
    let flaws = shown.map(flaw)
    let isWeak = !shown.isEmpty && !flaws.contains(nil)
    return Coverage.Entry(
      facet: facet, name: name, look: look,
      state: shown.isEmpty ? .missing : isWeak ? .weak : .covered,
      references: shown.map(\.digest), reason: isWeak ? flaws.first.flatMap(\.self) ?? "" : "")
  }

  /// Below these a model sees little of a face or a pattern. Variance of the Laplacian: soft pictures
  /// stay below 100, crisp ones pass 1000.
  private static let shortEdge = 384
  private static let sharpness = 40.0

  private func flaw(_ one: Reference) -> String? {
    let edge = min(one.width, one.height)
    if edge < Self.shortEdge { return "small: \(edge) pixels on its shorter edge" }
    guard let sharpness = candidates.sharpness[one.digest], sharpness < Self.sharpness else {
      return nil
    }
    return "soft: out of focus, or enlarged"
  }

  // MARK: What is never sent

  private func neverSent(to profile: ModelProfile) throws(TroupeError) -> [ExcludedReference] {
    var sent: Set<Digest> = []
    var never: [ExcludedReference] = []
    for one in references where !sent.contains(one.digest) {
      let selection = try favorable(one, profile)
      sent.formUnion(selection.chosen.map(\.reference))
      if let verdict = selection.excluded.first(where: { $0.reference == one.digest }) {
        never.append(verdict)
      }
    }
    return never.filter { !sent.contains($0.reference) }
  }

  /// What a request would send that asks for exactly what `one` shows.
  private func favorable(
    _ one: Reference, _ profile: ModelProfile
  ) throws(TroupeError) -> Selection {
    let handle = candidates.asset.handle
    let mention = one.look.map { "\(handle)/\($0)" } ?? "\(handle)"
    let words = ([one.caption] + one.tags).filter { !$0.isEmpty }
      .map { $0.filter { $0 != "@" && $0 != "\\" } }
    return try ReferenceSelector.select(
      SelectionInput(
        request: Request(
          prompt: ([mention] + words).joined(separator: ", "), model: profile.id,
          views: one.view.map { [ViewWish($0, of: handle)] } ?? [], overflow: .drop),
        profile: profile, assets: [candidates])
    ).selection
  }
}

extension Kind {
  /// The views that a reader expects of it; a style has none.
  fileprivate var usualViews: [View] {
    switch self {
    case .character: View.named.filter { $0 != .detail }
    case .object: [.front, .threeQuarter, .profile, .back, .detail]
    case .style: []
    }
  }
}
