package import Foundation
package import TroupeVocabulary

/// A picture as another file: of another type or size, upright, 8-bit sRGB, without metadata.
package struct ConvertedImage: Sendable {
  /// The file.
  package let bytes: Data
  /// PNG, JPEG or WebP.
  package let type: MediaType
  /// Pixels across.
  package let width: Int
  /// Pixels down.
  package let height: Int
  /// What was changed, such as `scaled from 2048×2048`.
  package let notes: [String]

  /// The types that can be written.
  package static let types: [MediaType] = [.png, .jpeg, .webp]

  /// Writes the picture in `file` once more. The same input gives the same bytes.
  /// - Parameters:
  ///   - type: PNG, JPEG or WebP; `nil` for that of the file where it is one of them, else PNG for drawings and what is
  ///     transparent, JPEG for photographs.
  ///   - longEdge: the longest side of the result in pixels; a smaller picture keeps its size. `nil` keeps every size.
  ///   - quality: of a JPEG, and of a WebP of what is no drawing, from 1 to 100. Drawings lose nothing in a WebP.
  /// - Throws: `ImageFault`, as decoding does; `.unsupported` for another type, `.unsupportedForm` for sides that the type
  ///   cannot have.
  package init(
    _ file: Data, as type: MediaType?, longEdge: Int?, quality: Int,
    limits: ImageLimits = .standard
  ) throws(ImageFault) {
    let source = try SourceImage(reading: file, limits: limits)
    let header = source.header
    let longest = max(header.width, header.height)
    let (plain, notes) = try source.inSRGB(
      fitting: min(longEdge ?? longest, longest), maxScans: limits.maxScans)
    let raster = plain.oriented(header.orientation)
    self.type =
      type ?? (Self.types.contains(header.type) ? header.type : raster.isDrawing ? .png : .jpeg)
    switch self.type {
    case .png: bytes = try raster.encodedPNG(mayHavePalette: true)
    case .jpeg: bytes = try raster.encodedJPEG(quality: quality)
    case .webp: bytes = try raster.encodedWebP(quality: raster.isDrawing ? nil : quality)
    default: throw .unsupported(type: self.type.name)
    }
    (width, height) = (raster.width, raster.height)
    var changes = notes
    if width * height != header.width * header.height {
      changes.append("scaled from \(header.orientedWidth)×\(header.orientedHeight)")
    }
    if let longEdge, longest < longEdge {
      changes.append("smaller than \(longEdge) pixels, so its size is kept")
    }
    if self.type == .jpeg, !raster.isOpaque { changes.append("transparent parts are white") }
    self.notes = changes
  }
}
