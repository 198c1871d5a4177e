package import Foundation
package import TroupeVocabulary

/// A picture made small to be looked at on a screen.
package enum Preview {
  /// A usual setting for pictures on screens; chosen, not measured.
  private static let quality = 82

  /// A WebP of the picture in `file`: upright, in sRGB, without metadata. The same input gives the same bytes.
  /// - Parameter longEdge: the most pixels of the longer side, 1 or more; a smaller picture keeps its size.
  /// - Throws: `ImageFault`, as decoding does.
  package static func webP(
    of file: Data, longEdge: Int, limits: ImageLimits = .standard
  ) throws(ImageFault) -> Data {
    let source = try SourceImage(reading: file, limits: limits)
    let longest = max(source.header.width, source.header.height)
    let (small, _) = try source.inSRGB(
      fitting: min(longEdge, longest), maxScans: limits.maxScans)
    return try small.oriented(source.header.orientation).encodedWebP(quality: quality)
  }
}
