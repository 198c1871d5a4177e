import Foundation
import TroupeCImaging
import TroupeVocabulary

extension SourceImage {
  /// The least and greatest values of all pixels, which are all read.
  /// - Parameter shrinking: gets every pixel too.
  func scanned(
    maxScans: Int, shrinking: Shrinking? = nil
  ) throws(ImageFault) -> ti_extent {
    defer { withExtendedLifetime(shrinking) {} }
    var scan = ti_scan(
      extent: ti_extent_begin(header.hasAlpha ? 1 : 0), shrinking: shrinking?.pointer)
    switch layout {
    case .webp, .tiff, .heif, .gif, .psd:
      // libwebp keeps the whole picture of many files by itself; the rest are rare.
      let raster = try stored(maxScans: maxScans)
      raster.readSurface {
        ti_extent_add(&scan.extent, $0.pixels, $0.width * $0.height, $0.channels)
      }
      shrinking?.add(raster)
    case .png(let png):
      guard png.end != .inPixels else { throw .truncated }
      try scanned { source, row in
        ti_png_scan(source.baseAddress, png.parts, png.parts.count, row, &scan)
      }
    case .jpeg(let jpeg):
      let length = try jpeg.length(of: bytes, maxScans: maxScans)
      try scanned(maxScans: maxScans) { source, row in
        ti_jpeg_scan(source.baseAddress, length, Int32(clamping: maxScans), row, &scan)
      }
    }
    return scan.extent
  }

  /// How many channels the rows of a scan have.
  var scannedChannels: Int { header.hasAlpha || header.colorModel == .cmyk ? 4 : 3 }

  /// Calls `scan` with the file, and with memory for one row.
  private func scanned(
    maxScans: Int = 0, by scan: (UnsafeBufferPointer<UInt8>, ti_surface) -> ti_outcome
  ) throws(ImageFault) {
    let channels = scannedChannels
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
