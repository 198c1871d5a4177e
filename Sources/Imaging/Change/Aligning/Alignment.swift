/// Where the points of one picture lie in another that shows nearly the same.
struct Alignment {
  /// In cells.
  let placement: Placement
  /// How well the detail fits there, 0...1.
  let fit: Double

  /// Below this the pictures have nothing in common, and their frames are laid upon each other. The
  /// best fit of different photographs is 0.03; with nine tenths painted over it is 0.06.
  private static let leastFit = 0.05
  /// What a placement must gain over the frames laid upon each other; less is chance.
  private static let gain = 0.005
  /// From this on no other placement is looked for.
  private static let good = 0.85
  /// From this on no other scale is.
  private static let fair = 0.5
  /// The changes of scale that are tried: models often zoom by some hundredths.
  private static let zooms = [1.02, 0.98, 1.04, 0.96, 1.06, 0.94, 1.08, 0.92, 1.1, 0.9]

  /// - Parameters:
  ///   - field: the first picture.
  ///   - other: the second.
  ///   - ratios: the cells of the second for a cell of the first that the sizes suggest, the
  ///     likeliest first; not empty.
  init(_ field: LightField, in other: LightField, ratios: [Double]) {
    var search = Search(field: field, other: other)
    self = search.found(ratios)
  }

  private init(_ placement: Placement, fit: Double) {
    self.placement = placement
    self.fit = fit
  }

  private struct Search {
    let field: LightField
    let other: LightField
    var best = Alignment(.same, fit: -1)

    mutating func found(_ ratios: [Double]) -> Alignment {
      let frames = ratios.map { Placement.centered(field.size, in: other.size, ratio: $0) }
      let plain = Alignment(frames[0], fit: field.fit(other, at: frames[0]))
      consider(plain)
      if best.fit < 0.999 { frames.forEach { tryNear($0) } }
      if best.fit < Alignment.good { ratios.forEach { tryNear(correlated($0).placement) } }
      if best.fit < Alignment.fair { zoomedPlacements(ratios[0]).forEach { tryNear($0) } }
      if best.fit > plain.fit { polish() }
      let isBetter = best.fit > plain.fit + Alignment.gain && best.fit >= Alignment.leastFit
      return isBetter ? best : plain
    }

    private func correlated(_ ratio: Double) -> PhaseCorrelation {
      PhaseCorrelation(field, other, ratio: ratio)
    }

    /// The two most likely changes of scale.
    private func zoomedPlacements(_ ratio: Double) -> [Placement] {
      let tried = zooms.map { correlated(ratio * $0) }
      return tried.sorted { $0.peak > $1.peak }.prefix(2).map { $0.placement }
    }

    /// A large edit may pull at the scale, so that it is also left out.
    private mutating func tryNear(_ placement: Placement) {
      let moved = field.refined(placement, in: other, zooming: false)
      let zoomed = field.refined(placement, in: other)
      for candidate in [placement, moved, zoomed] { tryAt(candidate) }
    }

    /// Makes the best placement exact by the cells that fit there, so that an edit has no say.
    private mutating func polish() {
      for _ in 0..<2 {
        let cells = field.fittingCells(other, at: best.placement)
        tryAt(field.refined(best.placement, in: other, by: cells))
      }
    }

    private mutating func tryAt(_ placement: Placement) {
      consider(Alignment(placement, fit: field.fit(other, at: placement)))
    }

    /// The first of equals stays.
    private mutating func consider(_ alignment: Alignment) {
      if alignment.fit > best.fit { best = alignment }
    }
  }
}
