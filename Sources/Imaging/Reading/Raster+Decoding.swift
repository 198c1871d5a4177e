package import Foundation
package import TroupeVocabulary

extension Raster {
  /// Decodes a PNG, JPEG or WebP of any form: upright, in sRGB.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - limits: bounds, held before memory is taken.
  ///   - edge: when given, a JPEG may come smaller, with a long edge of at least `edge` pixels.
  /// - Throws: `ImageFault`: what the bytes are, which bound they exceed, or what is wrong with them.
  package init(
    decoding bytes: Data, limits: ImageLimits = .standard, atLeast edge: Int? = nil
  ) throws(ImageFault) {
    let source = try SourceImage(reading: bytes, limits: limits)
    let raster = try source.inSRGB(atLeast: edge, maxScans: limits.maxScans).raster
    self = raster.oriented(source.header.orientation)
  }

  /// Decodes the pixels as the file stores them: no profile, no orientation.
  ///
  /// - Throws: `ImageFault`, as decoding does.
  package init(decodingRaw bytes: Data, limits: ImageLimits = .standard) throws(ImageFault) {
    let source = try SourceImage(reading: bytes, limits: limits)
    let raster = try source.stored(maxScans: limits.maxScans)
    self = source.header.colorModel == .cmyk ? try raster.convertedFromInk(by: nil) : raster
  }
}
