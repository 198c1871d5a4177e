import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Masks in colors")
struct MaskTests {
  /// One row of alphas over colors that must not show.
  private static func mask(_ alphas: [UInt8]) -> Raster {
    Raster(
      width: alphas.count, height: 1, channels: 4,
      pixels: alphas.enumerated().flatMap { [UInt8($0.offset * 40), 90, 200, $0.element] })
  }

  @Test(
    "what is transparent has the color, what is opaque the other, and between them lies gray",
    arguments: [
      (MaskPaint.white, [255, 254, 127, 1, 0] as [UInt8]), (.black, [0, 1, 128, 254, 255]),
    ])
  func paint(_ paint: MaskPaint, _ grays: [UInt8]) throws {
    let painted = Self.mask([0, 1, 128, 254, 255]).painted(paint)
    #expect(painted.channels == 3 && painted.width == 5 && painted.height == 1)
    #expect(painted.pixels == grays.flatMap { [$0, $0, $0] })
    let header = try ImageHeader(reading: painted.encodedPNG())
    #expect(header.type == .png && !header.hasAlpha && header.bitDepth == 8)
  }

  @Test("where no pixel has an alpha, nothing may change")
  func opaque() {
    let picture = Raster(width: 2, height: 2, channels: 3, filledWith: .white)
    #expect(picture.painted(.white).pixels.allSatisfy { $0 == 0 })
  }
}
