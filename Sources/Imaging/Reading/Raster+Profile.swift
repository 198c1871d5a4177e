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
  var changesColors: Bool {
    space == .gray ? grayTable.map { !$0.isNearly(Self.sameGrays) } ?? false : !isNearlySRGB
  }

  /// Whether it is sRGB, as most embedded ones are by one name or another: some hundred colors tell.
  var isNearlySRGB: Bool {
    guard space == .rgb else { return false }
    let steps: [UInt8] = [0, 16, 48, 96, 128, 160, 208, 240, 255]
    let sample = steps.flatMap { red in
      steps.flatMap { green in steps.flatMap { blue in [red, green, blue] } }
    }
    return converted(sample, channels: 3)?.isNearly(sample) ?? true
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

extension ColorProfile? {
  /// Lends C the conversion of rows of 16 bits a value; nil for no profile.
  func withNarrowing<Result>(
    of target: ti_surface, _ body: (UnsafePointer<ti_narrowing>?) -> Result
  ) -> Result {
    guard let self else { return body(nil) }
    let values = target.width * target.channels
    return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: values) { deep in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: values) { row in
        let narrower = Narrower(profile: self, channels: target.channels)
        var narrowing = ti_narrowing()
        narrowing.context = Unmanaged.passUnretained(narrower).toOpaque()
        narrowing.deep = UnsafeMutableRawPointer(deep.baseAddress)
        narrowing.row = row.baseAddress
        narrowing.narrow = { context, deep, count, row in
          guard let context, let deep, let row else { return }
          let narrower = Unmanaged<Narrower>.fromOpaque(context).takeUnretainedValue()
          _ = narrower.profile.narrow(deep, channels: narrower.channels, to: row, count: count)
        }
        return withExtendedLifetime(narrower) { body(&narrowing) }
      }
    }
  }
}

/// What C hands back with each row.
private final class Narrower {
  let profile: ColorProfile
  let channels: Int

  init(profile: ColorProfile, channels: Int) {
    self.profile = profile
    self.channels = channels
  }
}

extension [UInt8] {
  /// Whether no value differs by more than rounding can make it.
  fileprivate func isNearly(_ other: [UInt8]) -> Bool {
    zip(self, other).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
  }
}
