package import Foundation

/// Small pictures made without any image library.
package enum SamplePicture {
  /// A PNG of one color with a black dot in its corner, stored without compression.
  package static func png(
    width: Int = 16, height: Int = 16, red: UInt8 = 200, green: UInt8 = 80, blue: UInt8 = 40
  ) -> Data {
    picture(width, height, [red, green, blue], corner: [0, 0, 0])
  }

  /// A black PNG whose left half is transparent, as a mask is.
  package static func mask(width: Int, height: Int) -> Data {
    let row: [UInt8] = (0..<width).flatMap { [0, 0, 0, $0 < width / 2 ? 0 : 255] as [UInt8] }
    return png(width, height, color: 6, Array(repeatElement([0] + row, count: height).joined()))
  }

  /// A black PNG of one alpha.
  package static func mask(width: Int, height: Int, alpha: UInt8) -> Data {
    let row = [UInt8](repeatElement([0, 0, 0, alpha], count: width).joined())
    return png(width, height, color: 6, Array(repeatElement([0] + row, count: height).joined()))
  }

  /// A PNG of random colors, whose bytes stand nowhere else.
  package static func noise(width: Int, height: Int, seed: UInt64) -> Data {
    var random = SeededRandom(state: seed)
    let pixels: [UInt8] = (0..<height).flatMap { _ -> [UInt8] in
      [0] + (0..<width * 3).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    return png(width, height, color: 2, pixels)
  }

  /// The PNG `file` with a text chunk behind its pixels.
  package static func png(_ file: Data, saying text: String, as keyword: String) -> Data {
    let content = Array(keyword.utf8) + [0] + Array(text.utf8)
    return file.dropLast(12) + chunk("tEXt", content) + file.suffix(12)
  }

  /// The PNG `file` with a chunk of this kind before its pixels.
  package static func png(_ file: Data, holding content: [UInt8], as kind: String) -> Data {
    file.prefix(33) + chunk(kind, content) + file.dropFirst(33)
  }

  /// A PNG with nothing in it: gray.
  package static let blank = picture(16, 16, [128, 128, 128], corner: [128, 128, 128])

  private static func picture(
    _ width: Int, _ height: Int, _ color: [UInt8], corner: [UInt8]
  ) -> Data {
    let row: [UInt8] = [0] + repeatElement(color, count: width).joined()
    var pixels = Array(repeatElement(row, count: height).joined())
    pixels.replaceSubrange(1..<4, with: corner)
    return png(width, height, color: 2, pixels)
  }

  private static func png(_ width: Int, _ height: Int, color: UInt8, _ pixels: [UInt8]) -> Data {
    let header = bytes(UInt32(width)) + bytes(UInt32(height)) + [8, color, 0, 0, 0]
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    return Data(
      signature + chunk("IHDR", header) + chunk("IDAT", stored(pixels)) + chunk("IEND", []))
  }

  private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let content = Array(type.utf8) + data
    return bytes(UInt32(data.count)) + content + bytes(crc(content))
  }

  /// zlib's form with stored blocks.
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var rest = data[...]
    repeat {
      let block = rest.prefix(65535)
      rest = rest.dropFirst(block.count)
      let size = UInt16(block.count)
      result += [rest.isEmpty ? 1 : 0, UInt8(size & 255), UInt8(size >> 8)]
      result += [UInt8(~size & 255), UInt8(~size >> 8)] + block
    } while !rest.isEmpty
    return result + bytes(adler(data))
  }

  private static func adler(_ data: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in data {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return high << 16 | low
  }

  private static func crc(_ data: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in data {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }

  private static func bytes(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
