internal import Foundation

/// The colors of xterm's palette that are the same everywhere: a cube of 6 x 6 x 6 (16 to 231) and 24 greys.
///
/// The nearest is that of Oklab (bottosson.github.io/posts/oklab), where red and dark green stay what they are: the
/// cube is so coarse that the nearest by red, green and blue is often a brown or a grey.
struct XtermPalette {
  private static let first = 16
  private static let colors: [SIMD3<Float>] = cube + greys

  private var known: [TerminalColor: Int] = [:]

  /// The index of the color nearest to `color`.
  mutating func index(_ color: TerminalColor) -> Int {
    if let index = known[color] { return index }
    let wanted = Self.oklab(color)
    let distances = Self.colors.map { (($0 - wanted) * ($0 - wanted)).sum() }
    let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
    known[color] = Self.first + nearest
    return Self.first + nearest
  }

  private static var cube: [SIMD3<Float>] {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    return (0..<216).map { index in
      oklab(
        TerminalColor(
          red: levels[index / 36], green: levels[index / 6 % 6], blue: levels[index % 6]))
    }
  }

  private static var greys: [SIMD3<Float>] {
    (0..<24).map { index in
      let level = UInt8(8 + 10 * index)
      return oklab(TerminalColor(red: level, green: level, blue: level))
    }
  }

  private static func oklab(_ color: TerminalColor) -> SIMD3<Float> {
    let (red, green, blue) = (linear(color.red), linear(color.green), linear(color.blue))
    let long = cbrt(0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_993 * blue)
    let medium = cbrt(0.211_903_5 * red + 0.680_699_55 * green + 0.107_396_96 * blue)
    let short = cbrt(0.088_302_46 * red + 0.281_718_84 * green + 0.629_978_7 * blue)
    return SIMD3(
      0.210_454_26 * long + 0.793_617_8 * medium - 0.004_072_047 * short,
      1.977_998_5 * long - 2.428_592_2 * medium + 0.450_593_7 * short,
      0.025_904_037 * long + 0.782_771_77 * medium - 0.808_675_77 * short)
  }

  /// Light without the curve of sRGB (IEC 61966-2-1).
  private static func linear(_ channel: UInt8) -> Float {
    let value = Float(channel) / 255
    return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
