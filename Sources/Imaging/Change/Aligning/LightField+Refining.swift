extension LightField {
  /// Differences of lightness that count a quarter, round by round.
  private static let noises: [Float] = [0.1, 0.06, 0.04, 0.03, 0.03, 0.03, 0.03, 0.03]
  /// The change of scale that a refinement may find.
  private static let most = 0.06

  /// A placement made exact to a few hundredths of a cell: steps of Gauss and Newton that lessen the
  /// differences, in which parts that differ much, as an edit does, count little.
  ///
  /// - Parameters:
  ///   - start: where to begin, at most about a cell off.
  ///   - other: the picture in which this one is placed.
  ///   - zooming: whether the ratio may change too.
  ///   - cells: the cells to compare; all without them.
  func refined(
    _ start: Placement, in other: LightField, zooming: Bool = true, by cells: [Bool]? = nil
  ) -> Placement {
    var (placement, brightness) = (start, Float(0))
    let reach = Double(max(width, height)) / 2
    for noise in Self.noises.dropFirst(cells == nil ? 0 : 3) {
      let step = equations(other, placement, brightness, noise: noise, by: cells)
        .solved(zooming: zooming)
      let ratio = step[2] / reach
      placement.ratio += ratio
      placement.x += step[0] - ratio * Double(width) / 2
      placement.y += step[1] - ratio * Double(height) / 2
      brightness += Float(step[3])
      if max(abs(step[0]), abs(step[1]), abs(step[2])) < 0.005 { break }
    }
    return abs(placement.ratio / start.ratio - 1) < Self.most ? placement : start
  }

  /// The normal equations of a step: across, down, ratio (as the move of the farthest edge), and
  /// brightness.
  private func equations(
    _ other: LightField, _ placement: Placement, _ brightness: Float, noise: Float,
    by cells: [Bool]?
  ) -> NormalEquations {
    var sums = NormalEquations()
    let reach = Float(max(width, height)) / 2
    let (ratio, offsetX, offsetY) = (
      Float(placement.ratio), Float(placement.x), Float(placement.y)
    )
    let (middleX, middleY, sharpness) = (Float(width) / 2, Float(height) / 2, 1 / noise)
    for y in 0..<height {
      let placeY = ratio * (Float(y) + 0.5) + offsetY - 0.5
      let down = (Float(y) + 0.5 - middleY) / reach
      for x in 0..<width {
        if let cells, !cells[y * width + x] { continue }
        let placeX = ratio * (Float(x) + 0.5) + offsetX - 0.5
        guard let found = other.value(x: placeX, y: placeY) else { continue }
        let rest = values[y * width + x] - found.value - brightness
        let misfit = rest * sharpness
        let trust = 1 / (1 + misfit * misfit)
        let zoom = found.across * (Float(x) + 0.5 - middleX) / reach + found.down * down
        sums.add(found.across, found.down, zoom, rest: rest, weight: trust * trust)
      }
    }
    return sums
  }
}

/// Weighted least squares in four unknowns, the last of them constant.
private struct NormalEquations {
  private var aa: Float = 0, ab: Float = 0, ac: Float = 0, ad: Float = 0
  private var bb: Float = 0, bc: Float = 0, bd: Float = 0
  private var cc: Float = 0, cd: Float = 0, dd: Float = 0
  private var ar: Float = 0, br: Float = 0, cr: Float = 0, dr: Float = 0

  @inline(__always)
  mutating func add(_ a: Float, _ b: Float, _ c: Float, rest: Float, weight: Float) {
    let (wa, wb, wc) = (weight * a, weight * b, weight * c)
    aa += wa * a
    ab += wa * b
    ac += wa * c
    ad += wa
    bb += wb * b
    bc += wb * c
    bd += wb
    cc += wc * c
    cd += wc
    dd += weight
    ar += wa * rest
    br += wb * rest
    cr += wc * rest
    dr += weight * rest
  }

  /// The unknowns; what nothing determines stays near 0.
  func solved(zooming: Bool) -> [Double] {
    var rows = [
      [aa, ab, ac, ad, ar], [ab, bb, bc, bd, br], [ac, bc, cc, cd, cr], [ad, bd, cd, dd, dr],
    ].map { $0.map(Double.init) }
    let damping = 0.001 * max(rows[0][0], rows[1][1], rows[2][2]) + 1e-6
    for index in 0..<4 { rows[index][index] += damping }
    if !zooming { rows[2] = [0, 0, 1, 0, 0] }
    for pivot in 0..<4 {
      for row in 0..<4 where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot..<5 { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return (0..<4).map { rows[$0][4] / rows[$0][$0] }
  }
}
