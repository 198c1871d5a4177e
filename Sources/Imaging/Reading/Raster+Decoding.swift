package import Foundation
package import TroupeVocabulary

extension Raster {
  /// Decodes an image: upright, in sRGB.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - limits: limits, checked before memory is allocated.
  ///   - edge: if given, a JPEG may be decoded at a smaller scale whose long edge is at least `edge`
  ///     pixels.
  /// - Throws: `ImageFault`: the type of the bytes if it is not supported, the limit that they exceed,
  ///   or what is wrong with them.
  package init(
    decoding bytes: Data, limits: ImageLimits = .standard, atLeast edge: Int? = nil
  ) throws(ImageFault) {
    let source = try SourceImage(reading: bytes, limits: limits)
    let raster = try source.inSRGB(atLeast: edge, maxScans: limits.maxScans).raster
    self = raster.oriented(source.header.orientation)
  }

  /// Decodes the pixels as the file stores them, without applying its profile or orientation.
  ///
  /// - Throws: `ImageFault`, as decoding does.
  package init(decodingRaw bytes: Data, limits: ImageLimits = .standard) throws(ImageFault) {
    let source = try SourceImage(reading: bytes, limits: limits)
    let raster = try source.stored(maxScans: limits.maxScans)
    self = source.header.colorModel == .cmyk ? try raster.convertedFromCMYK(by: nil) : raster
  }
}
