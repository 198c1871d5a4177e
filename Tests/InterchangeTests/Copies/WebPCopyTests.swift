import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct WebPCopyTests {
  private let lossless = CopySamples.lossless
  private let lossy = CopySamples.lossy
  private let packet = riffChunk("XMP ", Array(CopySamples.packet()))

  private func comment(_ text: String) -> [UInt8] {
    riffChunk("EXIF", Array(EXIFBlock.block(userComment: EXIFBlock.userCommentValue(text))))
  }

  @Test("a simple lossless file becomes an extended one that tells its size and that it is clear")
  func extendsLossless() throws {
    let copy = try CopySamples.embed(CopySamples.webP(lossless), "a", xmp: CopySamples.packet())
    #expect(copy.bytes == CopySamples.webP(CopySamples.head(0x1C), lossless, comment("a"), packet))
    #expect(CopySamples.texts("UserComment", in: copy.bytes) == ["a"])
    #expect(CopySamples.texts("dc:title", in: copy.bytes) == ["ttt"])
    #expect(ImageCopy.xmpPacket(in: copy.bytes) == CopySamples.packet())
  }

  @Test("a simple lossy file becomes an extended one of its size that is not clear")
  func extendsLossy() throws {
    let copy = try CopySamples.embed(CopySamples.webP(lossy), xmp: CopySamples.packet())
    #expect(
      copy.bytes == CopySamples.webP(CopySamples.head(0x04, width: 3, height: 2), lossy, packet))
  }

  @Test("profile and moving pictures stay in front, texts take the place of old ones behind them")
  func order() throws {
    let profile = riffChunk("ICCP", [1])
    let moving = riffChunk("ANIM", [0, 0, 0, 0, 0, 0])
    let frame = riffChunk("ANMF", [UInt8](repeating: 0, count: 16) + lossless)
    let other = riffChunk("PSAI", [1])
    let file = CopySamples.webP(
      CopySamples.head(0x32), profile, riffChunk("XMP ", utf8("<x/>")), moving, frame, other, frame,
      riffChunk("C2PA", [1]), other, after: [9])
    let copy = try CopySamples.embed(file, "a", xmp: CopySamples.packet())
    #expect(
      copy.bytes
        == CopySamples.webP(
          CopySamples.head(0x3E), profile, moving, frame, other, frame, comment("a"), packet, other,
          after: [9]))
    #expect(copy.removed == ["Content Credentials (C2PA)"])
  }

  @Test("a packet alone leaves EXIF as it is, and a comment alone leaves the packet")
  func leavesTheOther() throws {
    let exif = riffChunk("EXIF", exif([(0x010E, 2, utf8("text\0"))]))
    let file = CopySamples.webP(CopySamples.head(0x18), lossless, exif)
    let copy = try CopySamples.embed(file, xmp: CopySamples.packet())
    #expect(copy.bytes == CopySamples.webP(CopySamples.head(0x1C), lossless, exif, packet))
    let both = try CopySamples.embed(copy.bytes, "a")
    #expect(ImageCopy.xmpPacket(in: both.bytes) == CopySamples.packet())
    #expect(CopySamples.texts("ImageDescription", in: both.bytes) == ["text"])
  }

  @Test("nothing is left but pixels and profile, within moving pictures too")
  func strips() throws {
    let clear = riffChunk("ALPH", [1, 2, 3])
    let start = [UInt8](repeating: 1, count: 16)
    let frame = riffChunk("ANMF", start + clear + riffChunk("text", [1]) + lossy)
    let file = CopySamples.webP(
      CopySamples.head(0xFF), riffChunk("ICCP", [1]), frame, riffChunk("EXIF", exif([])),
      riffChunk("XMP ", [1]), riffChunk("C2PA", [1]), riffChunk("x\u{1B}yz", []), after: [1])
    let copy = try ImageCopy.stripped(file)
    #expect(
      copy.bytes
        == CopySamples.webP(
          CopySamples.head(0x32), riffChunk("ICCP", [1]), riffChunk("ANMF", start + clear + lossy)))
    #expect(
      copy.removed == [
        "the chunk “text”", "EXIF", "XMP", "Content Credentials (C2PA)", "the chunk “x?yz”",
        "1 byte after the picture",
      ])
  }

  @Test("a simple file without anything else stays as it is")
  func stripsNothing() throws {
    for pixels in [lossless, lossy] {
      let file = CopySamples.webP(pixels)
      #expect(try ImageCopy.stripped(file).bytes == file)
    }
  }

  @Test("a file that breaks off, has no pixels, or does not tell their size is broken")
  func broken() {
    let whole = CopySamples.webP(lossy)
    #expect(throws: CopyFault.broken("The WebP breaks off: 43 of its 44 bytes are there.")) {
      try ImageCopy.stripped(whole.dropLast())
    }
    #expect(throws: CopyFault.broken("The WebP has no pixels.")) {
      try ImageCopy.stripped(CopySamples.webP(CopySamples.head(0)))
    }
    #expect(throws: CopyFault.broken("The pixels of the WebP do not tell their size.")) {
      try CopySamples.embed(CopySamples.webP(riffChunk("VP8 ", [1, 2])), "a")
    }
  }
}
