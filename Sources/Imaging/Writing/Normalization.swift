package import Foundation
package import TroupeVocabulary

/// How a source is turned into a reference: upright, 8-bit sRGB, limited in size, without metadata.
package struct Normalization: Sendable, Hashable {
  /// The longest side of the result, in pixels. Smaller pictures keep their size.
  package var longEdge: Int
  /// The type of the result.
  package var type: TypeChoice
  /// How a JPEG is encoded.
  package var jpeg: JPEGOptions
  /// Limits on the source.
  package var limits: ImageLimits

  /// A normalization; the defaults are those of references.
  package init(
    longEdge: Int = 2048, type: TypeChoice = .byContent, jpeg: JPEGOptions = JPEGOptions(),
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
    // Rotated after resizing, when there are fewer pixels.
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

/// The result of normalizing an image: a reference's bytes and their properties.
package struct NormalizedImage: Sendable {
  /// The encoded picture: upright, 8-bit sRGB, without metadata.
  package let bytes: Data
  /// PNG or JPEG.
  package let type: MediaType
  /// Pixels across.
  package let width: Int
  /// Pixels down.
  package let height: Int
  /// The header of the source.
  package let header: ImageHeader
  /// Its thumbnail and fingerprint.
  package let appearance: Appearance
  /// The changes made, such as `oriented from EXIF 6`, as human-readable text.
  package let notes: [String]
}
