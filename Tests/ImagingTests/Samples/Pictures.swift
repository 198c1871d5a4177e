import Foundation
import TroupeImaging

/// Pictures made by arithmetic, so that tests need no files.
enum Pictures {
  /// Noise over a gradient: nothing repeats, as in a photograph.
  static func grainy(width: Int, height: Int, channels: Int = 3) -> Raster {
    var state: UInt32 = 12_345
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * channels)
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<channels {
          state = state &* 1_664_525 &+ 1_013_904_223
          let slope = (x * 200 / width + y * 40 / height + channel * 10) & 0xFF
          pixels.append(channel == 3 ? UInt8(state >> 24) : UInt8(slope) &+ UInt8(state >> 28))
        }
      }
    }
    return Raster(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// Flat areas with a border: a drawing. No two corners are alike.
  static func drawing(width: Int, height: Int) -> Raster {
    var canvas = Canvas(width: width, height: height, background: Color(hex: 0xF4EFE6))
    let (w, h) = (Double(width), Double(height))
    canvas.fill(Rect(x: 0, y: 0, width: w / 3, height: h / 3), Color(hex: 0xC0392B))
    canvas.fill(Rect(x: w * 2 / 3, y: 0, width: w / 3, height: h / 3), Color(hex: 0x2980B9))
    canvas.fill(Rect(x: 0, y: h * 2 / 3, width: w / 3, height: h / 3), Color(hex: 0x27AE60))
    return canvas.raster
  }

  /// Soft and hard shapes in many colors under grain: a scene, another one for each seed.
  static func scene(seed: UInt64, width: Int = 420, height: Int = 280) -> Raster {
    var random = Numbers(seed: seed)
    func share() -> Double { Double(random.next() % 1000) / 1000 }
    func color() -> Color { Color(hex: UInt32(truncatingIfNeeded: random.next())) }
    var canvas = Canvas(width: width, height: height)
    let (w, h) = (Double(width), Double(height))
    canvas.fill(canvas.bounds, .gradient(from: color(), to: color()))
    for _ in 0..<14 {
      canvas.fillCircle(
        x: share() * w, y: share() * h, radius: (0.05 + 0.2 * share()) * h, .solid(color()))
    }
    for _ in 0..<6 {
      let box = Rect(
        x: share() * w, y: share() * h, width: share() * w / 3, height: share() * h / 2)
      canvas.fill(box, .gradient(from: color(), to: color()))
    }
    let grain = canvas.raster.pixels.map { value in
      UInt8(clamping: Int(value) + Int(random.next() % 13) - 6)
    }
    return Raster(width: width, height: height, channels: 3, pixels: grain)
  }

  /// Squares of one pixel, black and white in turn.
  static func checkerboard(side: Int) -> Raster {
    let pixels = (0..<side * side).flatMap { index -> [UInt8] in
      (index / side + index % side).isMultiple(of: 2) ? [0, 0, 0] : [255, 255, 255]
    }
    return Raster(width: side, height: side, channels: 3, pixels: pixels)
  }
}

extension Raster {
  /// The mean of the differences of all values.
  func difference(from other: Raster) -> Double {
    guard pixels.count == other.pixels.count else { return .infinity }
    let sum = zip(pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(pixels.count)
  }
}
