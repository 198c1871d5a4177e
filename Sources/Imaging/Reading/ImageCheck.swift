package import Foundation
import TroupeCImaging
package import TroupeVocabulary

/// What reading a whole picture to its last pixel shows: that it can be read, and whether there is
/// anything to see.
package struct ImageCheck: Sendable, Hashable {
  /// Why a picture has no content.
  package enum Blankness: Sendable, Hashable, CustomStringConvertible {
    /// No pixel can be seen.
    case transparent
    /// All pixels have this color, as stored: before a profile is applied.
    case oneColor(Color)

    /// As in `nothing but the color #808080`.
    package var description: String {
      switch self {
      case .transparent: "fully transparent"
      case .oneColor(let color): "nothing but the color \(color.hex)"
      }
    }
  }

  /// The header of the file.
  package let header: ImageHeader
  /// Why there is nothing to see; `nil` if there is.
  package let blankness: Blankness?
  /// The least and the greatest alpha of its pixels, where up to 2 counts as 0; `nil` for a file without transparency.
  package let alpha: ClosedRange<UInt8>?
  /// What is odd about the file though it can be read, such as a missing end, as human-readable text.
  package let notes: [String]

  /// The most that the values of one color may differ: JPEG rounds.
  private static let tolerance = 3

  /// Reads an image to its end, as decoding does. Of a PNG or JPEG no pixels are kept.
  ///
  /// - Throws: `ImageFault`, as `Raster(decoding:)` does for the same bytes.
  package init(reading bytes: Data, limits: ImageLimits = .standard) throws(ImageFault) {
    let source = try SourceImage(reading: bytes, limits: limits)
    self.init(source, try source.scanned(maxScans: limits.maxScans))
  }

  /// What the values of all pixels of `source` say.
  init(_ source: SourceImage, _ extent: ti_extent) {
    header = source.header
    notes = source.notes
    blankness = Self.blankness(extent, header)
    alpha = header.hasAlpha && extent.low.3 <= extent.high.3 ? extent.low.3...extent.high.3 : nil
  }

  private static func blankness(_ extent: ti_extent, _ header: ImageHeader) -> Blankness? {
    let (low, high) = (extent.low, extent.high)
    if header.hasAlpha, high.3 == 0 { return .transparent }
    // Three channels leave the fourth as it began.
    let hasFourth = header.hasAlpha || header.colorModel == .cmyk
    let ranges =
      [(low.0, high.0), (low.1, high.1), (low.2, high.2)]
      + (hasFourth ? [(low.3, high.3)] : [])
    guard ranges.allSatisfy({ Int($0.1) - Int($0.0) <= tolerance }) else { return nil }
    if header.colorModel == .cmyk {
      let ink = Raster(width: 1, height: 1, channels: 4, pixels: [low.0, low.1, low.2, low.3])
      return (try? ink.convertedFromCMYK(by: nil)).map { .oneColor($0[0, 0]) }
    }
    return .oneColor(
      Color(red: low.0, green: low.1, blue: low.2, alpha: hasFourth ? low.3 : 255))
  }
}
