package import Foundation
package import TroupeVocabulary

/// A thumbnail and a fingerprint, derived from a normalized picture.
package struct Appearance: Sendable {
  /// A small copy, PNG or JPEG, its long edge at most `thumbnailEdge`.
  package let thumbnail: Data
  /// For finding similar pictures.
  package let fingerprint: Fingerprint
  /// What the fingerprint was made from, for those of the picture turned over.
  package let grid: LuminanceGrid

  /// The longest side of a thumbnail, in pixels.
  package static let thumbnailEdge = 256

  /// Derives them from the pixels of a reference.
  ///
  /// - Throws: `ImageFault.outOfMemory`.
  package init(of raster: Raster) throws(ImageFault) {
    let small = try raster.resampled(to: raster.size.fitting(edge: Self.thumbnailEdge))
    thumbnail = try small.encoded().0
    (fingerprint, grid) = try Fingerprint.measured(raster, small: small)
  }
}
