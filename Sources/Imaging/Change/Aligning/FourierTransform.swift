import Foundation

/// The discrete Fourier transform of squares whose side is a power of two.
struct FourierTransform {
  let side: Int
  private let cosines: [Float]
  private let sines: [Float]
  /// Where each line goes first: its number with the bits reversed.
  private let order: [Int]

  init(side: Int) {
    precondition(side > 1 && side.nonzeroBitCount == 1, "the side is no power of two")
    self.side = side
    let angles = (0..<side / 2).map { 2 * Double.pi * Double($0) / Double(side) }
    cosines = angles.map { Float(cos($0)) }
    sines = angles.map { Float(-sin($0)) }
    let bits = side.trailingZeroBitCount
    order = (0..<side).map { index in
      (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
    }
  }

  /// Transforms a square in place; the result is transposed, so that a second transform of it has
  /// the axes of the first.
  func apply(_ square: inout ComplexSquare) {
    transformColumns(&square)
    square.transpose()
    transformColumns(&square)
  }

  private func transformColumns(_ square: inout ComplexSquare) {
    for line in 0..<side where order[line] > line { square.swapLines(line, order[line]) }
    square.withParts { real, imaginary in
      var half = 1
      while half < side {
        for start in stride(from: 0, to: side, by: 2 * half) {
          for index in 0..<half {
            let turn = index * (side / (2 * half))
            combine(
              (start + index) * side, (start + index + half) * side, real, imaginary,
              turn: (cosines[turn], sines[turn]))
          }
        }
        half *= 2
      }
    }
  }

  /// One butterfly for all columns at once.
  @inline(__always)
  private func combine(
    _ upper: Int, _ lower: Int, _ real: UnsafeMutablePointer<Float>,
    _ imaginary: UnsafeMutablePointer<Float>, turn: (cosine: Float, sine: Float)
  ) {
    let (real0, imaginary0) = (real + upper, imaginary + upper)
    let (real1, imaginary1) = (real + lower, imaginary + lower)
    for x in 0..<side {
      let re = real1[x] * turn.cosine - imaginary1[x] * turn.sine
      let im = real1[x] * turn.sine + imaginary1[x] * turn.cosine
      real1[x] = real0[x] - re
      imaginary1[x] = imaginary0[x] - im
      real0[x] += re
      imaginary0[x] += im
    }
  }
}

/// A square of complex numbers, line by line.
struct ComplexSquare {
  let side: Int
  var real: [Float]
  var imaginary: [Float]

  init(side: Int) {
    self.side = side
    real = [Float](repeating: 0, count: side * side)
    imaginary = real
  }

  mutating func withParts(
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void
  ) {
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        guard let real = real.baseAddress, let imaginary = imaginary.baseAddress else { return }
        body(real, imaginary)
      }
    }
  }

  mutating func transpose() {
    let side = side
    withParts { real, imaginary in
      for y in 0..<side {
        for x in y + 1..<side {
          let (one, other) = (y * side + x, x * side + y)
          (real[one], real[other]) = (real[other], real[one])
          (imaginary[one], imaginary[other]) = (imaginary[other], imaginary[one])
        }
      }
    }
  }

  mutating func swapLines(_ one: Int, _ other: Int) {
    let side = side
    withParts { real, imaginary in
      for x in 0..<side {
        let (from, to) = (one * side + x, other * side + x)
        (real[from], real[to]) = (real[to], real[from])
        (imaginary[from], imaginary[to]) = (imaginary[to], imaginary[from])
      }
    }
  }
}
