import TroupeVocabulary

/// Limits on the images that are read; checked against the header, before memory is allocated.
package struct ImageLimits: Sendable, Hashable {
  /// The most pixels, width times height.
  package var maxPixels = 100_000_000
  /// The longest side, in pixels.
  package var maxSide = 32_768
  /// The most scans of a progressive JPEG: each costs as much as a whole picture.
  package var maxScans = 500

  /// The limits for images from outside.
  package static let standard = ImageLimits()

  /// Limits; the defaults are the standard ones.
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
