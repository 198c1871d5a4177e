/// The rule of a model that makes images of any width and height within bounds.
public struct FreeSize: Codable, Hashable, Sendable {
  /// Both sides are multiples of it, in pixels.
  public let step: Int
  /// The shortest and the longest side there may be, in pixels.
  public let side: [Int]
  /// The fewest and the most pixels of one image.
  public let pixels: [Int]
  /// The longer side over the shorter one, at most; `nil` where that is not bounded.
  public let ratio: Double?

  /// A rule in pixels.
  public init(step: Int, side: [Int], pixels: [Int], ratio: Double? = nil) {
    self.step = step
    self.side = side
    self.pixels = pixels
    self.ratio = ratio
  }

  /// Whether its bounds are bounds.
  var isPlausible: Bool {
    let bounds = [side, pixels]
    return (1...4096).contains(step) && (ratio ?? 1) >= 1 && (ratio ?? 1).isFinite
      && bounds.allSatisfy { $0.count == 2 && $0[0] > 0 && $0[0] <= $0[1] && $0[1] <= 1 << 32 }
  }

  /// Whether the model makes an image of these sides.
  package func allows(_ width: Int, _ height: Int) -> Bool {
    let (short, long) = (min(width, height), max(width, height))
    guard short >= side[0], long <= side[1], short % step == 0, long % step == 0 else {
      return false
    }
    return (pixels[0]...pixels[1]).contains(short * long)
      && Double(long) <= Double(short) * (ratio ?? .infinity)
  }

  /// Width and height of `ratio`, width over height, with about `count` pixels, as near as the rule allows; `nil` where it
  /// allows none of that ratio.
  package func sides(ratio wanted: Double, pixels count: Int) -> [Int]? {
    guard wanted > 0, wanted.isFinite, count > 0 else { return nil }
    let count = Double(min(max(count, pixels[0]), pixels[1]))
    let width = (count * wanted).squareRoot()
    var best: (sides: [Int], error: Double)?
    for wide in around(width) {
      for high in around(Double(wide) / wanted) where allows(wide, high) {
        let shape = abs(Double(wide) / Double(high) / wanted - 1)
        let error = 4 * shape + abs(Double(wide) * Double(high) / count - 1)
        if error < best?.error ?? .infinity { best = ([wide, high], error) }
      }
    }
    return best?.sides
  }

  /// The multiples of the step next to `length`.
  private func around(_ length: Double) -> [Int] {
    let steps = Int((length / Double(step)).rounded())
    return (-2...2).map { (steps + $0) * step }.filter { $0 > 0 }
  }

  /// The sides that `text` names, as in `1536x864`; `nil` for anything else.
  package static func sides(_ text: String) -> [Int]? {
    guard let match = text.lowercased().wholeMatch(of: /([1-9][0-9]{0,4})[x×*]([1-9][0-9]{0,4})/)
    else { return nil }
    return [Int(match.output.1) ?? 0, Int(match.output.2) ?? 0]
  }
}

/// Prices by the megapixel, US dollars.
public struct PixelPrice: Codable, Hashable, Sendable {
  /// Of the first megapixel that is made.
  public let first: Double
  /// Of each further one that is made.
  public let further: Double
  /// Of each one that is sent.
  public let input: Double

  /// What an image of `made` pixels costs that is made from `sent` pixels, US dollars. Parts of a megapixel count as parts.
  package func cost(made: Int, sent: Int) -> Double {
    first + max(0, Double(made) / 1e6 - 1) * further + Double(sent) / 1e6 * input
  }
}
