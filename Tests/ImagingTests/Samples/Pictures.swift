import Foundation
import TroupeImaging

/// Computed pictures, so that tests need no files.
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
    Raster(width: width, height: height) { x, y in
      switch (x * 3 / width, y * 3 / height) {
      case (0, 0): Color(hex: 0xC0392B)
      case (2, 0): Color(hex: 0x2980B9)
      case (0, 2): Color(hex: 0x27AE60)
      default: Color(hex: 0xF4EFE6)
      }
    }
  }

  /// Soft and hard shapes in many colors under grain: a scene, another one for each seed.
  static func scene(seed: UInt64, width: Int = 420, height: Int = 280) -> Raster {
    var random = Numbers(seed: seed)
    func share() -> Double { Double(random.next() % 1000) / 1000 }
    func color() -> Color { Color(hex: UInt32(truncatingIfNeeded: random.next())) }
    let (w, h) = (Double(width), Double(height))
    var page = Page(width: width, height: height)
    let (sky, ground) = (color(), color())
    page.paint(x: 0...w, y: 0...h, { sky.mixed(with: ground, share: $0 / h) }) { _, _ in -1 }
    for _ in 0..<14 {
      let (x, y, radius) = (share() * w, share() * h, (0.05 + 0.2 * share()) * h)
      let fill = color()
      page.paint(x: x - radius...x + radius, y: y - radius...y + radius, { _ in fill }) {
        (($0 - x) * ($0 - x) + ($1 - y) * ($1 - y)).squareRoot() - radius
      }
    }
    for _ in 0..<6 {
      let (x, y, halfWidth, halfHeight) = (
        share() * w, share() * h, share() * w / 6, share() * h / 4
      )
      let (top, bottom) = (color(), color())
      page.paint(
        x: x...x + 2 * halfWidth, y: y...y + 2 * halfHeight,
        { top.mixed(with: bottom, share: ($0 - y) / max(2 * halfHeight, 1)) }
      ) {
        max(abs($0 - x - halfWidth) - halfWidth, abs($1 - y - halfHeight) - halfHeight)
      }
    }
    let grain = page.pixels.map { value in
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

/// A picture on which antialiased shapes are painted.
private struct Page {
  let width: Int
  let height: Int
  private var colors: [Color]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    colors = Array(repeating: .white, count: width * height)
  }

  var pixels: [UInt8] { colors.flatMap { [$0.red, $0.green, $0.blue] } }

  /// Paints a shape.
  /// - Parameters:
  ///   - x: the columns that it touches.
  ///   - y: the rows that it touches.
  ///   - color: its color at a height.
  ///   - distance: how far outside its edge a point is, in pixels; negative inside.
  mutating func paint(
    x: ClosedRange<Double>, y: ClosedRange<Double>, _ color: (_ y: Double) -> Color,
    distance: (_ x: Double, _ y: Double) -> Double
  ) {
    let columns = max(0, Int(x.lowerBound) - 1)..<max(1, min(width, Int(x.upperBound) + 2))
    let rows = max(0, Int(y.lowerBound) - 1)..<max(1, min(height, Int(y.upperBound) + 2))
    for row in rows {
      let fill = color(Double(row) + 0.5)
      for column in columns {
        let coverage = 0.5 - distance(Double(column) + 0.5, Double(row) + 0.5)
        if coverage <= 0 { continue }
        let index = row * width + column
        colors[index] = coverage < 1 ? colors[index].mixed(with: fill, share: coverage) : fill
      }
    }
  }
}

extension Raster {
  /// A raster whose pixels are computed one by one.
  init(width: Int, height: Int, channels: Int = 3, _ color: (_ x: Int, _ y: Int) -> Color) {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height * channels)
    for y in 0..<height {
      for x in 0..<width {
        let color = color(x, y)
        pixels += [color.red, color.green, color.blue]
        if channels == 4 { pixels.append(color.alpha) }
      }
    }
    self.init(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// The same with black under full transparency.
  var withoutUnseen: Raster {
    guard channels == 4 else { return self }
    return Raster(width: width, height: height, channels: 4) { x, y in
      self[x, y].alpha == 0 ? .clear : self[x, y]
    }
  }

  /// A white page with this picture on it, unscaled.
  func onPage(width: Int, height: Int, x: Int, y: Int) -> Raster {
    Raster(width: width, height: height) { column, row in
      (x..<x + self.width).contains(column) && (y..<y + self.height).contains(row)
        ? self[column - x, row - y] : .white
    }
  }

  /// The mean of the differences of all values.
  func difference(from other: Raster) -> Double {
    guard pixels.count == other.pixels.count else { return .infinity }
    let sum = zip(pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(pixels.count)
  }
}
