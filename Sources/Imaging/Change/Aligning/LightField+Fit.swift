extension LightField {
  /// The side of the blocks that are compared, in cells.
  static let block = 4
  /// The least variance of lightness that is detail, not noise: a hundredth, squared.
  private static let detail: Float = 0.0001
  /// The share of its variance by which a block may differ and fit a little.
  private static let tolerance: Float = 0.3
  /// The share of this picture's blocks that must lie in the other.
  private static let leastOverlap = 0.3

  /// How well the detail of this picture fits that of another, 0...1: the mean over all blocks with
  /// detail in one of them. Without any detail nothing can be out of place, which is 1.
  func fit(_ other: LightField, at placement: Placement) -> Double {
    var (sum, count, own, inside, all) = (0.0, 0, 0, 0, 0)
    for top in stride(from: 0, to: height, by: Self.block) {
      for left in stride(from: 0, to: width, by: Self.block) {
        let block = measured(left, top, other, placement)
        all += 1
        if block.own > Self.detail { own += 1 }
        guard let others = block.others else { continue }
        inside += 1
        let most = max(block.own, others)
        guard most > Self.detail else { continue }
        count += 1
        sum += Double(max(0, 1 - block.rest / (most * Self.tolerance)))
      }
    }
    guard Double(inside) >= Double(all) * Self.leastOverlap else { return 0 }
    guard count > 0 || own > 0 else { return 1 }
    return sum / max(Double(count), Double(own) * Self.leastOverlap)
  }

  /// The cells of blocks whose detail fits well, without those that an edit changed.
  func fittingCells(_ other: LightField, at placement: Placement) -> [Bool] {
    var fits = [Bool](repeating: false, count: values.count)
    for top in stride(from: 0, to: height, by: Self.block) {
      for left in stride(from: 0, to: width, by: Self.block) {
        let block = measured(left, top, other, placement)
        guard let others = block.others else { continue }
        let most = max(block.own, others)
        guard most > Self.detail, block.rest < most * Self.tolerance / 2 else { continue }
        for y in top..<min(top + Self.block, height) {
          for x in left..<min(left + Self.block, width) { fits[y * width + x] = true }
        }
      }
    }
    return fits
  }

  /// The variances of a block, of what lies under it and of the difference of both.
  private func measured(
    _ left: Int, _ top: Int, _ other: LightField, _ placement: Placement
  ) -> (own: Float, others: Float?, rest: Float) {
    var (a, b, rest) = (Spread(), Spread(), Spread())
    var isInside = true
    let (ratio, offsetX, offsetY) = (
      Float(placement.ratio), Float(placement.x), Float(placement.y)
    )
    for y in top..<min(top + Self.block, height) {
      let placeY = ratio * (Float(y) + 0.5) + offsetY - 0.5
      for x in left..<min(left + Self.block, width) {
        let value = values[y * width + x]
        a.add(value)
        guard isInside,
          let found = other.value(x: ratio * (Float(x) + 0.5) + offsetX - 0.5, y: placeY)
        else {
          isInside = false
          continue
        }
        b.add(found.value)
        rest.add(value - found.value)
      }
    }
    return (a.variance, isInside ? b.variance : nil, rest.variance)
  }
}

/// The spread of a few values.
struct Spread {
  private var sum: Float = 0
  private var squares: Float = 0
  private var count: Float = 0

  @inline(__always)
  mutating func add(_ value: Float) {
    sum += value
    squares += value * value
    count += 1
  }

  var mean: Float { count > 0 ? sum / count : 0 }
  var variance: Float { count > 0 ? max(squares / count - mean * mean, 0) : 0 }
}
