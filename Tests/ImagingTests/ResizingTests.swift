import Testing
import TroupeImaging

@Suite("Resizing and cropping")
struct ResizingTests {
  @Test("black and white average to half the light, not half the value")
  func linearLight() {
    for edge in [64, 50, 16, 4, 1] {
      let small = Pictures.checkerboard(side: 128).resized(toFit: edge)
      #expect(small.width == edge)
      let middle = small[edge / 2, edge / 2]
      #expect((184...192).contains(middle.red), "\(edge): \(middle.red)")
    }
  }

  @Test("transparent pixels do not affect colors")
  func noFringes() {
    let stripe = Raster(width: 90, height: 90, channels: 4) { x, _ in
      (30..<60).contains(x) ? .white : .clear
    }
    let small = stripe.resized(toFit: 41)
    for x in 0..<41 where small[x, 20].alpha > 8 {
      #expect(small[x, 20].red >= 250, "\(small[x, 20])")
    }
    #expect(small[20, 20].alpha == 255 && small[0, 20].alpha == 0)
  }

  @Test("one color stays that color at any size", arguments: [3, 4])
  func constant(channels: Int) {
    let color = Color(red: 17, green: 130, blue: 251, alpha: channels == 4 ? 130 : 255)
    let flat = Raster(width: 201, height: 97, channels: channels, filledWith: color)
    for (width, height) in [(100, 50), (33, 97), (7, 400), (1, 1), (500, 3), (2, 90)] {
      let resized = flat.resized(width: width, height: height)
      #expect(resized.width == width && resized.height == height)
      let colors = Set((0..<width).flatMap { x in (0..<height).map { resized[x, $0] } })
      #expect(colors.allSatisfy { $0.isWithinOne(of: color) }, "\(width)×\(height) \(colors)")
    }
  }

  @Test("fitting keeps the shape and never enlarges")
  func fitting() {
    let picture = Pictures.grainy(width: 300, height: 100)
    #expect(picture.resized(toFit: 300) == picture)
    #expect(picture.resized(toFit: 900) == picture)
    let small = picture.resized(toFit: 90)
    #expect(small.width == 90 && small.height == 30)
    #expect(picture.resized(toFit: 1).height == 1)
  }

  @Test("a gradient stays a gradient, up and down")
  func gradient() {
    let gradient = Raster(width: 40, height: 200) { _, y in
      Color.black.mixed(with: .white, share: (Double(y) + 0.5) / 200)
    }
    for height in [77, 431] {
      let resized = gradient.resized(width: 20, height: height)
      for y in 2..<height - 2 {
        let expected = (Double(y) + 0.5) / Double(height) * 255
        #expect(abs(Double(resized[10, y].red) - expected) < 3, "\(y) of \(height)")
      }
    }
  }

  @Test("huge ratios keep light and dark areas in place")
  func hugeRatio() {
    let row = (0..<3001).flatMap { [UInt8](repeating: $0 < 1500 ? 255 : 0, count: 3) }
    let pixels = (0..<1501).flatMap { _ in row }
    let small = Raster(width: 3001, height: 1501, channels: 3, pixels: pixels).resized(toFit: 8)
    #expect(small.width == 8 && small.height == 4)
    #expect(small[0, 1].red > 250 && small[7, 2].red < 5)
  }

  @Test("crops stay within the picture")
  func crops() {
    let picture = Pictures.grainy(width: 10, height: 8)
    let part = picture.cropped(x: 3, y: 2, width: 4, height: 5)
    #expect(part.width == 4 && part.height == 5 && part[1, 1] == picture[4, 3])
    let edge = picture.cropped(x: 8, y: -3, width: 99, height: 99)
    #expect(edge.width == 2 && edge.height == 8)
    let clear = Raster(
      width: 2, height: 2, channels: 4, filledWith: Color(red: 255, green: 0, blue: 0, alpha: 128))
    #expect(clear.flattened(on: .black)[0, 0] == Color(red: 128, green: 0, blue: 0))
  }
}

extension Color {
  fileprivate func isWithinOne(of other: Color) -> Bool {
    let pairs = [(red, other.red), (green, other.green), (blue, other.blue), (alpha, other.alpha)]
    return pairs.allSatisfy { abs(Int($0) - Int($1)) <= 1 }
  }
}
