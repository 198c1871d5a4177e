/// How well the luminance of two pictures lies upon each other, apart from brightness and contrast.
struct GrayFit {
  /// By how many levels the middle one of all points differs: what an edit changed has no part in it.
  let rest: Double
  /// The same of the point that differs more than 97 of a hundred: small where nothing was changed anywhere.
  let greatestRest: Double
  /// The mean distance of all points from their mean, in levels.
  let contrast: Double
  /// The mean distance of points from those around them: little where all there is is one brightness passing into another.
  let detail: Double
  /// By how many levels, on the average, one is brighter or darker than the other.
  let adjustment: Double

  /// Pictures of less contrast, in levels, have nothing by which they could be told apart.
  private static let leastContrast = 2.0

  /// Of as many points, row by row of a square.
  init(_ one: [Double], _ other: [Double]) {
    detail = Self.detail(one)
    let mean = one.reduce(0, +) / Double(one.count)
    contrast = one.reduce(0) { $0 + abs($1 - mean) } / Double(one.count)
    let curve = ToneCurve(from: other, to: one)
    let toned = other.map(curve.value)
    let rests = zip(one, toned).map { abs($0 - $1) }.sorted()
    (rest, greatestRest) = (rests[rests.count / 2], rests[rests.count * 97 / 100])
    adjustment = zip(other, toned).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(one.count)
  }

  private static func detail(_ values: [Double]) -> Double {
    let side = Int(Double(values.count).squareRoot())
    let step = max(1, side / 10)
    var (sum, count) = (0.0, 0)
    for y in step..<max(side - step, step) {
      for x in step..<max(side - step, step) {
        let place = y * side + x
        let around =
          values[place - step] + values[place + step] + values[place - step * side]
          + values[place + step * side]
        sum += abs(values[place] - around / 4)
        count += 1
      }
    }
    return sum / Double(max(count, 1))
  }

  /// Whether what fits is detail, which does not fit by chance as a passage of brightness does.
  var hasDetail: Bool { detail > 1.5 && rest <= detail * 0.35 }

  /// The share of the contrast that does not fit: 0 for the same picture, about 1 for unlike ones.
  var misfit: Double { rest / max(contrast, Self.leastContrast) }

  /// Whether every part fits, not only most of them.
  var fitsEverywhere: Bool { greatestRest <= max(contrast * 0.25, 4) }

  /// Whether brightness or contrast differ by more than saving again changes them.
  var isAdjusted: Bool { adjustment > 3 }

  /// Whether there is nothing by which pictures could be told apart.
  var isPlain: Bool { contrast < Self.leastContrast }
}

/// What became of each brightness, as a line through the middles of equal shares of the points; it never falls.
private struct ToneCurve {
  private static let shares = 12
  private var knots: [(from: Double, to: Double)] = []

  init(from values: [Double], to results: [Double]) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    for share in 0..<Self.shares {
      let range = order.count * share / Self.shares..<order.count * (share + 1) / Self.shares
      guard !range.isEmpty else { continue }
      let from = values[order[(range.lowerBound + range.upperBound) / 2]]
      let sorted = order[range].map { results[$0] }.sorted()
      let to = max(sorted[sorted.count / 2], knots.last?.to ?? 0)
      if let last = knots.last, from - last.from < 0.5 { continue }
      knots.append((from, to))
    }
  }

  /// Beyond the first and last knot as steep as between them.
  func value(_ from: Double) -> Double {
    guard let first = knots.first, let last = knots.last else { return from }
    let rise = last.from > first.from ? (last.to - first.to) / (last.from - first.from) : 1
    if from <= first.from { return first.to + (from - first.from) * rise }
    if from >= last.from { return last.to + (from - last.from) * rise }
    guard let next = knots.firstIndex(where: { $0.from > from }) else { return from }
    let (a, b) = (knots[next - 1], knots[next])
    return a.to + (b.to - a.to) * (from - a.from) / (b.from - a.from)
  }
}

extension GrayField {
  /// How this picture lies in a part of another one.
  func fit(_ frame: PartFrame, of other: GrayField) -> GrayFit {
    GrayFit(samples(.whole), other.samples(frame))
  }

  /// The part of `other` that this picture fits best, sought from each of `starts`.
  func bestFrame(in other: GrayField, from starts: [PartFrame]) -> PartFrame {
    let own = samples(.whole)
    let ranked = starts.map { (frame: $0, misfit: Self.misfit(own, other.samples($0))) }
      .sorted { $0.misfit < $1.misfit }
    let found = ranked.prefix(3).map { start in bestFrame(in: other, from: start.frame) }
    return found.min { $0.misfit < $1.misfit }?.frame ?? .whole
  }
}
