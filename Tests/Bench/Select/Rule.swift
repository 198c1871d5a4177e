import TroupeVocabulary

/// A way to choose that other tools go by.
enum Rule: String, CaseIterable {
  /// The first of all pictures in the order of mention, up to the model's number of images.
  case first = "first N"
  /// Any of them.
  case random = "random N"
  /// The first of each kind, up to the kind's number.
  case byKind = "truncate by kind"

  func choose(_ scene: Scene, _ random: inout SeededRandom) -> Set<Digest> {
    let limits = scene.input.profile.limits
    let most = limits.images.bound ?? .max
    let all = scene.input.assets.flatMap(\.references)
    switch self {
    case .first: return Set(all.prefix(most).map(\.digest))
    case .random: return Set(all.shuffled(using: &random).prefix(most).map(\.digest))
    case .byKind:
      var left = limits.kinds.compactMapValues(\.bound)
      var chosen: [Digest] = []
      for one in all where chosen.count < most {
        let kind = limits.kinds[one.kind.rawValue] == nil ? limits.otherKinds : one.kind
        if let kind, let room = left[kind.rawValue] {
          if room == 0 { continue }
          left[kind.rawValue] = room - 1
        }
        chosen.append(one.digest)
      }
      return Set(chosen)
    }
  }
}
