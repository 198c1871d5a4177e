import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Decoding")
struct DecodingTests {
  @Test(
    "the corpus gives the pixels that libpng and libjpeg give",
    .enabled(if: Corpus.isPresent, Corpus.advice))
  func corpus() throws {
    for entry in Corpus.entries {
      let bytes = try Corpus.bytes(of: entry)
      guard entry.isReadable else {
        #expect(throws: ImageFault.self, "\(entry.path)") { try Raster(decodingRaw: bytes) }
        continue
      }
      let raster = try Raster(decodingRaw: bytes)
      #expect(raster.width == entry.width && raster.height == entry.height, "\(entry.path)")
      #expect(Corpus.digest(of: raster) == entry.digest, "\(entry.path)")
    }
  }

  @Test("a header says the same as the pixels", .enabled(if: Corpus.isPresent, Corpus.advice))
  func headers() throws {
    for entry in Corpus.entries where entry.isReadable {
      let header = try ImageHeader(reading: Corpus.bytes(of: entry))
      #expect(header.width == entry.width && header.height == entry.height, "\(entry.path)")
      #expect(header.type == (entry.path.hasSuffix("png") ? .png : .jpeg), "\(entry.path)")
    }
  }

  @Test("PNG keeps every value", arguments: [3, 4])
  func pngRoundTrip(channels: Int) throws {
    let picture = Pictures.grainy(width: 67, height: 41, channels: channels)
    #expect(try Raster(decoding: picture.encodedPNG()) == picture)
  }

  @Test("of an animated PNG the first picture is kept, and that is said")
  func animatedPNG() throws {
    let picture = Pictures.drawing(width: 60, height: 40)
    let animated = try PNGs.animated(picture.encodedPNG(), frames: 3)
    #expect(try Raster(decoding: animated) == picture)
    let notes = try Normalization().apply(to: animated).notes
    #expect(notes == ["kept the first picture of an animation"])
  }

  @Test("JPEG keeps the picture")
  func jpegRoundTrip() throws {
    let picture = Pictures.drawing(width: 120, height: 90)
    let decoded = try Raster(decoding: picture.encodedJPEG(quality: 95))
    #expect(decoded.difference(from: picture) < 2)
  }

  @Test("a JPEG comes smaller only as far as the long edge allows")
  func smallerScale() throws {
    let bytes = try Pictures.grainy(width: 400, height: 202).encodedJPEG()
    let sizes = try [400, 201, 200, 100, 51, 50, 1].map {
      let raster = try Raster(decoding: bytes, atLeast: $0)
      return Size(width: raster.width, height: raster.height)
    }
    let whole = Size(width: 400, height: 202)
    let (half, quarter) = (Size(width: 200, height: 101), Size(width: 100, height: 51))
    let eighth = Size(width: 50, height: 26)
    #expect(sizes == [whole, whole, half, quarter, quarter, eighth, eighth])
  }

  @Test("slices of data decode like whole data")
  func slices() throws {
    let picture = Pictures.drawing(width: 20, height: 10)
    let padded = try Data([1, 2, 3]) + picture.encodedPNG()
    #expect(try Raster(decoding: padded.dropFirst(3)) == picture)
    let jpeg = try Segments.orient(picture.encodedJPEG(), 6)
    let header = try ImageHeader(reading: (Data([9]) + jpeg).dropFirst())
    #expect(header.orientation == 6)
  }
}
