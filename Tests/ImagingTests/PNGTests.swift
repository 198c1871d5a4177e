import Foundation
import Testing
internal import TroupeCPNG
import TroupeImaging
import TroupeVocabulary

@Suite("PNG")
struct PNGTests {
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
    let page = photograph.onPage(width: 640, height: 320, x: 80, y: 80)
    let alone = try photograph.encodedPNG()
    #expect(try page.encodedPNG().count < alone.count * 11 / 10)
  }

  @Test("libpng reads every content as it was, whatever it was written by")
  func everyContent() throws {
    let page = Pictures.grainy(width: 880, height: 200)
      .onPage(width: 900, height: 700, x: 10, y: 240)
    let pictures = [
      page, Pictures.drawing(width: 1, height: 1), Pictures.grainy(width: 1, height: 300),
      Pictures.grainy(width: 3_000, height: 2, channels: 4), Pictures.checkerboard(side: 200),
      Pictures.grainy(width: 700, height: 200, channels: 4), Pictures.scene(seed: 5),
      Raster(width: 300, height: 900, channels: 4, filledWith: .clear),
    ]
    for picture in pictures {
      #expect(try Self.readByLibpng(picture.encodedPNG(), like: picture) == picture.pixels)
    }
  }

  @Test(
    "a picture of few colors is written with a palette and reads back the same",
    arguments: [1, 2, 3, 4, 5, 16, 17, 255, 256, 257], [3, 4])
  func palette(colors: Int, channels: Int) throws {
    let (width, height) = (131, 97)
    var pixels: [UInt8] = []
    for index in 0..<width * height {
      let number = (index * index / 7 + index / width) % colors
      pixels += [UInt8(number % 200), UInt8(number / 200 + 3), 7, UInt8(254 - number % 250)]
        .prefix(channels)
    }
    let picture = Raster(width: width, height: height, channels: channels, pixels: pixels)
    let bytes = try picture.encodedPNG(mayHavePalette: true)
    #expect(try Self.readByLibpng(bytes, like: picture) == picture.pixels)
    #expect(try Raster(decoding: bytes) == picture)
    let plain = try picture.encodedPNG()
    let isNumbered = colors <= 256
    #expect(try (ImageHeader(reading: bytes).colorModel == .palette) == isNumbered)
    #expect(isNumbered ? bytes.count < plain.count : bytes == plain)
    #expect(try ImageHeader(reading: plain).colorModel == .rgb)
  }

  @Test("a palette longer than the picture is not written, nor one for gray that is no shorter")
  func shortPictures() throws {
    let few = Pictures.grainy(width: 12, height: 9)
    #expect(try few.encodedPNG(mayHavePalette: true) == few.encodedPNG())
    let gray = Raster(
      width: 256, height: 64, channels: 3,
      pixels: (0..<256 * 64).flatMap { [UInt8](repeating: UInt8($0 % 256), count: 3) })
    #expect(try ImageHeader(reading: gray.encodedPNG(mayHavePalette: true)).colorModel == .gray)
  }

  @Test("a file resized while it is read is the one resized afterwards")
  func resizedWhileRead() throws {
    let opaque = Pictures.grainy(width: 203, height: 151)
    let clear = Pictures.grainy(width: 203, height: 151, channels: 4)
    var filled = clear.pixels
    for index in stride(from: 3, to: filled.count, by: 4) { filled[index] = 255 }
    let opaqueAlpha = Raster(width: 203, height: 151, channels: 4, pixels: filled)
    let form = Normalization(longEdge: 150, type: .always(.png))
    for (source, whole) in [
      (opaque, opaque), (clear, clear), (opaqueAlpha, opaqueAlpha.flattened()),
    ] {
      let normal = try form.apply(to: source.encodedPNG())
      #expect(try Raster(decoding: normal.bytes) == whole.resized(toFit: 150).withoutUnseen)
    }
    let gray = Raster(
      width: 203, height: 151, channels: 3,
      pixels: stride(from: 0, to: opaque.pixels.count, by: 3).flatMap {
        [UInt8](repeating: opaque.pixels[$0], count: 3)
      })
    for source in [gray, Pictures.drawing(width: 400, height: 300)] {
      let normal = try form.apply(to: source.encodedPNG(mayHavePalette: true))
      #expect(try Raster(decoding: normal.bytes) == source.resized(toFit: 150))
    }
    let photograph = try Pictures.scene(seed: 9).encodedJPEG()
    let normal = try form.apply(to: photograph)
    #expect(try Raster(decoding: normal.bytes) == Raster(decoding: photograph).resized(toFit: 150))
  }

  @Test("damage found while resizing is named as it is without")
  func damage() throws {
    let bytes = try Pictures.grainy(width: 400, height: 300).encodedPNG()
    var wrong = bytes
    wrong[bytes.count / 2] ^= 1
    let short = Segments.pngHeader(width: 400, height: 400) + bytes.dropFirst(33)
    for damaged in [wrong, short] {
      let fault = try #require(throws: ImageFault.self) { try Raster(decodingRaw: damaged) }
      #expect(throws: fault) { try Normalization(longEdge: 50).apply(to: damaged) }
    }
  }

  private static func readByLibpng(_ bytes: Data, like picture: Raster) -> [UInt8] {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    var pixels = [UInt8](repeating: 1, count: picture.pixels.count)
    let isRead = bytes.withUnsafeBytes {
      guard png_image_begin_read_from_memory(&image, $0.baseAddress, $0.count) != 0 else {
        return false
      }
      let alpha = picture.channels == 4 ? PNG_FORMAT_FLAG_ALPHA : 0
      image.format = UInt32(PNG_FORMAT_FLAG_COLOR) | UInt32(alpha)
      return png_image_finish_read(&image, nil, &pixels, 0, nil) != 0
    }
    #expect(isRead && image.warning_or_error == 0)
    return pixels
  }
}
