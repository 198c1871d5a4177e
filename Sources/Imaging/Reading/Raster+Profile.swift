import TroupeCImaging
import TroupeVocabulary

extension Raster {
  /// Converts in place from a profile for gray or RGB. False if nothing had to change.
  mutating func convertToSRGB(from profile: ColorProfile) -> Bool {
    profile.space == .gray ? convertFromGray(profile) : convertFromRGB(profile)
  }

  /// Four channels of ink as RGB; by plain multiplication without a profile.
  ///
  /// - Throws: `ImageFault.outOfMemory`.
  func convertedFromInk(by profile: ColorProfile?) throws(ImageFault) -> Raster {
    try Memory.require(bytes: width * height * 3)
    var converted = Raster(width: width, height: height, channels: 3)
    let byProfile = converted.withSurface { target in
      pixels.withUnsafeBytes { ink in
        guard let profile, let from = ink.baseAddress, let to = target.pixels else { return false }
        return profile.convert(from, channels: 4, to: to, count: width * height)
      }
    }
    if !byProfile {
      converted.withSurface { target in readSurface { ti_cmyk_to_rgb($0, target) } }
    }
    return converted
  }

  private mutating func convertFromGray(_ profile: ColorProfile) -> Bool {
    let ramp = (0...255).map(UInt8.init)
    let same = ramp.flatMap { [$0, $0, $0] }
    guard let table = profile.converted(ramp, channels: 1), !table.isNearly(same) else {
      return false
    }
    withSurface { ti_map_gray($0, table) }
    return true
  }

  private mutating func convertFromRGB(_ profile: ColorProfile) -> Bool {
    // Most embedded profiles are sRGB by one name or another: some hundred colors tell.
    let steps: [UInt8] = [0, 16, 48, 96, 128, 160, 208, 240, 255]
    let sample = steps.flatMap { red in
      steps.flatMap { green in steps.flatMap { blue in [red, green, blue] } }
    }
    guard let moved = profile.converted(sample, channels: 3), !moved.isNearly(sample) else {
      return false
    }
    let (channels, count) = (channels, width * height)
    return withSurface { surface in
      guard let pixels = surface.pixels else { return false }
      return profile.convert(pixels, channels: channels, to: pixels, count: count)
    }
  }
}

extension ColorProfile {
  /// A few colors in sRGB; `nil` if lcms cannot.
  fileprivate func converted(_ colors: [UInt8], channels: Int) -> [UInt8]? {
    let count = colors.count / channels
    var result = [UInt8](repeating: 0, count: count * 3)
    return convert(colors, channels: channels, to: &result, count: count) ? result : nil
  }
}

extension [UInt8] {
  /// Whether no value differs by more than rounding can make it.
  fileprivate func isNearly(_ other: [UInt8]) -> Bool {
    zip(self, other).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
  }
}
