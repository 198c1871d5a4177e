import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("The form of PNGs")
struct PNGFormTests {
  @Test("a picture without color is written as gray and reads back the same", arguments: [3, 4])
  func gray(channels: Int) throws {
    var pixels = Pictures.grainy(width: 90, height: 70, channels: channels).pixels
    for index in pixels.indices where index % channels < 3 {
      pixels[index] = pixels[index - index % channels]
    }
    let picture = Raster(width: 90, height: 70, channels: channels, pixels: pixels)
    let bytes = try picture.encodedPNG()
    let header = try ImageHeader(reading: bytes)
    #expect(header.colorModel == .gray && header.hasAlpha == (channels == 4))
    #expect(try Raster(decoding: bytes) == picture)
    pixels[pixels.count - channels] ^= 1
    let colored = Raster(width: 90, height: 70, channels: channels, pixels: pixels)
    #expect(try ImageHeader(reading: colored.encodedPNG()).colorModel == .rgb)
  }

  @Test("the flat part of a page with a photograph on it costs almost nothing")
  func page() throws {
    let photograph = Pictures.grainy(width: 160, height: 160)
    var page = Canvas(width: 640, height: 320, background: .white)
    page.draw(photograph, in: Rect(x: 80, y: 80, width: 160, height: 160))
    let alone = try page.raster.cropped(x: 80, y: 80, width: 160, height: 160).encodedPNG()
    #expect(try page.raster.encodedPNG().count < alone.count * 11 / 10)
  }
}
