/// Pixels of eight bits a channel, row by row from the top, without gaps.
struct PixelRows: Hashable, Sendable {
  /// The most pixels, 4096 x 4096: more than any terminal shows.
  static let mostPixels = 1 << 24

  let width: Int
  let height: Int
  /// 3 for red, green and blue, 4 where opacity follows, by which they are not multiplied.
  let channels: Int
  let bytes: [UInt8]

  /// `nil` where the bytes are not as many as the size says, or the size is 0 or above ``mostPixels``.
  init?(width: Int, height: Int, channels: Int, bytes: [UInt8]) {
    guard width > 0, height > 0, channels == 3 || channels == 4, width <= Self.mostPixels / height,
      bytes.count == width * height * channels
    else { return nil }
    self.width = width
    self.height = height
    self.channels = channels
    self.bytes = bytes
  }

  /// The color at a place; `nil` outside, and where it is less than half opaque.
  func color(_ column: Int, _ row: Int) -> TerminalColor? {
    guard (0..<width).contains(column), (0..<height).contains(row) else { return nil }
    let start = (row * width + column) * channels
    guard channels == 3 || bytes[start + 3] >= 128 else { return nil }
    return TerminalColor(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2])
  }

  /// Red, green and blue of every pixel, over `background` as far as it is not opaque.
  func opaque(over background: TerminalColor) -> [UInt8] {
    guard channels == 4 else { return bytes }
    let behind = [background.red, background.green, background.blue].map(Int.init)
    var result: [UInt8] = []
    result.reserveCapacity(width * height * 3)
    for start in stride(from: 0, to: bytes.count, by: 4) {
      let opacity = Int(bytes[start + 3])
      for channel in 0..<3 {
        let sum = Int(bytes[start + channel]) * opacity + behind[channel] * (255 - opacity)
        result.append(UInt8((sum + 127) / 255))
      }
    }
    return result
  }
}
