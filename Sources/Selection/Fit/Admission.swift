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
  init(_ choices: [AssetChoice], within count: LimitCount) {
    var count = count
    let countsPixels = count.left(.pixels) != nil
    for asset in Self.prominence(choices.map(\.mention.weight)) where choices[asset].fewest > 0 {
      let choice = choices[asset]
      let limits = count.names(for: choice)
      let pixels = countsPixels ? choice.free.map { choice.pixels[$0] }.min() ?? 0 : 0
      if let limit = count.broken(of: limits, pixels: pixels), let bound = count.bound(limit) {
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
