import Foundation
import Testing
import TroupeImaging
import TroupeVocabulary

@Suite("Refusals")
struct RefusalTests {
  private func fault(_ bytes: Data) -> ImageFault? {
    #expect(throws: ImageFault.self) { try ImageHeader(reading: bytes) }
  }

  @Test("other image types are named")
  func otherTypes() {
    let heads: [(String, [UInt8])] = [
      ("BMP", Array("BM\0\0".utf8)), ("PDF", Array("%PDF-1.7".utf8)),
      ("JPEG XL", [0xFF, 0x0A, 1]), ("JPEG 2000", [0, 0, 0, 12] + Array("jP  \r\n".utf8)),
      ("camera raw", [0x49, 0x49, 0x2A, 0, 16, 0, 0, 0] + Array("CR\u{2}".utf8)),
      ("PNM", Array("P6\n4 4\n255\n".utf8)), ("PNM", Array("P5 4 4 255\n".utf8) + [0, 1, 2]),
      ("Radiance HDR", Array("#?RADIANCE\n".utf8)), ("PostScript", Array("%!PS-Adobe".utf8)),
      ("ICO", [0, 0, 1, 0, 1, 0]), ("DDS", Array("DDS |".utf8)),
      ("TGA", [0, 0, 2, 0, 0, 0, 0, 0, 0, 0]), ("QOI", Array("qoif\0".utf8)),
      ("OpenEXR", [0x76, 0x2F, 0x31, 1]), ("JPEG 2000", [0xFF, 0x4F, 0xFF, 0x51]),
      ("SVG", Array("<?xml version='1.0'?><svg xmlns='x'/>".utf8)),
    ]
    for (type, head) in heads {
      #expect(fault(Data(head)) == .unsupported(type: type), "\(type)")
    }
  }

  @Test("files that are not images are identified")
  func noImages() {
    let texts = [
      ("HTML", "\n <!DOCTYPE html><html>"), ("HTML", "<html><body>"), ("JSON", "{\"error\": 1}"),
      ("XML", "<?xml version='1.0'?><a/>"), ("text", "BMW and others"), ("text", "P5 is a size"),
      ("text", "Not found 找不到"),
    ]
    for (found, text) in texts {
      #expect(fault(Data(text.utf8)) == .notAnImage(found: found), "\(text)")
    }
    #expect(fault(Data([0, 0, 0, 24] + Array("ftypisom".utf8))) == .notAnImage(found: "video"))
    #expect(fault(Data([0x1A, 0x45, 0xDF, 0xA3, 1])) == .notAnImage(found: "video"))
    #expect(fault(Data("PK\u{3}\u{4}".utf8)) == .notAnImage(found: "a ZIP archive"))
    #expect(fault(Data()) == .empty)
    #expect(fault(Data([0, 1, 2, 3])) == .notAnImage(found: "binary data"))
    #expect(fault(Data([0xFF, 0xD8])) == .truncated)
    #expect(fault(Data("RIFF\0\0".utf8)) == .truncated)
    #expect(fault(Data("RIFF\0\0\0\0WAVEfmt ".utf8)) == .notAnImage(found: "binary data"))
    // A long text cut within a character is text still.
    let long = Data(String(repeating: "图", count: 600).utf8)
    #expect(fault(long) == .notAnImage(found: "text"))
  }

  @Test("too large pictures are refused by their headers")
  func bombs() throws {
    let wide = Segments.pngHeader(width: 50_000, height: 10)
    #expect(fault(wide) == .sideTooLong(side: 50_000, bound: 32_768))
    let large = Segments.pngHeader(width: 30_000, height: 30_000)
    #expect(
      fault(large) == .tooManyPixels(width: 30_000, height: 30_000, bound: 100_000_000))
    #expect(fault(Segments.pngHeader(width: 0, height: 5)) != nil)
    #expect(fault(Segments.pngHeader(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF)) != nil)
    let small = try Pictures.drawing(width: 20, height: 20).encodedJPEG()
    let limits = ImageLimits(maxPixels: 399)
    #expect(throws: ImageFault.tooManyPixels(width: 20, height: 20, bound: 399)) {
      try Raster(decoding: small, limits: limits)
    }
  }

  @Test(
    "refused forms of JPEG are named",
    arguments: [
      (UInt8(0xC3), UInt8(8), "lossless JPEG"), (0xC1, 12, "12-bit JPEG"),
      (0xC5, 8, "hierarchical JPEG"), (0xF7, 8, "JPEG-LS"),
    ])
  func forms(marker: UInt8, precision: UInt8, name: String) {
    let frame: [UInt8] = [precision, 0, 8, 0, 8, 1, 1, 0x11, 0]
    let bytes = Segments.insert(marker: marker, frame, into: Data([0xFF, 0xD8, 0xFF, 0xD9]))
    #expect(fault(bytes) == .unsupportedForm(name))
  }

  @Test("a PNG with an unknown critical chunk is refused, with unknown others read")
  func chunks() throws {
    let png = try Pictures.drawing(width: 9, height: 9).encodedPNG()
    let critical = Segments.insert(chunk: "ABCD", [1, 2], into: png)
    #expect(fault(critical) == .unsupportedForm("PNG with a critical chunk ABCD"))
    // Apple's tools put theirs before the header.
    let apple = png.prefix(8) + Segments.chunk("CgBI", [0x50, 0, 0x20, 2]) + png.dropFirst(8)
    for file in [apple, Segments.insert(chunk: "CgBI", [0x50, 0, 0x20, 2], into: png)] {
      guard case .unsupportedForm(let form) = fault(file) else { continue }
      #expect(form.hasPrefix("Apple's CgBI"))
    }
    let other = Segments.insert(chunk: "caBX", [UInt8](repeating: 7, count: 999), into: png)
    #expect(try Raster(decoding: other) == Raster(decoding: png))
  }
}
