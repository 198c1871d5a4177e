/// What a picture shows in 128 bits, of which few change when it is saved again.
package struct PictureHash: Sendable, Hashable {
  /// One bit for each of the 64 lowest spatial frequencies: whether it exceeds their median.
  package let frequencies: UInt64
  /// One bit for each step of an 8 by 8 grid: whether luminance rises from left to right.
  package let gradients: UInt64

  /// A hash from its stored halves.
  package init(frequencies: UInt64, gradients: UInt64) {
    self.frequencies = frequencies
    self.gradients = gradients
  }

  /// That of a picture by its grid.
  package init(_ grid: LuminanceGrid) {
    self.init(frequencies: grid.frequencyHash, gradients: grid.gradientHash)
  }

  /// How many bits there are.
  package static let bitCount = 128

  /// How many bits differ.
  package func distance(to other: PictureHash) -> Int {
    (frequencies ^ other.frequencies).nonzeroBitCount
      + (gradients ^ other.gradients).nonzeroBitCount
  }

  /// Whether the picture has one color, so that only that can be compared.
  package var isPlain: Bool { frequencies == 0 }
}
