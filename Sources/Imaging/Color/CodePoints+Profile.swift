import Foundation
internal import TroupeCLCMS

extension CodePoints {
  /// The profile that they stand for; `nil` for codings that 8 bits of sRGB cannot show (PQ, HLG), and
  /// for numbers that are reserved or say nothing.
  /// - Parameters:
  ///   - isGray: whether the picture has no colors, so that only its tones count.
  ///   - bitDepth: bits per value of the picture, by which the narrow range is measured.
  func profile(isGray: Bool, bitDepth: Int) -> ColorProfile? {
    guard matrix == 0, let tones = ToneCurve(transfer),
      isGray || Self.chromaticities[primaries] != nil
    else { return nil }
    return ColorProfile(name: "\(self) (\(origin))", hasBends: !isFullRange) { context in
      guard let curve = tones.curve(context, isFullRange ? nil : bitDepth) else { return nil }
      defer { cmsFreeToneCurve(curve) }
      if isGray { return cmsCreateGrayProfileTHR(context, cmsD50_xyY(), curve) }
      return Self.chromaticities[primaries]?.profile(context, curve)
    }
  }

  /// White, red, green and blue of each number, as H.273 has them, table 2.
  private static let chromaticities: [Int: Chromaticities] = {
    let d65 = (0.3127, 0.3290), c = (0.310, 0.316)
    return [
      1: .init(d65, (0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
      4: .init(c, (0.67, 0.33), (0.21, 0.71), (0.14, 0.08)),
      5: .init(d65, (0.64, 0.33), (0.29, 0.60), (0.15, 0.06)),
      6: .init(d65, (0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
      7: .init(d65, (0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
      9: .init(d65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
      11: .init((0.314, 0.351), (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
      12: .init(d65, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
      22: .init(d65, (0.630, 0.340), (0.295, 0.605), (0.155, 0.077)),
    ]
  }()
}

extension ColorProfile {
  /// Adobe RGB (1998), by the figures of its specification.
  static var adobeRGB: ColorProfile? {
    ColorProfile(name: "Adobe RGB (EXIF)") { context in
      guard let curve = cmsBuildGamma(context, 563.0 / 256) else { return nil }
      defer { cmsFreeToneCurve(curve) }
      let colors = Chromaticities((0.3127, 0.3290), (0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
      return colors.profile(context, curve)
    }
  }
}

/// The white and the primaries of a space, each as x and y.
private struct Chromaticities {
  let white, red, green, blue: cmsCIExyY

  init(
    _ white: (Double, Double), _ red: (Double, Double), _ green: (Double, Double),
    _ blue: (Double, Double)
  ) {
    func color(_ pair: (Double, Double)) -> cmsCIExyY { cmsCIExyY(x: pair.0, y: pair.1, Y: 1) }
    (self.white, self.red, self.green, self.blue) = (
      color(white), color(red), color(green), color(blue)
    )
  }

  func profile(_ context: cmsContext, _ curve: OpaquePointer) -> cmsHPROFILE? {
    var white = white
    var primaries = cmsCIExyYTRIPLE(Red: red, Green: green, Blue: blue)
    let curves: [OpaquePointer?] = [curve, curve, curve]
    return cmsCreateRGBProfileTHR(context, &white, &primaries, curves)
  }
}

/// The light of each value, by H.273, table 3.
private struct ToneCurve {
  /// A power, or a power with a straight beginning as lcms's type 4 has it: exponent, slope and offset
  /// within the power, slope of the beginning, and the value where it ends.
  private let parameters: [Double]

  /// `nil` for what has no plain curve.
  init?(_ transfer: Int) {
    switch transfer {
    case 1, 6, 14, 15: parameters = [1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081]
    case 4: parameters = [2.2]
    case 5: parameters = [2.8]
    case 7: parameters = [1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4.0, 0.0912]
    case 8: parameters = [1]
    case 13: parameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
    default: return nil
    }
  }

  /// - Parameter narrowDepth: bits per value if black and white are 16 and 235 of 255.
  func curve(_ context: cmsContext, _ narrowDepth: Int?) -> OpaquePointer? {
    let type: cmsInt32Number = parameters.count == 1 ? 1 : 4
    guard let full = cmsBuildParametricToneCurve(context, type, parameters) else { return nil }
    guard let narrowDepth else { return full }
    defer { cmsFreeToneCurve(full) }
    // Deeper values are those of 8 bits and a fraction.
    let greatest = narrowDepth == 16 ? 65_535.0 / 256 : 255
    let steps = narrowDepth == 16 ? 16_384 : 255
    let values = (0...steps).map { step in
      let value = (Double(step) / Double(steps) * greatest - 16) / 219
      return cmsEvalToneCurveFloat(full, Float(min(max(value, 0), 1)))
    }
    return cmsBuildTabulatedToneCurveFloat(context, cmsUInt32Number(values.count), values)
  }
}
