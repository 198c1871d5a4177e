package import Foundation
import TroupeCImaging
package import TroupeVocabulary

/// How a source is turned into a reference: upright, 8-bit sRGB, limited in size, without metadata.
package struct Normalization: Sendable, Hashable {
  /// Raised with every change that gives the same file other pixels, so that what was made before is
  /// not taken for what would be made now.
  package static let recipe = 2

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
    var notes = source.notes + resized.notes
    // Rotated after resizing, when there are fewer pixels.
    var raster = resized.raster.oriented(header.orientation)
    if header.orientation != 1 {
      let origin = (header.orientationOrigin ?? .exif).rawValue
      notes.append("oriented from \(origin) \(header.orientation)")
    }
    notes += raster.clearUnseen()
    if raster.width * raster.height != header.width * header.height {
      notes.append("scaled from \(header.orientedWidth)×\(header.orientedHeight)")
    }
    let (encoded, type) = try raster.encoded(
      as: type.type(for: header.type), jpeg: jpeg, mayHavePalette: true)
    return NormalizedImage(
      bytes: encoded, type: type, width: raster.width, height: raster.height, header: header,
      appearance: try Self.appearance(of: raster, encoded, type), notes: notes)
  }

  /// Measured on what was stored, so that measuring that again gives the same; a PNG stores all.
  private static func appearance(
    of raster: Raster, _ encoded: Data, _ type: MediaType
  ) throws(ImageFault) -> Appearance {
    try Appearance(of: type == .png ? raster : Raster(decoding: encoded))
  }
}

extension Raster {
  /// Makes black what no one can see, which others need not get. Returns notes on it.
  fileprivate mutating func clearUnseen() -> [String] {
    guard channels == 4 else { return [] }
    var unseen = ti_unseen()
    withSurface { unseen = ti_clear_unseen($0) }
    if unseen.count == width * height { return ["fully transparent: there is nothing to see"] }
    return unseen.has_colors != 0 ? ["cleared what was hidden under full transparency"] : []
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
