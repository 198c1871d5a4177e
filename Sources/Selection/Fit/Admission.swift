internal import TroupeVocabulary

/// Decides which assets get an image at all if not every one can.
struct Admission {
  /// An asset without an image, and the limit that keeps it out.
  struct Dropped {
    let asset: Int
    let limit: LimitUsage.Name
    let bound: Int
  }

  /// The assets that stay out, in order of mention; empty if all fit.
  private(set) var dropped: [Dropped] = []

  /// Gives each asset one image in turn: greater weight first, then earlier mention.
  init(_ choices: [AssetChoice], within usage: LimitUsage) {
    var usage = usage
    let countsPixels = usage.remaining(.pixels) != nil
    for asset in Self.prominence(choices.map(\.mention.weight)) where choices[asset].fewest > 0 {
      let choice = choices[asset]
      let limits = usage.names(for: choice)
      let pixels = countsPixels ? choice.available.map { choice.pixels[$0] }.min() ?? 0 : 0
      if let limit = usage.exceeded(of: limits, pixels: pixels), let bound = usage.bound(limit) {
        dropped.append(Dropped(asset: asset, limit: limit, bound: bound))
      } else {
        usage.reserve(of: limits, pixels: pixels)
      }
    }
    dropped.sort { $0.asset < $1.asset }
  }

  /// The indices of `weights`, the most prominent first.
  static func prominence(_ weights: [Double]) -> [Int] {
    weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
  }
}
