import TroupeVocabulary

/// Bounds that an image must keep to be read; checked from its header, before memory is taken.
package struct ImageLimits: Sendable, Hashable {
  /// Most pixels, width times height.
  package var maxPixels = 100_000_000
  /// Longest side, in pixels.
  package var maxSide = 32_768
  /// Most scans of a progressive JPEG: each costs as much as a whole picture.
  package var maxScans = 500

  /// The bounds for images from outside.
  package static let standard = ImageLimits()

  /// Bounds as given; the standard ones where nothing is given.
  package init(maxPixels: Int = 100_000_000, maxSide: Int = 32_768, maxScans: Int = 500) {
    self.maxPixels = maxPixels
    self.maxSide = maxSide
    self.maxScans = maxScans
  }

  func check(width: Int, height: Int) throws(ImageFault) {
    let side = max(width, height)
    guard side <= maxSide else { throw .sideTooLong(side: side, bound: maxSide) }
    guard width * height <= maxPixels else {
      throw .tooManyPixels(width: width, height: height, bound: maxPixels)
    }
  }
}
