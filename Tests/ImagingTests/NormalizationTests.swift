import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Normalization")
struct NormalizationTests {
  @Test("a large turned photograph becomes an upright, smaller JPEG")
  func photograph() throws {
    let picture = Pictures.grainy(width: 600, height: 400)
    let source = try Segments.orient(picture.encodedJPEG(), 6)
    let image = try Normalization(longEdge: 300).apply(to: source)
    #expect(image.type == .jpeg)
    #expect(image.width == 200 && image.height == 300)
    #expect(image.notes == ["oriented from EXIF 6", "scaled from 400×600"])
    #expect(image.header.width == 600 && image.header.orientation == 6)
    let header = try ImageHeader(reading: image.bytes)
    #expect(header.orientation == 1 && header.width == 200)
    #expect(try ImageHeader(reading: image.appearance.thumbnail).height == 256)
    #expect(!image.bytes.contains("Exif".utf8))
  }

  @Test(
    "a JPEG reduced while it is decoded is the one reduced afterwards", arguments: [199, 97, 40])
  func streamed(edge: Int) throws {
    let picture = Pictures.grainy(width: 390, height: 251)
    for form in [JPEGOptions(), JPEGOptions(quality: 60, subsamplesChroma: true)] {
      let source = try picture.encodedJPEG(form)
      let streamed = try Normalization(longEdge: edge, type: .always(.png)).apply(to: source)
      let whole = try Raster(decoding: source, atLeast: edge * 2).resized(toFit: edge)
      #expect(try Raster(decoding: streamed.bytes) == whole)
      let cut = source.prefix(source.count * 2 / 3) + Data([0xFF, 0xD9])
      #expect(throws: ImageFault.self) { try Normalization(longEdge: edge).apply(to: cut) }
    }
  }

  @Test("a drawing becomes a PNG of the same pixels")
  func drawing() throws {
    let picture = Pictures.drawing(width: 320, height: 240)
    let image = try Normalization().apply(to: picture.encodedPNG())
    #expect(image.type == .png && image.notes.isEmpty)
    #expect(try Raster(decoding: image.bytes) == picture)
  }

  @Test("alpha is kept unless it is opaque")
  func alpha() throws {
    let clear = Pictures.grainy(width: 30, height: 30, channels: 4)
    let kept = try Normalization().apply(to: clear.encodedPNG())
    #expect(kept.type == .png)
    #expect(try Raster(decoding: kept.bytes) == clear.withoutUnseen)
    let opaque = Raster(width: 30, height: 30, channels: 4, filledWith: .white)
    let dropped = try Normalization().apply(to: opaque.encodedPNG())
    #expect(try !ImageHeader(reading: dropped.bytes).hasAlpha)
    let forced = try Normalization(type: .always(.jpeg)).apply(to: clear.encodedPNG())
    #expect(forced.type == .jpeg)
  }

  @Test("the same bytes give the same bytes")
  func deterministic() throws {
    for source in [
      try Pictures.grainy(width: 333, height: 222).encodedJPEG(),
      try Pictures.drawing(width: 333, height: 222).encodedPNG(),
    ] {
      let first = try Normalization(longEdge: 200).apply(to: source)
      let second = try Normalization(longEdge: 200).apply(to: source)
      #expect(
        first.bytes == second.bytes && first.appearance.thumbnail == second.appearance.thumbnail)
    }
  }

  @Test("content decides the type", arguments: [MediaType?.none, .png, .jpeg])
  func types(asked: MediaType?) throws {
    let photograph = try Pictures.grainy(width: 64, height: 64).encoded(as: asked)
    let drawing = try Pictures.drawing(width: 64, height: 64).encoded(as: asked)
    #expect(photograph.1 == asked ?? .jpeg && drawing.1 == asked ?? .png)
    #expect(MediaType(sniffing: photograph.0) == photograph.1)
    #expect(throws: ImageFault.unsupported(type: "WebP")) {
      try Pictures.drawing(width: 8, height: 8).encoded(as: .webp)
    }
  }

  @Test("a JPEG keeps its colors at full resolution unless it is told to share them")
  func fullColor() throws {
    func sampling(_ form: JPEGOptions) throws -> [UInt8] {
      let jpeg = try Pictures.checkerboard(side: 16).encodedJPEG(form)
      let frame = try #require(jpeg.firstRange(of: Data([0xFF, 0xC0, 0, 17])))
      return [11, 14, 17].map { jpeg[frame.lowerBound + $0] }
    }
    #expect(try sampling(JPEGOptions()) == [0x11, 0x11, 0x11])
    #expect(try sampling(JPEGOptions(subsamplesChroma: true)) == [0x22, 0x11, 0x11])
  }

  @Test("the source's type can be kept, and the form of JPEG chosen")
  func chosenForm() throws {
    let photograph = Pictures.grainy(width: 90, height: 60)
    let small = JPEGOptions(quality: 60, subsamplesChroma: true)
    let chosen = Normalization(type: .asSource, jpeg: small)
    #expect(try chosen.apply(to: photograph.encodedPNG()).type == .png)
    let jpeg = try chosen.apply(to: photograph.encodedJPEG())
    #expect(try jpeg.type == .jpeg && jpeg.bytes.count < photograph.encodedJPEG().count / 2)
    let webp = try #require(WebPs.encoded(photograph))
    #expect(try chosen.apply(to: webp).type == .jpeg)
  }
}
