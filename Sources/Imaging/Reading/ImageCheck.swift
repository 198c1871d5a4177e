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
    let extent = try source.extent(maxScans: limits.maxScans)
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

extension SourceImage {
  /// The least and greatest values of all pixels, which are all read.
  fileprivate func extent(maxScans: Int) throws(ImageFault) -> ti_extent {
    var extent = ti_extent_begin(header.hasAlpha ? 1 : 0)
    switch layout {
    case .webp, .tiff, .heif, .gif, .psd:
      // libwebp keeps the whole picture of many files by itself; the rest are rare.
      let raster = try stored(maxScans: maxScans)
      raster.readSurface {
        ti_extent_add(&extent, $0.pixels, $0.width * $0.height, $0.channels)
      }
    case .png(let png):
      guard png.end != .inPixels else { throw .truncated }
      try scanned { source, row in
        ti_png_scan(source.baseAddress, png.parts, png.parts.count, row, &extent)
      }
    case .jpeg(let jpeg):
      let length = try jpeg.length(of: bytes, maxScans: maxScans)
      try scanned(maxScans: maxScans) { source, row in
        ti_jpeg_scan(source.baseAddress, length, Int32(clamping: maxScans), row, &extent)
      }
    }
    return extent
  }

  /// Calls `scan` with the file, and with memory for one row.
  private func scanned(
    maxScans: Int = 0, by scan: (UnsafeBufferPointer<UInt8>, ti_surface) -> ti_outcome
  ) throws(ImageFault) {
    let channels = header.hasAlpha || header.colorModel == .cmyk ? 4 : 3
    var row = [UInt8](repeating: 0, count: header.width * channels)
    let outcome = row.withUnsafeMutableBufferPointer { buffer in
      let row = ti_surface(
        pixels: buffer.baseAddress, width: header.width, height: header.height,
        channels: channels)
      return bytes.withUnsafeBytes { scan($0.bindMemory(to: UInt8.self), row) }
    }
    try outcome.check(bytes: row.count, maxScans: maxScans)
  }
}
