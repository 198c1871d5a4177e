import Foundation
import TroupeCImaging
import TroupeVocabulary

extension SourceImage {
  /// The pixels as stored, without orientation or profile. The four channels of a CMYK file are CMYK.
  ///
  /// A JPEG may be decoded at a half, a quarter or an eighth, which is much cheaper, as long as its
  /// long edge has at least `edge` pixels.
  func stored(atLeast edge: Int? = nil, maxScans: Int) throws(ImageFault) -> Raster {
    switch layout {
    case .png(let png): try stored(png)
    case .jpeg(let jpeg): try stored(jpeg, atLeast: edge, maxScans: maxScans)
    case .webp(let webp): try stored(webp)
    case .tiff(let tiff): try stored(tiff)
    case .heif(let heif): try stored(heif)
    case .gif(let gif): try gif.pixels(in: bytes)
    case .psd(let psd): try psd.pixels(in: bytes)
    }
  }

  private func stored(_ webp: WebPLayout) throws(ImageFault) -> Raster {
    let (header, picture) = (webp.header, webp.picture)
    return try decoded(
      width: header.width, height: header.height, channels: header.hasAlpha ? 4 : 3
    ) { source, target in
      let part = UnsafeBufferPointer(rebasing: source[picture])
      return ti_webp_read(part.baseAddress, part.count, webp.corner.x, webp.corner.y, target)
    }
  }

  /// - Parameter profile: converts 16 bits a channel to 8; `nil` rounds.
  func stored(
    _ png: PNGLayout, narrowedBy profile: ColorProfile? = nil
  ) throws(ImageFault) -> Raster {
    guard png.end != .inPixels else { throw .truncated }
    return try decoded(
      width: png.header.width, height: png.header.height, channels: png.header.hasAlpha ? 4 : 3
    ) { source, target in
      profile.withNarrowing(of: target) {
        ti_png_read(source.baseAddress, png.parts, png.parts.count, $0, target)
      }
    }
  }

  /// - Parameter profile: converts 16 bits a channel to 8; `nil` rounds.
  func stored(
    _ tiff: TIFFLayout, narrowedBy profile: ColorProfile? = nil
  ) throws(ImageFault) -> Raster {
    try decoded(
      width: tiff.header.width, height: tiff.header.height, channels: tiff.channels
    ) { source, target in
      profile.withNarrowing(of: target) {
        ti_tiff_read(source.baseAddress, source.count, $0, target)
      }
    }
  }

  private func stored(_ heif: HEIFLayout) throws(ImageFault) -> Raster {
    try decoded(
      width: header.width, height: header.height, channels: header.hasAlpha ? 4 : 3
    ) { source, target in
      ti_heif_read(source.baseAddress, source.count, heif.maxSide, target)
    }
  }

  private func stored(
    _ jpeg: JPEGLayout, atLeast edge: Int?, maxScans: Int
  ) throws(ImageFault) -> Raster {
    let length = try jpeg.length(of: bytes, maxScans: maxScans)
    let scale = jpeg.scale(atLeast: edge)
    return try decoded(
      width: scale.size.width, height: scale.size.height,
      channels: header.colorModel == .cmyk ? 4 : 3, maxScans: maxScans
    ) { source, target in
      ti_jpeg_read(
        source.baseAddress, length, Int32(scale.eighths), Int32(clamping: maxScans), target)
    }
  }

  /// The least long edge at which to decode a picture that will be resized to `edge`: JPEG's own
  /// scaling averages gamma-encoded values, which resizing by 2 or more hides.
  func decodedEdge(for edge: Int) -> Int { edge * 2 }

  /// The pixels of a JPEG or of an opaque PNG, resized while they are decoded, so that the whole picture is never in
  /// memory; `nil` for other files, or if the size does not change.
  func streamed(fitting edge: Int, maxScans: Int) throws(ImageFault) -> Raster? {
    if case .png(let png) = layout { return try streamed(png, fitting: edge) }
    guard case .jpeg(let jpeg) = layout else { return nil }
    let scale = jpeg.scale(atLeast: decodedEdge(for: edge))
    let target = scale.size.fitting(edge: edge)
    guard target != scale.size else { return nil }
    let length = try jpeg.length(of: bytes, maxScans: maxScans)
    return try decoded(
      width: target.width, height: target.height, channels: 3, maxScans: maxScans
    ) { source, target in
      ti_jpeg_read_resized(
        source.baseAddress, length, Int32(scale.eighths), Int32(clamping: maxScans),
        scale.size.width, scale.size.height, target)
    }
  }

  /// Whether a transparent PNG has parts that show is known when all of it is read: then it is resized.
  private func streamed(_ png: PNGLayout, fitting edge: Int) throws(ImageFault) -> Raster? {
    let size = Size(width: png.header.width, height: png.header.height)
    let target = size.fitting(edge: edge)
    guard target != size, !png.header.hasAlpha, !png.isInterlaced, png.end != .inPixels else {
      return nil
    }
    var row = [UInt8](repeating: 0, count: size.width * 3)
    return try decoded(width: target.width, height: target.height, channels: 3) { source, target in
      row.withUnsafeMutableBufferPointer {
        let row = ti_surface(
          pixels: $0.baseAddress, width: size.width, height: size.height, channels: 3)
        return ti_png_read_resized(source.baseAddress, png.parts, png.parts.count, row, target)
      }
    }
  }

  private func decoded(
    width: Int, height: Int, channels: Int, maxScans: Int = 0,
    by decode: (UnsafeBufferPointer<UInt8>, ti_surface) -> ti_outcome
  ) throws(ImageFault) -> Raster {
    let count = width * height * channels
    try Memory.require(bytes: count)
    var outcome = ti_outcome()
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let target = ti_surface(
        pixels: buffer.baseAddress, width: width, height: height, channels: channels)
      outcome = bytes.withUnsafeBytes { decode($0.bindMemory(to: UInt8.self), target) }
      initialized = outcome.status == .TI_OK ? count : 0
    }
    try outcome.check(bytes: count, maxScans: maxScans, type: header.type)
    return Raster(width: width, height: height, channels: channels, pixels: pixels)
  }
}
