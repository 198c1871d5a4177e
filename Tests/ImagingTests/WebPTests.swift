import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("WebP")
struct WebPTests {
  private let picture = Pictures.grainy(width: 61, height: 43)

  private func lossless(_ raster: Raster) throws -> Data {
    try #require(WebPs.encoded(raster))
  }

  @Test("lossless WebP keeps every value", arguments: [3, 4])
  func exact(channels: Int) throws {
    let picture = Pictures.grainy(width: 61, height: 43, channels: channels)
    let webp = try lossless(picture)
    #expect(try Raster(decoding: webp) == picture)
    let header = try ImageHeader(reading: webp)
    #expect(header.type == .webp && header.width == 61 && header.height == 43)
    #expect(header.hasAlpha == (channels == 4) && header.bitDepth == 8)
  }

  @Test("lossy WebP keeps the picture, and its transparency exactly")
  func lossy() throws {
    let drawing = Pictures.drawing(width: 120, height: 90)
    let decoded = try Raster(decoding: #require(WebPs.encoded(drawing, quality: 95)))
    #expect(decoded.difference(from: drawing) < 3)
    let clear = Pictures.grainy(width: 60, height: 50, channels: 4)
    let webp = try #require(WebPs.encoded(clear, quality: 90))
    #expect(webp[12..<16] == Data("VP8X".utf8))
    let alpha = try Raster(decoding: webp).pixels.enumerated().filter { $0.offset % 4 == 3 }
    #expect(alpha.allSatisfy { $0.element == clear.pixels[$0.offset] })
  }

  @Test("a photograph in WebP becomes a JPEG, a drawing a PNG")
  func normalized() throws {
    let photograph = try Normalization(longEdge: 40).apply(to: lossless(picture))
    #expect(photograph.type == .jpeg && photograph.header.type == .webp)
    #expect(photograph.width == 40 && photograph.notes == ["scaled from 61×43"])
    let drawing = Pictures.drawing(width: 90, height: 60)
    let kept = try Normalization().apply(to: lossless(drawing))
    #expect(kept.type == .png && kept.notes.isEmpty)
    #expect(try Raster(decoding: kept.bytes) == drawing)
  }

  @Test("EXIF turns a WebP, with JPEG's mark or without", arguments: ["", "Exif\0\0"])
  func orientation(mark: String) throws {
    let exif = Array(mark.utf8) + Segments.exif(6)
    let webp = try WebPs.file(
      WebPs.canvas(width: 61, height: 43, flags: 0x08)
        + WebPs.picture(of: lossless(picture)) + WebPs.chunk("EXIF", exif))
    #expect(try ImageHeader(reading: webp).orientation == 6)
    #expect(try Raster(decoding: webp) == picture.oriented(6))
  }

  @Test("a profile in a WebP counts as in a PNG")
  func profile() throws {
    let profile = try #require(Profiles.displayP3)
    let webp = try WebPs.file(
      WebPs.canvas(width: 61, height: 43, flags: 0x20) + WebPs.chunk("ICCP", profile)
        + WebPs.picture(of: lossless(picture)))
    let packed = Array("P3\0\0".utf8) + Segments.stored(profile)
    let png = try Segments.insert(chunk: "iCCP", packed, into: picture.encodedPNG())
    let converted = try Raster(decoding: webp)
    #expect(try converted == Raster(decoding: png) && converted != picture)
  }

  @Test("of an animation the first picture is kept, in its place on the canvas")
  func animation() throws {
    let other = Raster(width: 80, height: 70, filledWith: .black)
    let frames =
      try WebPs.frame(of: lossless(picture), x: 10, y: 20, width: 61, height: 43)
      + WebPs.frame(of: lossless(other), x: 0, y: 0, width: 80, height: 70)
    let webp = WebPs.file(
      WebPs.canvas(width: 80, height: 70, flags: 0x02)
        + WebPs.chunk("ANIM", [255, 255, 255, 255, 0, 0]) + frames)
    let raster = try Raster(decoding: webp)
    #expect(raster.width == 80 && raster.height == 70 && raster.channels == 4)
    #expect(raster.cropped(x: 10, y: 20, width: 61, height: 43).flattened() == picture)
    #expect(raster[9, 20] == .clear && raster[71, 62] == .clear && raster[40, 63] == .clear)
    let notes = try Normalization().apply(to: webp).notes
    #expect(notes == ["kept the first picture of an animation"])
  }

  @Test("a cut WebP is truncated, wherever it is cut")
  func truncated() throws {
    for webp in try [lossless(picture), #require(WebPs.encoded(picture, quality: 60))] {
      for end in stride(from: 4, to: webp.count, by: 37) {
        #expect(throws: ImageFault.truncated, "\(end)") { try Raster(decoding: webp.prefix(end)) }
      }
      #expect(throws: ImageFault.truncated) { try Raster(decoding: webp.dropLast()) }
      #expect(try Raster(decoding: webp + [1, 2, 3]) == Raster(decoding: webp))
    }
  }

  @Test("a WebP that breaks the rules is refused")
  func corrupt() throws {
    let whole = try lossless(picture)
    let chunks = WebPs.picture(of: whole)
    let beyond = WebPs.frame(of: whole, x: 40, y: 0, width: 61, height: 43)
    let broken: [[UInt8]] = [
      [], WebPs.chunk("VP8X", [1]), WebPs.canvas(width: 61, height: 43),
      WebPs.canvas(width: 60, height: 43) + chunks,
      WebPs.canvas(width: 61, height: 43, flags: 2) + beyond,
      WebPs.canvas(width: 61, height: 43, flags: 2) + WebPs.chunk("ANMF", [1, 2]),
      WebPs.chunk("VP8L", [0x2F, 0, 0]), WebPs.chunk("VP8 ", [UInt8](repeating: 7, count: 40)),
      Array("VP8L".utf8) + [0xFF, 0xFF, 0xFF, 0x7F, 1],
    ]
    for (index, chunks) in broken.enumerated() {
      #expect(throws: ImageFault.self, "\(index)") { try Raster(decoding: WebPs.file(chunks)) }
    }
  }

  @Test("a WebP too large is refused by its header")
  func bombs() {
    // One picture of 16,384 by 16,384, and a canvas of 2^24 on a side.
    #expect(throws: ImageFault.tooManyPixels(width: 16_384, height: 16_384, bound: 100_000_000)) {
      try ImageHeader(reading: WebPs.plain(width: 16_384, height: 16_384))
    }
    let small = WebPs.plain(width: 1, height: 1)
    let canvas = WebPs.canvas(width: 1 << 24, height: 1 << 24, flags: 2)
    let frame = WebPs.frame(of: small, x: 0, y: 0, width: 1, height: 1)
    #expect(throws: ImageFault.sideTooLong(side: 1 << 24, bound: 32_768)) {
      try ImageHeader(reading: WebPs.file(canvas + frame))
    }
  }

  @Test("changed bytes decode or throw, and never do more")
  func mutations() throws {
    let clear = Pictures.grainy(width: 40, height: 30, channels: 4)
    let seeds = try [
      lossless(picture), #require(WebPs.encoded(picture, quality: 60)), lossless(clear),
      #require(WebPs.encoded(clear, quality: 60)),
    ]
    var random = Numbers(seed: 2027)
    for seed in seeds {
      for _ in 0..<150 {
        var bytes = seed
        for _ in 0...Int(random.next() % 4) {
          let at = bytes.startIndex + Int(random.next() % UInt64(bytes.count))
          bytes[at] = UInt8(truncatingIfNeeded: random.next())
        }
        _ = try? Raster(decoding: bytes, limits: ImageLimits(maxPixels: 1_000_000))
      }
    }
  }
}
