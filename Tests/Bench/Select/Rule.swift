import TestSupport
import TroupeVocabulary

/// A way to choose that other tools go by.
enum Rule: String, CaseIterable {
  /// The first of all pictures in the order of mention, up to the model's number of images.
  case first = "first N"
  /// Any of them.
  case random = "random N"
  /// The first of each kind, up to the kind's number.
  case byKind = "truncate by kind"
  /// The first of each asset, then the second of each, up to the kind's number.
  case inTurn = "one each in turn"

  /// How often it is asked for one request: what is left to chance is judged by its mean.
  var draws: Int { self == .random ? 20 : 1 }

  func choose(
    _ pictures: [[Reference]], within limits: SceneLimits, _ random: inout SeededRandom
  ) -> Set<Digest> {
    let all = pictures.flatMap(\.self)
    let most = max(0, min(all.count, limits.left[0]))
    switch self {
    case .first: return Set(all.prefix(most).map(\.digest))
    case .random: return Set(all.shuffled(using: &random).prefix(most).map(\.digest))
    case .byKind: return kept(all, within: limits)
    case .inTurn:
      let longest = pictures.map(\.count).max() ?? 0
      let turns = (0..<longest).flatMap { turn in
        pictures.compactMap { $0.indices.contains(turn) ? $0[turn] : nil }
      }
      return kept(turns, within: limits)
    }
  }

  /// The first of `pictures`, as far as the limit of each kind allows.
  private func kept(_ pictures: [Reference], within limits: SceneLimits) -> Set<Digest> {
    var left = limits.left
    var chosen: Set<Digest> = []
    for one in pictures {
      let use = limits.use(of: one.kind, pixels: 0)
      guard limits.fits(use, in: left) else { continue }
      left = zip(left, use).map { $0 - $1 }
      chosen.insert(one.digest)
    }
    return chosen
  }
}
