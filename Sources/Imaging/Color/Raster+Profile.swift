import Foundation
import TroupeCImaging
import TroupeVocabulary

extension Raster {
  /// Converts the colors in place from a gray or RGB profile.
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

  /// Converts four channels of CMYK to RGB; without a profile by multiplication.
  ///
  /// - Throws: `ImageFault.outOfMemory`.
  func convertedFromCMYK(by profile: ColorProfile?) throws(ImageFault) -> Raster {
    try Memory.require(bytes: width * height * 3)
    var converted = Raster(width: width, height: height, channels: 3)
    let byProfile = converted.withSurface { target in
      pixels.withUnsafeBytes { cmyk in
        guard let profile, let from = cmyk.baseAddress, let to = target.pixels else { return false }
        return profile.convert(from, channels: 4, to: to, count: width * height)
      }
    }
    if byProfile, let profile, let table = profile.blackTable {
      converted.withSurface { ti_map_values($0, table) }
    }
    if !byProfile {
      converted.withSurface { target in readSurface { ti_cmyk_to_rgb($0, target) } }
    }
    return converted
  }
}

extension ColorProfile {
  /// Whether converting from this gray or RGB profile changes values.
  var changesColors: Bool {
    space == .gray ? grayTable.map { !$0.isNearly(Self.grays) } ?? false : !isNearlySRGB
  }

  /// Whether it is sRGB, as most embedded profiles are under various names; by a sample of colors.
  var isNearlySRGB: Bool {
    guard space == .rgb else { return false }
    let steps: [UInt8] = [0, 16, 48, 96, 128, 160, 208, 240, 255]
    let sample = steps.flatMap { red in
      steps.flatMap { green in steps.flatMap { blue in [red, green, blue] } }
    }
    return converted(sample, channels: 3)?.isNearly(sample) ?? true
  }

  /// Whether its tone curve is close to that of sRGB, as in Display P3 and Adobe RGB, so that its
  /// values can be averaged as if they were sRGB.
  var hasTonesLikeSRGB: Bool {
    guard space == .rgb, let moved = converted(Self.grays, channels: 3) else { return false }
    return zip(moved, Self.grays).allSatisfy { abs(Int($0) - Int($1)) <= 8 }
  }

  /// The sRGB value of each gray; `nil` if lcms cannot convert.
  fileprivate var grayTable: [UInt8]? { converted((0...255).map(UInt8.init), channels: 1) }

  /// What each value becomes so that the darkest ink is black; `nil` where that is done already.
  ///
  /// The usual black point compensation scales XYZ so that a neutral black goes to zero and white
  /// stays; in linear RGB that is the same for each channel.
  fileprivate var blackTable: [UInt8]? {
    guard space == .cmyk, !compensatesBlack else { return nil }
    // All inks, black alone, and the black that printers mix.
    let inks: [UInt8] = [255, 255, 255, 255, 0, 0, 0, 255, 191, 173, 171, 230]
    guard let colors = converted(inks, channels: 4) else { return nil }
    let light = stride(from: 0, to: colors.count, by: 3).map { start in
      zip(colors[start..<start + 3], [0.2126, 0.7152, 0.0722])
        .reduce(0) { $0 + Self.linear(Double($1.0) / 255) * $1.1 }
    }
    let black = light.min() ?? 0
    return (0...255).map { value in
      let scaled = (Self.linear(Double(value) / 255) - black) / (1 - black)
      return UInt8((Self.encoded(max(scaled, 0)) * 255).rounded())
    }
  }

  private static func linear(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ light: Double) -> Double {
    light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
  }

  private static let grays = (0...255).flatMap { [UInt8](repeating: UInt8($0), count: 3) }

  /// A few colors in sRGB; `nil` if lcms cannot convert.
  private func converted(_ colors: [UInt8], channels: Int) -> [UInt8]? {
    let count = colors.count / channels
    var result = [UInt8](repeating: 0, count: count * 3)
    return convert(colors, channels: channels, to: &result, count: count) ? result : nil
  }
}

extension ColorProfile? {
  /// Calls `body` with a conversion of rows of 16 bits a channel; `nil` without a profile.
  func withNarrowing<Result>(
    of target: ti_surface, _ body: (UnsafePointer<ti_narrowing>?) -> Result
  ) -> Result {
    guard let self else { return body(nil) }
    let values = target.width * target.channels
    return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: values) { deep in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: values) { row in
        let converter = Narrowing16to8(profile: self, channels: target.channels)
        var narrowing = ti_narrowing()
        narrowing.context = Unmanaged.passUnretained(converter).toOpaque()
        narrowing.deep = UnsafeMutableRawPointer(deep.baseAddress)
        narrowing.row = row.baseAddress
        narrowing.narrow = { context, deep, count, row in
          guard let context, let deep, let row else { return }
          let converter = Unmanaged<Narrowing16to8>.fromOpaque(context).takeUnretainedValue()
          _ = converter.profile.narrow(deep, channels: converter.channels, to: row, count: count)
        }
        return withExtendedLifetime(converter) { body(&narrowing) }
      }
    }
  }
}

/// The context of `ti_narrowing`: converts rows of 16 bits a channel to 8 bits of sRGB.
private final class Narrowing16to8 {
  let profile: ColorProfile
  let channels: Int

  init(profile: ColorProfile, channels: Int) {
    self.profile = profile
    self.channels = channels
  }
}

extension [UInt8] {
  /// Whether all values are equal but for rounding.
  fileprivate func isNearly(_ other: [UInt8]) -> Bool {
    zip(self, other).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
  }
}
