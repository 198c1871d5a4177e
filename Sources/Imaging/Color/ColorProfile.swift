import Foundation
internal import TroupeCLCMS
import TroupeCImaging

/// A color profile, from a file or made, and the conversion from it to sRGB.
final class ColorProfile {
  enum Space {
    case gray, rgb, cmyk
  }

  let space: Space
  /// The profile's description, such as `Display P3`.
  let name: String
  /// What it says of its colors as video does.
  private(set) var codePoints: CodePoints?
  private let context: cmsContext
  private let profile: cmsHPROFILE
  private let srgb: cmsHPROFILE
  private let hasBends: Bool
  private var transforms: [Int: cmsHTRANSFORM] = [:]

  /// The sRGB value of each gray of 16 bits; empty if lcms cannot convert.
  private lazy var deepGrays = makeDeepGrays()

  /// `nil` if the bytes are not a profile of a device or color space, or lcms cannot use it.
  convenience init?(_ bytes: Data) {
    guard bytes.count <= Inflated.maxLength else { return nil }
    self.init { context in
      bytes.withUnsafeBytes {
        cmsOpenProfileFromMemTHR(context, $0.baseAddress, cmsUInt32Number($0.count))
      }
    }
    codePoints = CodePoints(inProfile: bytes)
  }

  /// - Parameters:
  ///   - name: what it is called; `nil` for the name in the profile.
  ///   - hasBends: whether its curves have corners.
  ///   - open: makes the profile in the context that it is given.
  init?(name: String? = nil, hasBends: Bool = false, opening open: (cmsContext) -> cmsHPROFILE?) {
    // A context of its own: lcms's shared one is not thread-safe.
    guard let context = cmsCreateContext(nil, nil) else { return nil }
    let opened = open(context)
    guard let profile = opened, let space = Self.space(of: profile),
      let srgb = cmsCreate_sRGBProfileTHR(context)
    else {
      opened.map { _ = cmsCloseProfile($0) }
      cmsDeleteContext(context)
      return nil
    }
    self.context = context
    self.profile = profile
    self.srgb = srgb
    self.space = space
    self.hasBends = hasBends
    self.name = name ?? Self.name(of: profile)
    guard transform(from: Self.format(space)) != nil else { return nil }
  }

  deinit {
    transforms.values.forEach { cmsDeleteTransform($0) }
    cmsCloseProfile(profile)
    cmsCloseProfile(srgb)
    cmsDeleteContext(context)
  }

  /// Converts `count` pixels of this profile to sRGB and copies alpha. The buffers may be the same if
  /// their pixels have the same size.
  ///
  /// - Returns: false if lcms cannot; then nothing has changed.
  func convert(
    _ source: UnsafeRawPointer, channels: Int, to target: UnsafeMutableRawPointer, count: Int
  ) -> Bool {
    let hasAlpha = channels == 4 && space == .rgb
    let format = hasAlpha ? Int(troupe_lcms_rgba8) : Self.format(space)
    return convert(source, format, to: target, count)
  }

  /// Converts `count` pixels of 16 bits a channel, RGB or RGBA, to sRGB of 8 bits. Those of a gray
  /// profile have their gray in all three.
  func narrow(
    _ source: UnsafeRawPointer, channels: Int, to target: UnsafeMutableRawPointer, count: Int
  ) -> Bool {
    if space == .gray {
      guard !deepGrays.isEmpty else { return false }
      ti_narrow_gray(
        source.assumingMemoryBound(to: UInt16.self), count, channels, deepGrays,
        target.assumingMemoryBound(to: UInt8.self))
      return true
    }
    let format = channels == 4 ? Int(troupe_lcms_rgba16) : Int(troupe_lcms_rgb16)
    return convert(source, format, to: target, count)
  }

  private func makeDeepGrays() -> [UInt8] {
    let values = (0...UInt16.max).map(\.self)
    var colors = [UInt8](repeating: 0, count: values.count * 3)
    guard convert(values, Int(troupe_lcms_gray16), to: &colors, values.count) else { return [] }
    return stride(from: 0, to: colors.count, by: 3).map { colors[$0] }
  }

  private func convert(
    _ source: UnsafeRawPointer, _ format: Int, to target: UnsafeMutableRawPointer, _ count: Int
  ) -> Bool {
    guard let transform = transform(from: format) else { return false }
    cmsDoTransform(transform, source, target, cmsUInt32Number(count))
    return true
  }

  private static func format(_ space: Space) -> Int {
    switch space {
    case .gray: Int(troupe_lcms_gray8)
    case .rgb: Int(troupe_lcms_rgb8)
    case .cmyk: Int(troupe_lcms_cmyk8)
    }
  }

  /// Whether the conversion takes the darkest color of a profile for ink to black: lcms finds that
  /// color by way of the table to ink, which some profiles lack.
  var compensatesBlack: Bool { space == .cmyk && cmsIsTag(profile, cmsSigBToA0Tag) != 0 }

  /// Relative colorimetric, as in libvips: colors within sRGB are not changed.
  private func transform(from format: Int) -> cmsHTRANSFORM? {
    if let transform = transforms[format] { return transform }
    let hasAlpha = [Int(troupe_lcms_rgba8), Int(troupe_lcms_rgba16)].contains(format)
    var flags = hasAlpha ? cmsFLAGS_COPY_ALPHA : 0
    // lcms would interpolate a curve between 33 points, far too few in the dark.
    if space == .gray || hasBends { flags |= cmsFLAGS_NOOPTIMIZE }
    if compensatesBlack { flags |= cmsFLAGS_BLACKPOINTCOMPENSATION }
    transforms[format] = cmsCreateTransformTHR(
      context, profile, cmsUInt32Number(format), srgb,
      cmsUInt32Number(hasAlpha ? troupe_lcms_rgba8 : troupe_lcms_rgb8),
      cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC), cmsUInt32Number(flags))
    return transforms[format]
  }

  /// `nil` for device links, named colors and abstract profiles.
  private static func space(of profile: cmsHPROFILE) -> Space? {
    let devices = [
      cmsSigInputClass, cmsSigDisplayClass, cmsSigOutputClass, cmsSigColorSpaceClass,
    ]
    guard devices.contains(cmsGetDeviceClass(profile)) else { return nil }
    return switch cmsGetColorSpace(profile) {
    case cmsSigGrayData: .gray
    case cmsSigRgbData: .rgb
    case cmsSigCmykData: .cmyk
    default: nil
    }
  }

  private static func name(of profile: cmsHPROFILE) -> String {
    var text = [CChar](repeating: 0, count: 128)
    cmsGetProfileInfoASCII(
      profile, cmsInfoDescription, "en", "US", &text, cmsUInt32Number(text.count))
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let name = String(decoding: bytes, as: UTF8.self).filter { $0.isASCII && !$0.isNewline }
    return name.isEmpty ? "an unnamed profile" : name
  }
}
