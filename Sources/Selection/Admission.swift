internal import TroupeVocabulary

/// Decides which assets get a place at all, when not every one can.
struct Admission {
  /// An asset without a place, and the limit that keeps it out.
  struct Dropped {
    let asset: Int
    let limit: LimitCount.Name
    let bound: Int
  }

  /// Indices of the assets that stay out, in order of mention; empty when all fit.
  private(set) var dropped: [Dropped] = []

  /// Gives each asset one place in turn: greater weight first, then earlier mention.
  init(_ options: [AssetOptions], weights: [Double], within count: LimitCount) {
    var count = count
    let order = options.indices.sorted { left, right in
      (-weights[left], left) < (-weights[right], right)
    }
    for asset in order where options[asset].fewest > 0 {
      let limits = options[asset].limits
      if let limit = count.broken(of: limits), let bound = count.bound(limit) {
        dropped.append(Dropped(asset: asset, limit: limit, bound: bound))
      } else {
        count.take(of: limits)
      }
    }
    dropped.sort { $0.asset < $1.asset }
  }
}
