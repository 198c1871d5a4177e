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

  /// sRGB's colors in linear light.
  static var linear: Data? {
    rgb(
      red: (0.640, 0.330), green: (0.300, 0.600), blue: (0.150, 0.060),
      curve: cmsBuildGamma(nil, 1))
  }

  /// CMYK on warm paper, by a table of Lab colors. Its blackest ink is no black.
  /// - Parameter hasTableToInk: whether it also has a table from colors to ink, as profiles have that
  ///   are used for printing.
  static func cmyk(hasTableToInk: Bool = false) -> Data? {
    guard let profile = cmsCreateProfilePlaceholder(nil),
      let pipeline = cmsPipelineAlloc(nil, 4, 3),
      let table = cmsStageAllocCLut16bit(nil, 9, 4, 3, nil)
    else { return nil }
    defer { cmsPipelineFree(pipeline) }
    cmsSetProfileVersion(profile, 2.1)
    cmsSetDeviceClass(profile, cmsSigOutputClass)
    cmsSetColorSpace(profile, cmsSigCmykData)
    cmsSetPCS(profile, cmsSigLabData)
    let sampler: cmsSAMPLER16 = { input, output, _ in
      guard let input, let output else { return 0 }
      let (c, m, y, k) = (input[0].share, input[1].share, input[2].share, input[3].share)
      let light = (1 - 0.45 * c) * (1 - 0.5 * m) * (1 - 0.1 * y) * (1 - 0.9 * k)
      var lab = cmsCIELab(
        L: 94 * light, a: 60 * (m - c) * (1 - k), b: 4 + 70 * (y - (c + m) / 2) * (1 - k))
      cmsFloat2LabEncoded(output, &lab)
      return 1
    }
    guard cmsStageSampleCLut16bit(table, sampler, nil, 0) != 0,
      cmsPipelineInsertStage(pipeline, cmsAT_END, table) != 0,
      cmsWriteTag(profile, cmsSigAToB0Tag, UnsafeRawPointer(pipeline)) != 0,
      !hasTableToInk || writeTableToInk(profile)
    else { return nil }
    return saved(profile)
  }

  /// Darkness as equal parts of all four inks.
  private static func writeTableToInk(_ profile: cmsHPROFILE) -> Bool {
    guard let pipeline = cmsPipelineAlloc(nil, 3, 4),
      let table = cmsStageAllocCLut16bit(nil, 9, 3, 4, nil)
    else { return false }
    defer { cmsPipelineFree(pipeline) }
    let sampler: cmsSAMPLER16 = { input, output, _ in
      guard let input, let output else { return 0 }
      for ink in 0..<4 {
        output[ink] = UInt16(65_535 - min(Int(input[0]), 65_280) * 65_535 / 65_280)
      }
      return 1
    }
    return cmsStageSampleCLut16bit(table, sampler, nil, 0) != 0
      && cmsPipelineInsertStage(pipeline, cmsAT_END, table) != 0
      && cmsWriteTag(profile, cmsSigBToA0Tag, UnsafeRawPointer(pipeline)) != 0
  }

  /// One CMYK color as lcms converts it, its black made black if that is wanted.
  static func inSRGB(
    cmyk: [UInt8], by profile: Data, blackToBlack: Bool = false
  ) -> [UInt8]? {
    let opened = profile.withUnsafeBytes {
      cmsOpenProfileFromMem($0.baseAddress, cmsUInt32Number($0.count))
    }
    let srgb = cmsCreate_sRGBProfile()
    defer {
      cmsCloseProfile(opened)
      cmsCloseProfile(srgb)
    }
    let transform = cmsCreateTransform(
      opened, cmsUInt32Number(troupe_lcms_cmyk8), srgb, cmsUInt32Number(troupe_lcms_rgb8),
      cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC),
      cmsUInt32Number(blackToBlack ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0))
    guard let transform else { return nil }
    defer { cmsDeleteTransform(transform) }
    var color: [UInt8] = [0, 0, 0]
    cmsDoTransform(transform, cmyk, &color, 1)
    return color
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

extension UInt16 {
  fileprivate var share: Double { Double(self) / 65_535 }
}
