import Foundation
internal import TroupeCLCMS
import TroupeCImaging

/// An ICC profile from a file, and the conversion from it to sRGB.
final class ColorProfile {
  enum Space {
    case gray, rgb, cmyk
  }

  /// The largest profile accepted, in bytes. Real ones for print reach 2 MB.
  static let maxLength = 4 << 20

  let space: Space
  /// The profile's description, such as `Display P3`.
  let name: String
  private let context: cmsContext
  private let profile: cmsHPROFILE
  private let srgb: cmsHPROFILE
  private var transforms: [Int: cmsHTRANSFORM] = [:]

  /// `nil` if the bytes are not a profile of a device or color space, or lcms cannot use it.
  init?(_ bytes: Data) {
    // A context of its own: lcms's shared one is not thread-safe.
    guard bytes.count <= Self.maxLength, let context = cmsCreateContext(nil, nil) else {
      return nil
    }
    let opened = bytes.withUnsafeBytes {
      cmsOpenProfileFromMemTHR(context, $0.baseAddress, cmsUInt32Number($0.count))
    }
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
    name = Self.name(of: profile)
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

  /// Converts `count` pixels of 16 bits a channel, RGB or RGBA, to sRGB of 8 bits.
  func narrow(
    _ source: UnsafeRawPointer, channels: Int, to target: UnsafeMutableRawPointer, count: Int
  ) -> Bool {
    let format = channels == 4 ? Int(troupe_lcms_rgba16) : Int(troupe_lcms_rgb16)
    return convert(source, format, to: target, count)
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

  /// Relative colorimetric, as in libvips: colors within sRGB are not changed.
  private func transform(from format: Int) -> cmsHTRANSFORM? {
    if let transform = transforms[format] { return transform }
    let hasAlpha = [Int(troupe_lcms_rgba8), Int(troupe_lcms_rgba16)].contains(format)
    transforms[format] = cmsCreateTransformTHR(
      context, profile, cmsUInt32Number(format), srgb,
      cmsUInt32Number(hasAlpha ? troupe_lcms_rgba8 : troupe_lcms_rgb8),
      cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC),
      cmsUInt32Number(hasAlpha ? cmsFLAGS_COPY_ALPHA : 0))
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
