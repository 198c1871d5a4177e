import Foundation

/// Colors in OKLab, whose distances are close to what eyes see.
///
/// The matrices are those that Björn Ottosson published (bottosson.github.io/posts/oklab, 2020; the
/// one from linear sRGB as corrected in 2021).
enum OKLab {
  /// The light of each 8-bit value of sRGB, 0...1, by IEC 61966-2-1.
  static let light: [Float] = (0...255).map { value in
    let value = Double(value) / 255
    return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
  }

  /// Light that a screen reflects, as a share of white. With it noise in black, which the cube root
  /// would raise to a visible difference, stays as small as it looks.
  private static let flare: Float = 0.003

  /// The lightness (0...1) and the two color axes (about -0.3...0.3) of linear sRGB, each 0...1.
  static func color(
    red: Float, green: Float, blue: Float
  ) -> (lightness: Float, greenRed: Float, blueYellow: Float) {
    let long = cbrt(
      0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue + flare)
    let medium = cbrt(
      0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue + flare)
    let short = cbrt(
      0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue + flare)
    return (
      0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
      1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
      0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short
    )
  }
}
