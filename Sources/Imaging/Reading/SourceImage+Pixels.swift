import Foundation
import TroupeCImaging
import TroupeVocabulary

extension SourceImage {
  /// The pixels as stored: neither turned nor converted. Four channels of a CMYK file are ink.
  ///
  /// A JPEG may come smaller, as long as its long edge keeps `edge` pixels: a half, a quarter or an
  /// eighth costs a fraction of the whole.
  func stored(atLeast edge: Int? = nil, maxScans: Int) throws(ImageFault) -> Raster {
    switch layout {
    case .png(let png): try stored(png)
    case .jpeg(let jpeg): try stored(jpeg, atLeast: edge, maxScans: maxScans)
    case .webp(let webp): try stored(webp)
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

  private func stored(_ png: PNGLayout) throws(ImageFault) -> Raster {
    guard png.isComplete else { throw .truncated }
    return try decoded(
      width: png.header.width, height: png.header.height, channels: png.header.hasAlpha ? 4 : 3
    ) { source, target in
      ti_png_read(source.baseAddress, png.parts, png.parts.count, target)
    }
  }

  private func stored(
    _ jpeg: JPEGLayout, atLeast edge: Int?, maxScans: Int
  ) throws(ImageFault) -> Raster {
    try jpeg.checkScans(of: bytes, maxScans: maxScans)
    let scale = jpeg.scale(atLeast: edge)
    return try decoded(
      width: scale.size.width, height: scale.size.height,
      channels: header.colorModel == .cmyk ? 4 : 3, maxScans: maxScans
    ) { source, target in
      ti_jpeg_read(
        source.baseAddress, source.count, Int32(scale.eighths), Int32(clamping: maxScans), target)
    }
  }

  /// How large a picture is to be decoded that will be resized to `edge`: a JPEG's own smaller
  /// scales average in gamma, and are only used where resizing hides that.
  func decodedEdge(for edge: Int) -> Int { edge * 2 }

  /// The pixels of a PNG or JPEG resized while they are decoded, so that they are nowhere whole;
  /// `nil` where there is nothing to resize or the form does not allow it: `stored` reads all.
  func streamed(fitting edge: Int, maxScans: Int) throws(ImageFault) -> Raster? {
    switch layout {
    case .png(let png): try streamed(png, fitting: edge)
    case .jpeg(let jpeg): try streamed(jpeg, fitting: edge, maxScans: maxScans)
    case .webp: nil
    }
  }

  private func streamed(_ png: PNGLayout, fitting edge: Int) throws(ImageFault) -> Raster? {
    let size = Size(width: header.width, height: header.height)
    let target = size.fitting(edge: edge)
    // C looks at the rest of the form.
    guard png.isComplete, header.colorModel == .rgb, header.bitDepth == 8, target != size else {
      return nil
    }
    var isRead = false
    let raster = try decoded(
      width: target.width, height: target.height, channels: header.hasAlpha ? 4 : 3
    ) { source, surface in
      let read = ti_png_read_resized(
        source.baseAddress, png.parts, png.parts.count, size.width, size.height, surface)
      isRead = read != 0
      // Swift must not be handed memory that nothing was written to.
      if !isRead { surface.clear() }
      return ti_outcome()
    }
    return isRead ? raster : nil
  }

  private func streamed(
    _ jpeg: JPEGLayout, fitting edge: Int, maxScans: Int
  ) throws(ImageFault) -> Raster? {
    let scale = jpeg.scale(atLeast: decodedEdge(for: edge))
    let target = scale.size.fitting(edge: edge)
    guard target != scale.size else { return nil }
    try jpeg.checkScans(of: bytes, maxScans: maxScans)
    return try decoded(
      width: target.width, height: target.height, channels: 3, maxScans: maxScans
    ) { source, surface in
      ti_jpeg_read_resized(
        source.baseAddress, source.count, Int32(scale.eighths), Int32(clamping: maxScans),
        scale.size.width, scale.size.height, surface)
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
    try outcome.check(bytes: count, maxScans: maxScans)
    return Raster(width: width, height: height, channels: channels, pixels: pixels)
  }
}

extension ti_surface {
  fileprivate func clear() { pixels.update(repeating: 0, count: width * height * channels) }
}
