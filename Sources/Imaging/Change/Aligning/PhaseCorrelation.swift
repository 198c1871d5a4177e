import Foundation

/// How far one picture is moved against another, by the phases of their frequencies (Kuglin and
/// Hines, 1975).
struct PhaseCorrelation {
  /// Where the points of the first picture lie in the second, in cells, to about half a cell.
  let placement: Placement
  /// The height of the peak: 1 where every phase agrees.
  let peak: Double

  /// - Parameters:
  ///   - field: the first picture.
  ///   - other: the second.
  ///   - ratio: cells of the second for a cell of the first.
  init(_ field: LightField, _ other: LightField, ratio: Double) {
    let scaled = Size(
      width: max(1, Int((Double(other.width) / ratio).rounded())),
      height: max(1, Int((Double(other.height) / ratio).rounded())))
    let longest = max(field.width, field.height, scaled.width, scaled.height)
    var side = 16
    while side < longest { side *= 2 }
    var square = ComplexSquare(side: side)
    Self.window(field, field.size, ratio: 1, into: &square.real, side: side)
    Self.window(other, scaled, ratio: ratio, into: &square.imaginary, side: side)
    let transform = FourierTransform(side: side)
    transform.apply(&square)
    let weight = square.keepSharedPhases()
    transform.apply(&square)
    let best = square.real.indices.max { square.real[$0] < square.real[$1] } ?? 0
    // A second forward transform gives the square turned about its origin.
    let (x, y) = (best % side, best / side)
    placement = Placement(
      ratio: ratio, x: ratio * Double(x < side / 2 ? x : x - side),
      y: ratio * Double(y < side / 2 ? y : y - side))
    peak = Double(square.real[best]) / max(weight, .leastNormalMagnitude)
  }

  /// The values less their mean, falling to zero at the edges.
  private static func window(
    _ field: LightField, _ size: Size, ratio: Double, into square: inout [Float], side: Int
  ) {
    let mean = field.values.reduce(0, +) / Float(field.values.count)
    let (across, down) = (bell(size.width), bell(size.height))
    let ratio = Float(ratio)
    let (right, bottom) = (Float(field.width - 1), Float(field.height - 1))
    for y in 0..<size.height {
      let placeY = min(max(ratio * (Float(y) + 0.5) - 0.5, 0), bottom)
      for x in 0..<size.width {
        let placeX = min(max(ratio * (Float(x) + 0.5) - 0.5, 0), right)
        guard let found = field.value(x: placeX, y: placeY) else { continue }
        square[y * side + x] = (found.value - mean) * across[x] * down[y]
      }
    }
  }

  /// The window of Hann.
  private static func bell(_ count: Int) -> [Float] {
    (0..<count).map { index in
      let wave = sin(Double.pi * (Double(index) + 0.5) / Double(count))
      return Float(wave * wave)
    }
  }
}

extension ComplexSquare {
  /// From the transform of two pictures, one as the real part and one as the imaginary: the cross
  /// power spectrum with every strength equal, but for weak and for high frequencies, which are noise.
  ///
  /// - Returns: the sum of the strengths.
  fileprivate mutating func keepSharedPhases() -> Double {
    let mean =
      zip(real, imaginary).reduce(0) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }
      / Float(real.count)
    let fall = (0..<side).map { index in
      let frequency = Double(min(index, side - index)) / Double(side)
      return Float(exp(-18 * frequency * frequency))
    }
    var crossed = ComplexSquare(side: side)
    var sum = 0.0
    for y in 0..<side {
      let opposite = (side - y) % side * side
      for x in 0..<side {
        let (one, other) = (y * side + x, opposite + (side - x) % side)
        let (a, b, c, d) = (real[one], imaginary[one], real[other], imaginary[other])
        let (firstRe, firstIm) = (a + c, b - d)
        let (secondRe, secondIm) = (b + d, c - a)
        let re = firstRe * secondRe + firstIm * secondIm
        let im = firstIm * secondRe - firstRe * secondIm
        let strength = (re * re + im * im).squareRoot()
        let weight = fall[x] * fall[y]
        let kept = weight / (strength + mean * 0.01 + .leastNormalMagnitude)
        crossed.real[one] = re * kept
        crossed.imaginary[one] = im * kept
        sum += Double(weight)
      }
    }
    self = crossed
    return sum
  }
}
