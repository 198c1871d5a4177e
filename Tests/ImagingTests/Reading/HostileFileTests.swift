import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Hostile files")
struct HostileFileTests {
  private let picture = Pictures.grainy(width: 48, height: 40)

  @Test("a cut PNG is truncated, wherever it is cut")
  func truncatedPNG() throws {
    let png = try picture.encodedPNG()
    // The end chunk takes 12 bytes, without which a file is whole; one less is within the pixels.
    for end in stride(from: 1, to: png.count - 12, by: 37) {
      #expect(throws: ImageFault.truncated, "\(end)") { try Raster(decoding: png.prefix(end)) }
    }
    #expect(throws: ImageFault.truncated) { try Raster(decoding: png.dropLast(13)) }
  }

  @Test("a PNG whose pixels end early is truncated")
  func shortPixels() throws {
    var bytes = Segments.pngHeader(width: 4, height: 4)
    bytes += Segments.chunk("IDAT", Segments.stored(Data(repeating: 0, count: 30)))
    bytes += Segments.chunk("IEND", [])
    #expect(throws: ImageFault.truncated) { try Raster(decoding: bytes) }
  }

  @Test("a cut JPEG is truncated, wherever it is cut")
  func truncatedJPEG() throws {
    let jpeg = try picture.encodedJPEG()
    for end in stride(from: 1, to: jpeg.count, by: 37) {
      #expect(throws: ImageFault.truncated, "\(end)") { try Raster(decoding: jpeg.prefix(end)) }
    }
  }

  @Test("bytes after the end are ignored")
  func trailing() throws {
    let junk = Data((0..<999).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let (png, jpeg) = try (picture.encodedPNG(), picture.encodedJPEG())
    #expect(try Raster(decoding: png + junk) == picture)
    #expect(try Raster(decoding: jpeg + junk) == Raster(decoding: jpeg))
  }

  @Test("a wrong checksum is corruption")
  func checksum() throws {
    var png = try picture.encodedPNG()
    png[png.count - 20] ^= 1
    let fault = #expect(throws: ImageFault.self) { try Raster(decoding: png) }
    guard case .corrupt = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test("checksums of chunks that affect pixels are checked")
  func otherChecksums() throws {
    let small = Raster(width: 4, height: 4, filledWith: Color(red: 255, green: 0, blue: 0))
    func isCorrupt(_ png: Data) -> Bool {
      guard
        case .corrupt = #expect(throws: ImageFault.self, performing: { try Raster(decoding: png) })
      else { return false }
      return true
    }
    var transparent = try Segments.insert(
      chunk: "tRNS", [0, 255, 0, 0, 0, 0], into: small.encodedPNG())
    #expect(try Raster(decoding: transparent)[0, 0].alpha == 0)
    transparent[33 + 8 + 6] ^= 1
    #expect(isCorrupt(transparent))
    // zlib's own checksum, in a chunk with a correct one.
    var packed = Segments.stored(Data(repeating: 0, count: 4 * 13))
    packed[packed.count - 1] ^= 1
    #expect(
      isCorrupt(
        Segments.pngHeader(width: 4, height: 4) + Segments.chunk("IDAT", packed)
          + Segments.chunk("IEND", [])))
    // Text is not read, so it may be damaged.
    var text = try Segments.insert(chunk: "tEXt", [65, 0, 66], into: small.encodedPNG())
    text[33 + 8 + 3] ^= 1
    #expect(try Raster(decoding: text) == small)
  }

  @Test("a JPEG that never comes to its picture is soon given up")
  func lost() throws {
    let begin = Data([0xFF, 0xD8, 0xFF])
    let endless = [
      begin + Data(count: 4_000_000), begin + Data(repeating: 0xFF, count: 4_000_000),
      Data([0xFF, 0xD8]) + Data((0..<4_000_000).map { [0xFF, 0xFE, 0, 2][$0 % 4] }),
    ]
    for bytes in endless {
      let fault = #expect(throws: ImageFault.self) { try ImageHeader(reading: bytes) }
      guard case .corrupt = fault else {
        Issue.record("\(String(describing: fault))")
        continue
      }
    }
    let jpeg = try picture.encodedJPEG()
    let padded = jpeg.prefix(2) + Data(repeating: 0xFF, count: 9_999) + jpeg.dropFirst(2)
    #expect(try Raster(decoding: padded) == Raster(decoding: jpeg))
  }

  @Test("83 bytes that promise 2 GB of text cost nothing")
  func overlongChunk() {
    for name in ["tEXt", "zTXt", "iTXt", "iCCP", "sPLT", "IDAT"] {
      var bytes = Segments.pngHeader(width: 1, height: 1)
      bytes += Segments.bigEndian(0x7FFF_FFFF) + Array(name.utf8)
      bytes += [UInt8](repeating: 65, count: 42)
      #expect(bytes.count == 83)
      #expect(throws: ImageFault.truncated) { try Raster(decoding: bytes) }
    }
  }

  @Test("more scans than the bound are refused")
  func scans() throws {
    #expect(throws: ImageFault.tooManyScans(bound: 500)) {
      try Raster(decoding: Segments.progressive(scans: 501))
    }
    #expect(try Raster(decoding: Segments.progressive(scans: 500)).width == 48)
  }

  @Test("changed bytes decode or throw, and never do more")
  func mutations() throws {
    let profile = try #require(Profiles.displayP3)
    var palette = Segments.pngHeader(width: 3, height: 3, color: 3)
    palette += Segments.chunk("PLTE", [1, 2, 3]) + Segments.chunk("IEND", [])
    let seeds = [
      try picture.encodedPNG(), try picture.encodedJPEG(),
      try Segments.embed(profile: profile, in: Segments.orient(picture.encodedJPEG(), 6)),
      try Segments.insert(chunk: "tRNS", [0, 1, 0, 2, 0, 3], into: picture.encodedPNG()),
      palette,
    ]
    var random = Numbers(seed: 2026)
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
