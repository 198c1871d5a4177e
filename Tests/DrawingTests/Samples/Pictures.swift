import TroupeImaging

/// Computed pictures, so that tests need no files.
enum Pictures {
  /// Three fields of color on a light background.
  static func drawing(width: Int, height: Int) -> Raster {
    let colors: [UInt32] = [0xC0392B, 0xF4EFE6, 0x2980B9, 0xF4EFE6, 0x27AE60]
    let pixels = (0..<width * height).flatMap { index in
      let color = Color(hex: colors[index % width * 3 / width + index / width * 3 / height])
      return [color.red, color.green, color.blue]
    }
    return Raster(width: width, height: height, channels: 3, pixels: pixels)
  }
}

extension Raster {
  /// The mean absolute difference of all values.
  func difference(from other: Raster) -> Double {
    guard pixels.count == other.pixels.count else { return .infinity }
    let sum = zip(pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(pixels.count)
  }
}
