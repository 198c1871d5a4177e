package import Foundation
import TroupeCImaging
package import TroupeVocabulary

/// A picture that was read once, to its last pixel: what that shows of it, and a small copy to compare it by.
package struct SmallPicture: Sendable {
  /// What reading it showed.
  package let check: ImageCheck
  /// Pixels of the whole picture across and down, upright.
  package let size: Size
  /// The small copy: upright, in sRGB, its long edge of 512 to 1023 pixels where the picture has as many.
  package let raster: Raster

  /// Reads an image. Of a PNG or JPEG the whole is never in memory.
  ///
  /// - Throws: `ImageFault`, as `Raster(decoding:)` does for the same bytes.
  package init(reading bytes: Data, limits: ImageLimits = .standard) throws(ImageFault) {
    let source = try SourceImage(reading: bytes, limits: limits)
    let header = source.header
    let shrinking = try Shrinking(source)
    check = ImageCheck(
      source, try source.scanned(maxScans: limits.maxScans, shrinking: shrinking))
    let (profile, _) = source.colors()
    raster = try source.converted(shrinking.finish(), from: profile).oriented(header.orientation)
    size = Size(width: header.orientedWidth, height: header.orientedHeight)
  }

  /// The fingerprint of the picture, and the grid that its hashes come from.
  ///
  /// Its sharpness is that of the small copy.
  /// - Throws: `ImageFault.outOfMemory`.
  package func measured() throws(ImageFault) -> (fingerprint: Fingerprint, grid: LuminanceGrid) {
    try Fingerprint.measured(
      raster, small: raster, aspect: Double(size.width) / Double(size.height))
  }
}
