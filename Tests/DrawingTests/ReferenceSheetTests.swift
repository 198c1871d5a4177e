import Foundation
import Testing

@testable import TroupeDrawing
import TroupeImaging

@Suite("Reference sheet", .enabled(if: Fonts.areSupported))
struct ReferenceSheetTests {
  private static let sizes: [[(Int, Int)]] = [
    [(600, 800)], [(600, 800), (600, 800), (600, 800)], [(1024, 256), (600, 800)],
    [(400, 400), (640, 360), (300, 400), (360, 640), (200, 800), (800, 200)],
    (0..<20).map { [(300, 400), (400, 300), (320, 180)][$0 % 3] },
  ]

  private func sheet(
    _ sizes: [(Int, Int)], _ bounds: ReferenceSheet.Bounds, title: String = ""
  ) -> ReferenceSheet {
    let pictures = sizes.enumerated().map { index, size in
      ReferenceSheet.Picture(
        image: Raster(width: size.0, height: size.1, filledWith: Self.color(index)),
        label: "Kael \(index + 1) · three-quarter · 正面")
    }
    return ReferenceSheet(title: title, pictures: pictures, bounds: bounds)
  }

  private static func color(_ index: Int) -> Color {
    Color(red: UInt8(20 + index * 11), green: UInt8(index % 5 * 50), blue: 160)
  }

  private static let fonts = [Fonts.latin, Fonts.chinese].compactMap(\.self)

  @Test(
    "all pictures are within the bounds, complete, apart and unchanged", arguments: 0..<5,
    [
      ReferenceSheet.Bounds(longEdge: 1024), .init(longEdge: 1024, pixels: 400_000),
      .init(longEdge: 1024, shape: 16.0 / 9), .init(longEdge: 1024, shape: 0.5),
    ])
  func bounds(set: Int, bounds: ReferenceSheet.Bounds) {
    let sizes = Self.sizes[set]
    let (drawn, places) = sheet(sizes, bounds, title: "Kael 凯尔").draw(fonts: Self.fonts)
    #expect(max(drawn.width, drawn.height) <= 1024)
    #expect(drawn.width * drawn.height <= bounds.pixels)
    if let shape = bounds.shape {
      #expect(Double(drawn.width) <= max(1, shape) * 1024 * min(1, 1) + 1)
      #expect(Double(shape > 1 ? drawn.height : drawn.width) <= 1024 * min(shape, 1 / shape) + 1)
    }
    let canvas = Rect(x: 0, y: 0, width: drawn.width, height: drawn.height)
    for (index, place) in places.enumerated() {
      #expect(place.x >= 1 && place.y >= 1 && place.isWhole)
      #expect(place.x + place.width < canvas.width && place.y + place.height < canvas.height)
      for other in places[(index + 1)...] { #expect(!place.overlaps(other)) }
      let shape = Double(sizes[index].0) / Double(sizes[index].1)
      #expect(abs(place.width - place.height * shape) <= max(2, shape))
      for (x, y) in [(0.1, 0.1), (0.9, 0.1), (0.5, 0.5), (0.1, 0.9), (0.9, 0.9)] {
        let color = drawn[Int(place.x + place.width * x), Int(place.y + place.height * y)]
        #expect(color == Self.color(index))
      }
    }
  }

  @Test("pictures get most of the sheet", arguments: [(1, 0.72), (3, 0.5), (4, 0.5)])
  func area(set: Int, least: Double) {
    let (drawn, places) = sheet(Self.sizes[set], .init(longEdge: 2048)).draw(fonts: Self.fonts)
    let used = places.reduce(0) { $0 + $1.width * $1.height }
    #expect(used / Double(drawn.width * drawn.height) > least)
  }

  @Test("no picture is large at the others' cost, and none is blown up alone")
  func fairness() {
    let (drawn, places) = sheet(Self.sizes[1], .init(longEdge: 1024)).draw(fonts: Self.fonts)
    #expect(Set(places.map(\.height)).count == 1)
    let small = sheet([(64, 64), (64, 64)], .init(longEdge: 2048)).draw(fonts: Self.fonts)
    #expect(small.places.allSatisfy { $0.width <= 65 } && small.sheet.width < 200)
    #expect(drawn.width == 1024)
  }

  @Test("only pictures, labels and a plain gray; the same twice")
  func plain() {
    let one = sheet(Self.sizes[3], .init(longEdge: 1024))
    let (drawn, places) = one.draw(fonts: Self.fonts)
    #expect(drawn == one.draw(fonts: Self.fonts).sheet)
    let (bare, _) = one.draw(fonts: [])
    for raster in [drawn, bare] {
      let edges = (0..<raster.width).flatMap { [raster[$0, 0], raster[$0, raster.height - 1]] }
      #expect(Set(edges) == [Color(hex: 0xF0F0F0)])
    }
    // There is text below each picture.
    for place in places {
      let y = Int(place.y + place.height)
      let below = (y..<min(y + 40, drawn.height)).flatMap { row in
        (0..<Int(place.width)).map { drawn[Int(place.x) + $0, row] }
      }
      #expect(below.contains { $0.red < 60 && $0.blue < 60 })
    }
    if let path = ProcessInfo.processInfo.environment["TROUPE_SAMPLES"] {
      for (index, sizes) in Self.sizes.enumerated() {
        let sample = sheet(sizes, .init(longEdge: 1536), title: "Kael").draw(fonts: Self.fonts)
        try? sample.sheet.encodedPNG().write(
          to: URL(filePath: path).appending(path: "references-\(index).png"))
      }
    }
  }

  @Test("nothing, or very many pictures in a small sheet, still make a sheet")
  func extremes() {
    #expect(ReferenceSheet(pictures: []).draw(fonts: Self.fonts).places.isEmpty)
    let many = sheet((0..<21).map { _ in (300, 400) }, .init(longEdge: 10))
    let (drawn, places) = many.draw(fonts: Self.fonts)
    #expect(places.count == 21 && max(drawn.width, drawn.height) <= 256)
  }
}
