package import Foundation
package import TroupeVocabulary

/// What normalizing an image gives: a reference's bytes, and what is known about them.
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
  /// A small copy, PNG or JPEG, its long edge at most `thumbnailEdge`.
  package let thumbnail: Data
  /// What the picture looks like, to find others like it.
  package let fingerprint: Fingerprint
  /// What was done on the way, such as `oriented from EXIF 6`, for a person to read.
  package let notes: [String]

  /// The longest side of a thumbnail, in pixels.
  package static let thumbnailEdge = 256
}
