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
  /// Its thumbnail, and what it looks like.
  package let appearance: Appearance
  /// What was done on the way, such as `oriented from EXIF 6`, for a person to read.
  package let notes: [String]
}
