import Foundation
import Testing
import TroupeDrawing
import TroupeImaging

@Suite("Canvas")
struct CanvasTests {
  private let red = Color(hex: 0xFF0000)

  @Test("whole pixels are filled whole, and no others")
  func fill() {
    var canvas = Canvas(width: 10, height: 10)
    canvas.fill(Rect(x: 2, y: 3, width: 4, height: 5), red)
    for y in 0..<10 {
      for x in 0..<10 {
        let inside = (2..<6).contains(x) && (3..<8).contains(y)
        #expect(canvas.raster[x, y] == (inside ? red : .white), "\(x), \(y)")
      }
    }
  }

  @Test("edges between pixels and round corners are smooth")
  func antialiasing() {
    var canvas = Canvas(width: 20, height: 20)
    canvas.fill(Rect(x: 2.5, y: 0, width: 10, height: 20), .black)
    #expect((120...135).contains(canvas.raster[2, 10].red))
    canvas = Canvas(width: 20, height: 20)
    canvas.fillCircle(x: 10, y: 10, radius: 8, .solid(.black))
    #expect(canvas.raster[10, 10] == .black && canvas.raster[2, 2] == .white)
    let grays = Set((0..<400).map { canvas.raster[$0 % 20, $0 / 20].red })
    #expect(grays.count > 5)
  }

  @Test("a stroke leaves the middle alone")
  func stroke() {
    var canvas = Canvas(width: 20, height: 20)
    canvas.stroke(Rect(x: 4, y: 4, width: 12, height: 12), red, width: 2)
    #expect(canvas.raster[10, 10] == .white && canvas.raster[4, 10] == red)
    #expect(canvas.raster[3, 10] == red && canvas.raster[1, 10] == .white)
  }

  @Test("a line joins its ends")
  func line() {
    var canvas = Canvas(width: 20, height: 20)
    canvas.line(from: (2, 2), to: (18, 18), .black, width: 3)
    #expect(canvas.raster[2, 2].red < 20 && canvas.raster[10, 10] == .black)
    #expect(canvas.raster[18, 2] == .white)
  }

  @Test("a gradient runs from top to bottom")
  func gradient() {
    var canvas = Canvas(width: 4, height: 100)
    canvas.fill(canvas.bounds, .gradient(from: .black, to: .white))
    let reds = (0..<100).map { canvas.raster[1, $0].red }
    #expect(reds == reds.sorted() && reds[0] < 3 && reds[99] > 252)
  }

  @Test("transparent colors blend")
  func blending() {
    var canvas = Canvas(width: 4, height: 4, background: .black)
    canvas.fill(canvas.bounds, Color.white.withAlpha(128))
    #expect(canvas.raster[1, 1] == Color(red: 128, green: 128, blue: 128))
    var clear = Canvas(width: 4, height: 4, background: .clear)
    clear.fill(clear.bounds, red.withAlpha(128))
    #expect(clear.raster[1, 1] == red.withAlpha(128))
  }

  @Test("pictures fit or fill")
  func pictures() {
    let picture = Raster(width: 40, height: 20, filledWith: red)
    var canvas = Canvas(width: 20, height: 20)
    let covered = canvas.draw(picture, in: canvas.bounds)
    #expect(covered == Rect(x: 0, y: 5, width: 20, height: 10))
    #expect(canvas.raster[10, 10] == red && canvas.raster[10, 2] == .white)
    canvas.draw(picture, in: canvas.bounds, mode: .fill, cornerRadius: 6)
    #expect(canvas.raster[10, 1] == red && canvas.raster[0, 0] == .white)
  }

  @Test("impossible shapes are left out")
  func impossible() {
    var canvas = Canvas(width: 4, height: 4)
    for value in [Double.nan, .infinity, -.infinity, -5, 1e300] {
      canvas.fill(Rect(x: value, y: 0, width: value, height: -value), red)
      canvas.fill(Rect(x: 9, y: 9, width: 5, height: 5), red, cornerRadius: value)
      canvas.line(from: (value, 9), to: (9, 9), red)
      canvas.stroke(Rect(x: 90, y: 90, width: 5, height: 5), red, width: -value)
    }
    #expect(canvas.raster == Raster(width: 4, height: 4, filledWith: .white))
  }
}
