internal import TroupeVocabulary

/// How a model sees pictures.
struct ModelView {
  /// The longest edge in pixels that it accepts; `nil` if not known.
  let longestEdge: Int?
  /// By picture that a limit keeps out of every request, the reason.
  let refused: [Digest: String]
}

/// How well the references of an asset show its looks, views and expressions.
struct CoverageEntries {
  private let candidates: AssetCandidates
  private let references: [Reference]
  private let view: ModelView

  /// - Parameter references: those of `candidates` that are in use, in order of arrival.
  init(_ candidates: AssetCandidates, _ references: [Reference], seenBy view: ModelView) {
    self.candidates = candidates
    self.references = references
    self.view = view
  }

  /// Looks, then the views of each, then expressions and times of day.
  var all: [Coverage.Entry] {
    looks.map { entry(.look, $0, pictures(of: $0)) } + looks.flatMap(views) + expressions
      + times
  }

  /// The usual look first; it has no name.
  private var looks: [String] {
    let named = candidates.asset.looks.map(\.name)
    let others = Set(references.compactMap(\.look)).subtracting(named).sorted()
    return [""] + named + others
  }

  private func pictures(of look: String) -> [Reference] {
    references.filter { LookRule.key($0.look) == LookRule.key(look.isEmpty ? nil : look) }
  }

  private func views(of look: String) -> [Coverage.Entry] {
    let pictures = pictures(of: look)
    guard !pictures.isEmpty || look.isEmpty else { return [] }
    let own = Set(pictures.compactMap(\.view)).subtracting(View.named)
    let usual = candidates.asset.kind.usualViews.filter { !own.contains($0) }
    let others = Set(pictures.compactMap(\.view)).subtracting(usual)
      .sorted { $0.rawValue < $1.rawValue }
    return (usual + others).map { view in
      let shown = pictures.filter { $0.view == view }
      guard shown.isEmpty else { return entry(.view, view.rawValue, look: look, shown) }
      return substitute(for: view, among: pictures, look: look)
        ?? entry(.view, view.rawValue, look: look, [])
    }
  }

  /// A weak entry for a view that only pictures of another view cover in part; `nil` if none does.
  private func substitute(
    for view: View, among pictures: [Reference], look: String
  ) -> Coverage.Entry? {
    let best = pictures.max {
      SelectionWeights.cover($0.view, of: view) < SelectionWeights.cover($1.view, of: view)
    }
    guard let best, SelectionWeights.cover(best.view, of: view) >= 0.5 else { return nil }
    let reason =
      best.view.map { "only a \($0.rawValue) picture shows some of it" }
      ?? "a picture without a view may show it: say so with 'reference set'"
    return Coverage.Entry(
      facet: .view, name: view.rawValue, look: look, state: .weak,
      references: pictures.filter { $0.view == best.view }.map(\.digest), reason: reason)
  }

  private var expressions: [Coverage.Entry] {
    guard candidates.asset.kind == .character else { return [] }
    let lexicon = Lexicon.reading(Lexicon.sample(of: references))
    let named = references.map { PictureNature($0, own: nil, lexicon: lexicon).cues }
    let others = Set(named.joined()).intersection(lexicon.expressions).subtracting(Self.usual)
    return (Self.usual + others.sorted()).map { name in
      entry(
        .expression, name,
        references.indices.filter { named[$0].contains(name) }.map { references[$0] })
    }
  }

  /// The times of day of a place.
  private var times: [Coverage.Entry] {
    guard candidates.asset.kind == .place else { return [] }
    return TimeOfDay.allCases.map { time in
      entry(.time, time.rawValue, references.filter { candidates.time(of: $0.digest) == time })
    }
  }

  /// The expressions that a reader expects of a character.
  private static let usual = [
    "afraid", "angry", "calm", "determined", "disgusted", "happy", "sad", "surprised", "tired",
  ]

  private func entry(
    _ facet: Coverage.Entry.Facet, _ name: String, look: String? = nil, _ shown: [Reference]
  ) -> Coverage.Entry {
    let flaws = shown.map(flaw)
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

  /// Below this many pixels a model sees little of a face or a pattern.
  private static let leastShortEdge = 384
  /// The same for the variance of the Laplacian: soft pictures stay below 100, sharp ones exceed 1000.
  private static let leastSharpness = 40.0

  /// What makes a picture weak, if anything. A picture as large as the model accepts is not small.
  private func flaw(_ reference: Reference) -> String? {
    if let reason = view.refused[reference.digest] { return reason }
    let short = min(reference.width, reference.height)
    let long = max(reference.width, reference.height)
    if short < Self.leastShortEdge, long < view.longestEdge ?? .max {
      return "small: \(short) pixels on its shorter edge"
    }
    guard let sharpness = candidates.sharpness[reference.digest], sharpness < Self.leastSharpness
    else { return nil }
    return "soft: out of focus, or enlarged"
  }
}

extension Kind {
  /// The views that a reader expects of it; a style has none.
  fileprivate var usualViews: [View] {
    switch self {
    case .character: [.front, .threeQuarter, .profile, .back, .face, .fullBody, .expression]
    case .object: [.front, .threeQuarter, .profile, .back, .detail]
    case .style: []
    case .place: View.ofPlaces
    }
  }
}
