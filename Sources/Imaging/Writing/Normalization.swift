package import Foundation
package import TroupeVocabulary

/// How a source becomes a reference: upright, 8-bit sRGB, bounded in size, without metadata.
package struct Normalization: Sendable, Hashable {
  /// The longest side of the result, in pixels. Smaller pictures keep their size.
  package var longEdge: Int
  /// The type of the result.
  package var type: TypeChoice
  /// How it is written if it is a JPEG.
  package var jpeg: JPEGForm
  /// What the source must keep to be read.
  package var limits: ImageLimits

  /// Normalizing to the bounds given; the defaults are those of references.
  package init(
    longEdge: Int = 2048, type: TypeChoice = .byContent, jpeg: JPEGForm = JPEGForm(),
    limits: ImageLimits = .standard
  ) {
    self.longEdge = longEdge
    self.type = type
    self.jpeg = jpeg
    self.limits = limits
  }

  /// Normalizes a file. The same bytes give the same result.
  ///
  /// - Throws: `ImageFault`, as decoding does; `.unsupported` for a `type` that cannot be written.
  package func apply(to bytes: Data) throws(ImageFault) -> NormalizedImage {
    let source = try SourceImage(reading: bytes, limits: limits)
    let header = source.header
    let resized = try source.inSRGB(fitting: longEdge, maxScans: limits.maxScans)
    var notes = resized.notes
    // Turned after resizing, when there are fewer pixels to turn.
    let raster = resized.raster.oriented(header.orientation)
    if header.isAnimated { notes.append("kept the first picture of an animation") }
    if header.orientation != 1 { notes.append("oriented from EXIF \(header.orientation)") }
    if raster.width * raster.height != header.width * header.height {
      notes.append("scaled from \(header.orientedWidth)×\(header.orientedHeight)")
    }
    let (encoded, type) = try raster.encoded(as: type.type(for: header.type), jpeg: jpeg)
    return NormalizedImage(
      bytes: encoded, type: type, width: raster.width, height: raster.height, header: header,
      appearance: try Appearance(of: raster), notes: notes)
  }
}
