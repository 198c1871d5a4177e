import Foundation
internal import TroupeCLCMS

/// Color profiles made by lcms2.
enum Profiles {
  /// The space of wide-gamut phones and screens, with sRGB's tone curve.
  static var displayP3: Data? {
    rgb(
      red: (0.680, 0.320), green: (0.265, 0.690), blue: (0.150, 0.060),
      curve: cmsBuildParametricToneCurve(
        nil, 4, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]))
  }

  /// sRGB by another maker's numbers.
  static var srgb: Data? {
    saved(cmsCreate_sRGBProfile())
  }

  /// Gray with a plain gamma of 1: linear light.
  static var linearGray: Data? {
    guard let curve = cmsBuildGamma(nil, 1) else { return nil }
    defer { cmsFreeToneCurve(curve) }
    return saved(cmsCreateGrayProfile(cmsD50_xyY(), curve))
  }

  private static func rgb(
    red: (Double, Double), green: (Double, Double), blue: (Double, Double),
    curve: OpaquePointer?
  ) -> Data? {
    guard let curve else { return nil }
    defer { cmsFreeToneCurve(curve) }
    var white = cmsCIExyY(x: 0.3127, y: 0.3290, Y: 1)
    var primaries = cmsCIExyYTRIPLE(
      Red: cmsCIExyY(x: red.0, y: red.1, Y: 1), Green: cmsCIExyY(x: green.0, y: green.1, Y: 1),
      Blue: cmsCIExyY(x: blue.0, y: blue.1, Y: 1))
    var curves: [OpaquePointer?] = [curve, curve, curve]
    return saved(cmsCreateRGBProfile(&white, &primaries, &curves))
  }

  private static func saved(_ profile: cmsHPROFILE?) -> Data? {
    guard let profile else { return nil }
    defer { cmsCloseProfile(profile) }
    var length: cmsUInt32Number = 0
    guard cmsSaveProfileToMem(profile, nil, &length) != 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(length))
    guard cmsSaveProfileToMem(profile, &bytes, &length) != 0 else { return nil }
    return Data(bytes)
  }
}
