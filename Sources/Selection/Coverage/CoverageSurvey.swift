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
    var never: [ExcludedReference] = []
    var others: [ExcludedReference] = []
    if let profile {
      never = neverSent(to: profile)
      others = try outdone(for: profile, besides: Set(never.map(\.reference)))
    }
    let eye = Eye(
      edge: profile?.limits.stretched.edge.bound,
      refused: Dictionary(
        never.compactMap { one in one.limit.map { _ in (one.reference, one.reason) } },
        uniquingKeysWith: { first, _ in first }))
    let entries =
      looks.map { look($0, eye) } + looks.flatMap { views(of: $0, eye) } + expressions(eye)
    return Coverage(
      asset: candidates.asset.handle, model: profile?.id, entries: entries, neverSent: never,
      outdone: others,
      advice: CoverageAdvice(candidates.asset, references, entries, never: never).all)
  }

  /// What a model sees of pictures.
  private struct Eye {
    /// The longest edge that it takes, if it is known.
    let edge: Int?
    /// By picture that a limit keeps out of every request, why.
    let refused: [Digest: String]
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

  private func look(_ name: String, _ eye: Eye) -> Coverage.Entry {
    entry(.look, name, pictures(of: name), eye)
  }

  private func views(of look: String, _ eye: Eye) -> [Coverage.Entry] {
    let all = pictures(of: look)
    guard !all.isEmpty || look.isEmpty else { return [] }
    let own = Set(all.compactMap(\.view)).subtracting(View.named)
    let named = candidates.asset.kind.usualViews.filter { !own.contains($0) }
    let others = Set(all.compactMap(\.view)).subtracting(named)
      .sorted { $0.rawValue < $1.rawValue }
    return (named + others).map { view in
      let shown = all.filter { $0.view == view }
      guard shown.isEmpty else { return entry(.view, view.rawValue, look: look, shown, eye) }
      let near = all.max {
        FacetTable.cover($0.view, of: view) < FacetTable.cover($1.view, of: view)
      }
      guard let near, FacetTable.cover(near.view, of: view) >= 0.5 else {
        return entry(.view, view.rawValue, look: look, [], eye)
      }
      let reason =
        near.view.map { "only a \($0.rawValue) picture shows some of it" }
        ?? "a picture without a view may show it: say so with 'reference set'"
      return Coverage.Entry(
        facet: .view, name: view.rawValue, look: look, state: .weak,
        references: all.filter { $0.view == near.view }.map(\.digest), reason: reason)
    }
  }

  private func expressions(_ eye: Eye) -> [Coverage.Entry] {
    guard candidates.asset.kind == .character else { return [] }
    let said = references.map { PictureWords.cues(saidBy: $0).expressions }
    return DemandWords.standard.expressions.map { name in
      entry(
        .expression, name,
        references.indices.filter { said[$0].contains(name) }.map { references[$0] }, eye)
    }
  }

  private func entry(
    _ facet: Coverage.Entry.Facet, _ name: String, look: String? = nil, _ shown: [Reference],
    _ eye: Eye
  ) -> Coverage.Entry {
    let flaws = shown.map { flaw($0, eye) }
    let good = flaws.count { $0 == nil }
    let state: Coverage.Entry.State =
      shown.isEmpty ? .missing : good == 0 ? .weak : good == 1 ? .single : .covered
    let reason =
      switch state {
      case .weak: flaws.first.flatMap(\.self) ?? ""
      case .single: shown.count == 1 ? "one picture only" : "one good picture only"
      case .covered, .missing: ""
      }
    return Coverage.Entry(
      facet: facet, name: name, look: look, state: state, references: shown.map(\.digest),
      reason: reason)
  }

  /// Below these a model sees little of a face or a pattern. Variance of the Laplacian: soft pictures
  /// stay below 100, crisp ones pass 1000.
  private static let shortEdge = 384
  private static let sharpness = 40.0

  /// A picture that fills what the model takes is not small for it.
  private func flaw(_ one: Reference, _ eye: Eye) -> String? {
    if let reason = eye.refused[one.digest] { return reason }
    let short = min(one.width, one.height)
    if short < Self.shortEdge, max(one.width, one.height) < eye.edge ?? .max {
      return "small: \(short) pixels on its shorter edge"
    }
    guard let sharpness = candidates.sharpness[one.digest], sharpness < Self.sharpness else {
      return nil
    }
    return "soft: out of focus, or enlarged"
  }

  // MARK: What is not sent

  private func neverSent(to profile: ModelProfile) -> [ExcludedReference] {
    NeverSent(candidates).all(for: profile).map { one, cause in
      ExcludedReference(
        asset: candidates.asset.handle, kind: one.kind, look: one.look, view: one.view,
        reference: one.digest, reason: cause.words(model: profile.id), limit: cause.limit)
    }
  }

  private func outdone(
    for profile: ModelProfile, besides proven: Set<Digest>
  ) throws(TroupeError) -> [ExcludedReference] {
    var sent = proven
    var out: [ExcludedReference] = []
    for one in references where !sent.contains(one.digest) {
      let selection = try favorable(one, profile)
      sent.formUnion(selection.chosen.map(\.reference))
      if let verdict = selection.excluded.first(where: { $0.reference == one.digest }) {
        out.append(verdict)
      }
    }
    return out.filter { !sent.contains($0.reference) }
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
