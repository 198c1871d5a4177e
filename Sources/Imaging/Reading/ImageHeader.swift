package import Foundation
package import TroupeVocabulary

/// What the header of an image says, read before anything is allocated for its pixels.
package struct ImageHeader: Sendable, Hashable {
  /// How the file stores colors.
  package enum ColorModel: String, Sendable, Hashable {
    case gray, rgb, palette, cmyk
  }

  /// The type that the bytes show.
  package var type: MediaType
  /// Pixels across, as stored: before `orientation` is applied.
  package var width: Int
  /// Pixels down, as stored: before `orientation` is applied.
  package var height: Int
  /// The EXIF orientation, 1...8; 1 where the file says nothing or nonsense.
  package var orientation = 1
  /// Bits per channel, or per palette index: 1...16.
  package var bitDepth: Int
  /// Whether pixels can be transparent: an alpha channel, or a transparent color.
  package var hasAlpha = false
  /// Whether the file holds an animation, of which only the first picture is read.
  package var isAnimated = false
  /// Whether the file holds more than pixels: texts, camera data, a place, a color profile.
  package var hasMetadata = false
  /// How the file stores colors.
  package var colorModel: ColorModel

  /// Pixels across once upright.
  package var orientedWidth: Int { orientation >= 5 ? height : width }
  /// Pixels down once upright.
  package var orientedHeight: Int { orientation >= 5 ? width : height }

  /// Reads the header of a PNG, JPEG or WebP.
  ///
  /// - Throws: `ImageFault`, which names what the bytes are when they are something else, or the
  ///   bound of `limits` that the picture exceeds. Whether the file is whole shows only in decoding.
  package init(reading bytes: Data, limits: ImageLimits = .standard) throws(ImageFault) {
    self = try SourceImage(reading: bytes, limits: limits).header
  }

  init(type: MediaType, width: Int, height: Int, bitDepth: Int, colorModel: ColorModel) {
    self.type = type
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    self.colorModel = colorModel
  }
}
