import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct LeftoversTests {
  private func leftovers(_ file: Data) -> [String] { ImageCopy.leftovers(in: file) }

  @Test("whole files of pixels alone leave nothing over")
  func nothing() {
    #expect(leftovers(CopySamples.png()) == [])
    #expect(leftovers(CopySamples.jpeg(CopySamples.jfif)) == [])
    #expect(leftovers(CopySamples.webP(CopySamples.lossless)) == [])
    #expect(leftovers(CopySamples.webP(CopySamples.head(0x10), CopySamples.lossless)) == [])
  }

  @Test("every chunk of a PNG that is no pixels is named")
  func png() {
    let file = CopySamples.png(
      CopySamples.chunk("tEXt", utf8("a\0b")), CopySamples.chunk("eXIf", exif([])))
    #expect(
      leftovers(file + [1, 2])
        == ["chunk tEXt of 3 bytes", "chunk eXIf of 32 bytes", "2 bytes after the last chunk"])
    #expect(leftovers(CopySamples.png().dropLast()) == ["a PNG that breaks off at byte 58"])
  }

  @Test("every segment of a JPEG that is no pixels is named, a thumbnail in its head too")
  func jpeg() {
    let thumbnail = segment(0xE0, utf8("JFIF\0") + [1, 2, 0, 0, 1, 0, 1, 1, 0])
    let file = CopySamples.jpeg(
      thumbnail, CopySamples.jfif, CopySamples.jfif, segment(0xEE, utf8("Adobe")),
      segment(0xFE, []), CopySamples.credentialSegment, [0], after: [1])
    #expect(
      leftovers(file) == [
        "segment 0xFFE0 of 16 bytes", "segment 0xFFEE of 7 bytes", "segment 0xFFFE of 2 bytes",
        "segment 0xFFEB of 48 bytes", "1 byte between segments", "1 byte after the picture",
      ])
    #expect(leftovers(CopySamples.jpeg().dropLast(2)).count == 1)
  }

  @Test("every chunk of a WebP that is no pixels is named, flags and padding too")
  func webP() {
    let frame = riffChunk("ANMF", [UInt8](repeating: 0, count: 16) + riffChunk("ICCP", [1]))
    let file = CopySamples.webP(
      CopySamples.head(0x04), frame, utf8("ICCP") + [1, 0, 0, 0, 1, 7], riffChunk("XMP ", []),
      after: [1])
    #expect(
      leftovers(file) == [
        "1 byte after the picture", "chunk VP8X of 10 bytes", "chunk ICCP of 1 byte",
        "a byte of padding that is not 0", "chunk XMP? of 0 bytes",
      ])
  }

  @Test("only one block of EXIF passes, and only if it tells no more than which side is up")
  func orientation() {
    let block = Array(EXIFBlock.block(orientation: 8))
    let plain = CopySamples.chunk("eXIf", block)
    #expect(leftovers(CopySamples.png(plain)) == [])
    #expect(leftovers(CopySamples.png(plain, plain)) == ["chunk eXIf of 26 bytes"])
    for index in block.indices where index != 19 {
      var other = block
      other[index] ^= 0x40
      #expect(leftovers(CopySamples.png(CopySamples.chunk("eXIf", other))).count == 1)
    }
    #expect(leftovers(CopySamples.png(CopySamples.chunk("eXIf", block + [0]))).count == 1)
  }
}
