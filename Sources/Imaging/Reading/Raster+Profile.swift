import TroupeCImaging
import TroupeVocabulary

extension Raster {
  /// Converts in place from a profile for gray or RGB, which changes colors.
  mutating func convertToSRGB(from profile: ColorProfile) {
    let (channels, count) = (channels, width * height)
    if profile.space == .gray {
      guard let table = profile.grayTable else { return }
      withSurface { ti_map_gray($0, table) }
    } else {
      withSurface { surface in
        guard let pixels = surface.pixels else { return }
        _ = profile.convert(pixels, channels: channels, to: pixels, count: count)
      }
    }
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
}

extension ColorProfile {
  /// Whether sRGB has other values for the colors of this profile, for gray or RGB.
  ///
  /// Most embedded profiles are sRGB by one name or another: some hundred colors tell.
  var changesColors: Bool {
    if space == .gray { return grayTable.map { !$0.isNearly(Self.sameGrays) } ?? false }
    let steps: [UInt8] = [0, 16, 48, 96, 128, 160, 208, 240, 255]
    let sample = steps.flatMap { red in
      steps.flatMap { green in steps.flatMap { blue in [red, green, blue] } }
    }
    return converted(sample, channels: 3).map { !$0.isNearly(sample) } ?? false
  }

  /// Whether its grays are about as bright as those of sRGB, as in Display P3 and Adobe RGB: its
  /// values may be averaged as if they were sRGB's.
  var hasTonesLikeSRGB: Bool {
    guard space == .rgb, let moved = converted(Self.sameGrays, channels: 3) else { return false }
    return zip(moved, Self.sameGrays).allSatisfy { abs(Int($0) - Int($1)) <= 8 }
  }

  /// What each gray is in sRGB; `nil` if lcms cannot tell.
  fileprivate var grayTable: [UInt8]? { converted((0...255).map(UInt8.init), channels: 1) }

  private static let sameGrays = (0...255).flatMap { [UInt8](repeating: UInt8($0), count: 3) }

  /// A few colors in sRGB; `nil` if lcms cannot.
  private func converted(_ colors: [UInt8], channels: Int) -> [UInt8]? {
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
