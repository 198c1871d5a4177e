import Foundation
internal import TroupeCWebP
import TroupeImaging

/// WebP files from libwebp's encoder, and put together by hand.
enum WebPs {
  /// A file of one picture, as simple as it can be.
  static func encoded(_ picture: Raster, quality: Float? = nil) -> Data? {
    var config = WebPConfig()
    var frame = WebPPicture()
    guard WebPConfigInit(&config) != 0, WebPPictureInit(&frame) != 0 else { return nil }
    config.lossless = quality == nil ? 1 : 0
    config.exact = 1
    config.quality = quality ?? 50
    frame.use_argb = 1
    frame.width = Int32(picture.width)
    frame.height = Int32(picture.height)
    defer { WebPPictureFree(&frame) }
    let stride = Int32(picture.width * picture.channels)
    let imported =
      picture.channels == 4
      ? WebPPictureImportRGBA(&frame, picture.pixels, stride)
      : WebPPictureImportRGB(&frame, picture.pixels, stride)
    guard imported != 0 else { return nil }
    var writer = WebPMemoryWriter()
    WebPMemoryWriterInit(&writer)
    defer { WebPMemoryWriterClear(&writer) }
    return withUnsafeMutablePointer(to: &writer) { writer in
      frame.writer = WebPMemoryWrite
      frame.custom_ptr = UnsafeMutableRawPointer(writer)
      guard WebPEncode(&config, &frame) != 0 else { return nil }
      return Data(bytes: writer.pointee.mem, count: writer.pointee.size)
    }
  }

  /// A chunk with its padding.
  static func chunk(_ name: String, _ content: some Collection<UInt8>) -> [UInt8] {
    let length = UInt32(content.count)
    return Array(name.utf8) + Segments.bigEndian(length).reversed() + content
      + (content.count.isMultiple(of: 2) ? [] : [0])
  }

  /// A file of chunks.
  static func file(_ chunks: [UInt8]) -> Data {
    Data(Array("RIFF".utf8) + Segments.bigEndian(UInt32(chunks.count + 4)).reversed())
      + Array("WEBP".utf8) + chunks
  }

  /// The header of a file with more than a picture.
  static func canvas(width: Int, height: Int, flags: UInt8 = 0) -> [UInt8] {
    chunk("VP8X", [flags, 0, 0, 0] + three(width - 1) + three(height - 1))
  }

  /// The chunks that draw the picture of a file from the encoder.
  static func picture(of file: Data) -> [UInt8] {
    let bytes = [UInt8](file)
    let isSimple = bytes[12..<16] != ArraySlice("VP8X".utf8)
    return Array(bytes.dropFirst(isSimple ? 12 : 30))
  }

  /// A frame of an animation, at a place with even coordinates.
  static func frame(of file: Data, x: Int, y: Int, width: Int, height: Int) -> [UInt8] {
    let place = three(x / 2) + three(y / 2) + three(width - 1) + three(height - 1)
    return chunk("ANMF", place + three(100) + [0] + picture(of: file))
  }

  /// A lossless picture of one clear color, in 23 bits: no pixel takes any.
  static func plain(width: Int, height: Int) -> Data {
    let size = UInt32(width - 1) | UInt32(height - 1) << 14 | 1 << 28
    // No transform, no cache, no groups; then five codes of one symbol, 0, each.
    let codes: [UInt8] = [0b1000_1000, 0b1000_1000, 0b0000_1000, 0, 0, 0]
    return file(chunk("VP8L", [0x2F] + Segments.bigEndian(size).reversed() + codes))
  }

  private static func three(_ value: Int) -> [UInt8] {
    [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value >> 16 & 0xFF)]
  }
}
