package import Foundation

/// Reads the text that NovelAI hides in the lowest bits of the pixels.
package enum StealthText {
  private static let magicLength = 15

  /// The hidden bytes, or nil where there are none or they do not fit in the picture.
  ///
  /// - Parameters:
  ///   - width: How many pixels a row has.
  ///   - height: How many rows there are.
  ///   - rgba: Four bytes a pixel, row by row, colours not multiplied by alpha.
  /// - Returns: Whether the bytes are compressed with gzip, and the bytes, at most 4 MiB.
  package static func read(
    width: Int, height: Int, rgba: [UInt8]
  ) -> (compressed: Bool, bytes: Data)? {
    let pixels = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !pixels.overflow, pixels.partialValue <= rgba.count / 4 else {
      return nil
    }
    let picture = Picture(width: width, height: height, rgba: rgba)
    return read(picture, channels: [3], name: "pnginfo", packed: "pngcomp")
      ?? read(picture, channels: [0, 1, 2], name: "rgbinfo", packed: "rgbcomp")
  }

  private static func read(
    _ picture: Picture, channels: [Int], name: String, packed: String
  ) -> (compressed: Bool, bytes: Data)? {
    let headLength = magicLength + 4
    guard let head = picture.bytes(0, headLength, channels) else { return nil }
    let magic = head.prefix(magicLength)
    let isPacked = magic.elementsEqual("stealth_\(packed)".utf8)
    guard isPacked || magic.elementsEqual("stealth_\(name)".utf8),
      let bits = ByteView(head).u32(magicLength), bits >= 8, bits / 8 <= Findings.mostBytes,
      let bytes = picture.bytes(headLength, bits / 8, channels)
    else { return nil }
    return (isPacked, Data(bytes))
  }

  /// The lowest bits of a picture as a row of bits: column by column, and in each pixel channel by
  /// channel, the highest bit of a byte first.
  private struct Picture {
    let width: Int
    let height: Int
    let rgba: [UInt8]

    /// So many bytes from an offset in bytes, or nil where the picture has not enough pixels.
    func bytes(_ offset: Int, _ count: Int, _ channels: [Int]) -> [UInt8]? {
      // Whole pixels are compared, so that nothing can overflow.
      let pixelsNeeded = ((offset + count) * 8 + channels.count - 1) / channels.count
      guard pixelsNeeded <= width * height else { return nil }
      return (offset..<offset + count).map { index in
        (index * 8..<index * 8 + 8).reduce(0) { byte, bit in
          let pixel = bit / channels.count
          let place = (pixel % height * width + pixel / height) * 4 + channels[bit % channels.count]
          return byte << 1 | rgba[place] & 1
        }
      }
    }
  }
}
