import Foundation

/// Parts of files, put together by hand.
enum Segments {
  /// `jpeg` with a segment right behind its beginning.
  static func insert(marker: UInt8, _ content: [UInt8], into jpeg: Data) -> Data {
    let length = content.count + 2
    let segment = [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    return jpeg.prefix(2) + segment + jpeg.dropFirst(2)
  }

  /// `jpeg` with EXIF that says only an orientation.
  static func orient(_ jpeg: Data, _ orientation: UInt8, littleEndian: Bool = true) -> Data {
    insert(
      marker: 0xE1, Array("Exif\0\0".utf8) + exif(orientation, littleEndian: littleEndian),
      into: jpeg)
  }

  /// EXIF with one entry: tag 0x0112, type SHORT, count 1.
  static func exif(_ orientation: UInt8, littleEndian: Bool = true) -> [UInt8] {
    littleEndian
      ? [
        0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
        0, 0, 0, 0,
      ]
      : [
        0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
        0, 0, 0, 0,
      ]
  }

  /// `jpeg` with a color profile.
  static func embed(profile: Data, in jpeg: Data) -> Data {
    insert(marker: 0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + profile, into: jpeg)
  }

  /// A gray progressive JPEG whose every scan says that every block is gray.
  static func progressive(scans: Int, width: Int = 48, height: Int = 40) -> Data {
    var bytes = Data([0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0]) + [UInt8](repeating: 1, count: 64)
    let (tall, wide) = (UInt16(height), UInt16(width))
    bytes += [0xFF, 0xC2, 0, 11, 8, UInt8(tall >> 8), UInt8(tall & 0xFF)]
    bytes += [UInt8(wide >> 8), UInt8(wide & 0xFF), 1, 1, 0x11, 0]
    // One code of one bit, for no difference from the block before.
    bytes += [0xFF, 0xC4, 0, 20, 0, 1] + [UInt8](repeating: 0, count: 16)
    for _ in 0..<scans { bytes += [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0x03] }
    return bytes + [0xFF, 0xD9]
  }

  /// A chunk with its checksum.
  static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return bigEndian(UInt32(content.count)) + body + bigEndian(checksum(body))
  }

  /// `png` with a chunk right behind its header.
  static func insert(chunk name: String, _ content: [UInt8], into png: Data) -> Data {
    png.prefix(33) + chunk(name, content) + png.dropFirst(33)
  }

  /// The signature and header of a PNG of any size.
  static func pngHeader(
    width: UInt32, height: UInt32, color: UInt8 = 2, depth: UInt8 = 8, interlace: UInt8 = 0
  ) -> Data {
    let content = bigEndian(width) + bigEndian(height) + [depth, color, 0, 0, interlace]
    return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", content))
  }

  /// `bytes` for zlib without compression, at most 65,535 of them.
  static func stored(_ bytes: Data) -> [UInt8] {
    let (low, high) = (UInt8(bytes.count & 0xFF), UInt8(bytes.count >> 8))
    let sums = bytes.reduce((a: UInt32(1), b: UInt32(0))) { sums, byte in
      let a = (sums.a + UInt32(byte)) % 65_521
      return (a, (sums.b + a) % 65_521)
    }
    return [0x78, 0x01, 1, low, high, ~low, ~high] + bytes + bigEndian(sums.b << 16 | sums.a)
  }

  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
        value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
      }
    }
  }
}
