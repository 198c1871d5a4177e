internal import TroupeVocabulary

/// Decides which assets get a place at all, when not every one can.
struct Admission {
  /// An asset without a place, and the limit that keeps it out.
  struct Dropped {
    let asset: Int
    let limit: LimitCount.Name
    let bound: Int
  }

  /// The assets that stay out, in order of mention; empty when all fit.
  private(set) var dropped: [Dropped] = []

  /// Gives each asset one place in turn: greater weight first, then earlier mention.
  init(_ options: [AssetOptions], weights: [Double], within count: LimitCount) {
    var count = count
    for asset in Self.prominence(weights) where options[asset].fewest > 0 {
      let (limits, pixels) = (options[asset].limits, options[asset].leastPixels)
      // A set for which nothing fits the pixels at all counts as one pixel too many.
      let isHopeless = options[asset].bySize.dropFirst(options[asset].fewest).allSatisfy(\.isEmpty)
      let needed = isHopeless ? (count.left(.pixels) ?? 0) + 1 : pixels
      if let limit = count.broken(of: limits, pixels: needed), let bound = count.bound(limit) {
        dropped.append(Dropped(asset: asset, limit: limit, bound: bound))
      } else {
        count.take(of: limits, pixels: pixels)
      }
    }
    dropped.sort { $0.asset < $1.asset }
  }

  /// Places in `weights`, the most prominent first.
  static func prominence(_ weights: [Double]) -> [Int] {
    weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
  }
}
