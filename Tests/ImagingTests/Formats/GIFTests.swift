import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("GIF")
struct GIFTests {
  private func color(_ index: Int) -> Color {
    Color(red: UInt8(index * 30), green: UInt8(index * 10), blue: 5)
  }

  @Test("every pixel is read, of a large picture too, interlaced or not", arguments: [false, true])
  func exact(isInterlaced: Bool) throws {
    let index = { (x: Int, y: Int) in (x * x + y * 3 + x * y / 5) % 8 }
    let frame = GIFs.Frame(width: 150, height: 61, isInterlaced: isInterlaced, index: index)
    let raster = try Raster(decoding: GIFs.file([frame], width: 150, height: 61))
    #expect(raster == Raster(width: 150, height: 61) { color(index($0, $1)) })
  }

  @Test("a run of one color, whose codes are made by themselves")
  func run() throws {
    let frame = GIFs.Frame(width: 90, height: 90, index: { _, _ in 6 })
    let raster = try Raster(decoding: GIFs.file([frame], width: 90, height: 90))
    #expect(raster == Raster(width: 90, height: 90, filledWith: color(6)))
  }

  @Test("what the first picture leaves out is clear, and the rest of an animation is told")
  func canvas() throws {
    let file = GIFs.file(
      [
        GIFs.Frame(x: 1, y: 2, width: 2, height: 1, clear: 3, index: { x, _ in x * 3 }),
        GIFs.Frame(),
      ])
    let image = try Normalization().apply(to: file)
    #expect(image.notes.contains("kept the first picture of an animation"))
    let raster = try Raster(decoding: file)
    #expect(raster[0, 0].alpha == 0 && raster[1, 2] == color(0) && raster[2, 2].alpha == 0)
  }

  @Test("a cut file is truncated, wherever it is cut")
  func cut() {
    let file = GIFs.file([GIFs.Frame(width: 40, height: 30)], width: 40, height: 30)
    for step in 1..<20 {
      #expect(throws: ImageFault.truncated, "\(step)") {
        try Raster(decoding: file.prefix(file.count * step / 20))
      }
    }
  }

  @Test("headers beyond the bounds and broken codes are refused")
  func hostile() {
    let wide = GIFs.file([GIFs.Frame()], width: 60_000)
    #expect(throws: ImageFault.sideTooLong(side: 60_000, bound: 32_768)) {
      try ImageHeader(reading: wide)
    }
    let outside = GIFs.file([GIFs.Frame(x: 60_000)])
    #expect(throws: ImageFault.sideTooLong(side: 60_004, bound: 32_768)) {
      try ImageHeader(reading: outside)
    }
    let file = GIFs.file([GIFs.Frame(width: 40, height: 30)], width: 40, height: 30)
    let limits = ImageLimits(maxPixels: 1 << 16, maxSide: 4096)
    for offset in 6..<file.count {
      var other = file
      other[offset] = 0xFF
      _ = try? Raster(decoding: other, limits: limits)
    }
  }
}
