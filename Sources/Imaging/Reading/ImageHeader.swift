package import Foundation
package import TroupeVocabulary

/// The header of an image, read before memory is allocated for its pixels.
package struct ImageHeader: Sendable, Hashable {
  /// How the file stores colors.
  package enum ColorModel: String, Sendable, Hashable {
    case gray, rgb, palette, cmyk
  }

  /// Where a file says which way it is stored.
  package enum OrientationOrigin: String, Sendable, Hashable {
    case exif = "EXIF"
    case xmp = "XMP"
    case tiff = "TIFF"
  }

  /// The file type, by the bytes.
  package var type: MediaType
  /// Pixels across, as stored: before `orientation` is applied.
  package var width: Int
  /// Pixels down, as stored: before `orientation` is applied.
  package var height: Int
  /// Which way the picture is stored, numbered as in EXIF, 1...8; 1 if that is missing or invalid.
  package var orientation = 1
  /// What `orientation` was read from.
  package var orientationOrigin: OrientationOrigin?
  /// Bits per channel, or per palette index: 1...16.
  package var bitDepth: Int
  /// Whether pixels can be transparent, by an alpha channel or a transparent color.
  package var hasAlpha = false
  /// Whether the file holds an animation, of which only the first picture is read.
  package var isAnimated = false
  /// Whether the file contains metadata: text, camera data, a location, a color profile.
  package var hasMetadata = false
  /// How the file stores colors.
  package var colorModel: ColorModel

  /// Pixels across when upright.
  package var orientedWidth: Int { orientation >= 5 ? height : width }
  /// Pixels down when upright.
  package var orientedHeight: Int { orientation >= 5 ? width : height }

  /// Reads the header of an image.
  ///
  /// This does not check that the rest of the file is complete.
  /// - Throws: `ImageFault`, which names the type of the bytes if it is not supported, or the limit
  ///   that the picture exceeds.
  package init(reading bytes: Data, limits: ImageLimits = .standard) throws(ImageFault) {
    self = try SourceImage(reading: bytes, limits: limits).header
  }

  /// Takes the orientation from the file's metadata.
  mutating func orient(by metadata: ImageMetadata) {
    guard let (value, origin) = metadata.orientation else { return }
    (orientation, orientationOrigin) = (value, origin)
  }

  init(type: MediaType, width: Int, height: Int, bitDepth: Int, colorModel: ColorModel) {
    self.type = type
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    self.colorModel = colorModel
  }
}
