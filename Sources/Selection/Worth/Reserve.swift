internal import TroupeVocabulary

/// Why a picture is not sent unasked: it shows more than the asset, or what the shot denies.
enum Reserve: Hashable, Sendable {
  /// An expression that the request does not ask for.
  case expression(String?)
  case detail
  case pose
  /// An act that the request does not ask for.
  case act(String)
  /// A view that the request denies, with the phrase that does.
  case denied(View, String)
  /// A face where the phrase asks for a thing or a part.
  case face(String)
  /// The phrase says that the asset is not in the picture.
  case absent(String)

  /// Whether a pin says that the user wants it all the same.
  var yieldsToPin: Bool {
    switch self {
    case .expression, .detail, .pose, .act: true
    case .denied, .face, .absent: false
    }
  }
}

/// Which pictures of one asset a request may show, by what each shows besides its view.
struct ReserveRule: Sendable {
  let demand: Demand
  /// By cue of the demand, its name.
  private let requested: Set<String>
  private let requestsExpression: Bool

  init(_ demand: Demand) {
    self.demand = demand
    requested = Set(demand.cues.map(\.name))
    requestsExpression = demand.views[.expression] != nil
  }

  /// What keeps a picture out unless nothing else shows the asset; `nil` for a picture that may be sent.
  /// - Parameters:
  ///   - isNamed: whether the picture's own words are about a word of the prompt.
  ///   - hasWords: whether it has a caption or tags.
  func reserve(_ nature: PictureNature, isNamed: Bool, hasWords: Bool) -> Reserve? {
    if let absent = demand.absent, nature.view != .detail || !isNamed { return .absent(absent) }
    if let reserve = denial(of: nature) { return reserve }
    let isRequested = isNamed || !nature.cues.isDisjoint(with: requested)
    switch nature.view {
    case .expression:
      if demand.part != nil, demand.views[.face] == nil { return .face(demand.part ?? "") }
      return isRequested && !contradicts(nature) || requestsExpression
        ? nil : .expression(nature.expressions.min())
    case .detail:
      guard demand.views[.detail] != nil, !hasWords || isRequested else {
        return isRequested ? nil : .detail
      }
      return nil
    case .pose, .action:
      let isAsked = nature.view.map { demand.views[$0] != nil } ?? false
      return isRequested || isAsked ? nil : .pose
    case .face, nil:
      if !nature.expressions.isEmpty, !isRequested || contradicts(nature) {
        return .expression(nature.expressions.min())
      }
      if nature.view == nil, let act = nature.postures.min(), !isRequested {
        return .act(act)
      }
      return nil
    case .front: return nil
    case .some(let view):
      guard !isRequested, demand.views[view] == nil else { return nil }
      return nature.expressions.min().map { .expression($0) }
        ?? nature.postures.min().map { .act($0) }
    }
  }

  /// The share of its worth that a picture keeps: less if it acts or feels what is not requested.
  func share(_ nature: PictureNature) -> Double {
    nature.expressions.isSubset(of: requested) && nature.postures.isSubset(of: requested)
      ? 1 : SelectionWeights.distracting
  }

  private func denial(of nature: PictureNature) -> Reserve? {
    guard let view = nature.view else { return nil }
    if let part = demand.part, view == .face, demand.views[.face] == nil { return .face(part) }
    if demand.hidesFace, view == .front || view == .threeQuarter, demand.views[view] == nil,
      let phrase = demand.denied[.face]
    {
      return .denied(.face, phrase)
    }
    if !demand.denied.isEmpty, let denied = deniedView(of: view) { return denied }
    if !demand.deniedCues.isEmpty, nature.expressions.contains(where: demand.deniedCues.contains) {
      return .expression(nature.expressions.min())
    }
    return nil
  }

  private func deniedView(of view: View) -> Reserve? {
    let denied: [View] =
      switch view {
      case .expression: [.expression, .face]
      case .face: [.face, .front]
      case .profileLeft, .profileRight: [view, .profile]
      case .threeQuarterBack: [view, .back]
      default: [view]
      }
    for name in denied {
      if demand.views[view] == nil, let phrase = demand.denied[name] {
        return .denied(name, phrase)
      }
    }
    return nil
  }

  /// Whether it shows a feeling that is not requested and none that is.
  private func contradicts(_ nature: PictureNature) -> Bool {
    !nature.expressions.isEmpty && nature.expressions.isDisjoint(with: requested)
      && demand.cues.contains(where: \.isExpression)
  }
}

extension ReserveRule {
  /// By picture of one asset, what keeps it out; made once for those that are alike.
  /// - Parameter named: by picture, the word of the prompt that its own words are about.
  func reserves(
    _ natures: DistinctValues<PictureNature>, of references: [Reference], named: [String?]
  ) -> DistinctValues<Reserve?> {
    var made: [Reserve?] = []
    /// By nature, and whether it is named and has words, the place in `made`; -1 for none yet.
    var places = Array(repeating: -1, count: natures.values.count * 4)
    let indices = references.indices.map { index in
      let isNamed = named[index] != nil
      let hasWords = !references[index].caption.isEmpty || !references[index].tags.isEmpty
      let key = natures.indices[index] * 4 + (isNamed ? 2 : 0) + (hasWords ? 1 : 0)
      if places[key] < 0 {
        places[key] = made.count
        made.append(reserve(natures[index], isNamed: isNamed, hasWords: hasWords))
      }
      return places[key]
    }
    return DistinctValues(values: made, indices: indices)
  }
}
