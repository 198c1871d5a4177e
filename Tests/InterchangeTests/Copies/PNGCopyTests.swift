import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct PNGCopyTests {
  private let chunk = CopySamples.chunk

  @Test("a text in Latin-1 becomes tEXt before the pixels, any other iTXt")
  func textsByLetters() throws {
    let plain = try CopySamples.embed(CopySamples.png(), "a café")
    #expect(
      plain.bytes
        == CopySamples.png(
          chunk("tEXt", utf8("parameters\0a caf") + [0xE9])))
    let other = try CopySamples.embed(CopySamples.png(), "猫")
    #expect(other.bytes == CopySamples.png(chunk("iTXt", utf8("parameters\0\0\0\0\0猫"))))
  }

  @Test("a text whose Latin-1 could be read as UTF-8 becomes iTXt and is read back as it is")
  func ambiguousLatin() throws {
    let copy = try CopySamples.embed(CopySamples.png(), "Ã©")
    #expect(
      PNGFile(reading: ByteView(copy.bytes)).chunks.map(\.kind) == ["IHDR", "iTXt", "IDAT", "IEND"])
    #expect(CopySamples.texts("parameters", in: copy.bytes) == ["Ã©"])
  }

  @Test("only texts of the same name are replaced, wherever they stand; the rest stays in place")
  func replaces() throws {
    let title = chunk("tEXt", utf8("Title\0t"))
    let time = chunk("tIME", [7, 234, 1, 1, 0, 0, 0])
    let old = chunk("zTXt", utf8("parameters\0\0") + stored(utf8("old")))
    let file = CopySamples.png(old, title, after: time + chunk("tEXt", utf8("parameters\0late")))
    let copy = try CopySamples.embed(file, "new")
    let new = chunk("tEXt", utf8("parameters\0new"))
    #expect(copy.bytes == CopySamples.png(title, new, after: time))
    #expect(copy.removed == [])
  }

  @Test("a packet of XMP replaces all that stood for one and is given back")
  func packets() throws {
    let raw = chunk("zTXt", utf8("Raw profile type xmp\0\0") + stored(utf8("\nxmp\n 1\n41\n")))
    let file = CopySamples.png(raw, chunk("tEXt", utf8("XML:com.adobe.xmp\0<x/>")))
    #expect(ImageCopy.xmpPacket(in: file) == Data("<x/>".utf8))
    let copy = try CopySamples.embed(file, xmp: CopySamples.packet())
    #expect(
      copy.bytes
        == CopySamples.png(
          chunk("iTXt", utf8("XML:com.adobe.xmp\0\0\0\0\0") + CopySamples.packet())))
    #expect(copy.removed == ["the text “Raw profile type xmp”"])
    #expect(ImageCopy.xmpPacket(in: copy.bytes) == CopySamples.packet())
  }

  @Test("a packet that is compressed or in ImageMagick's form is found where it can be inflated")
  func compressedPackets() {
    let raw = chunk(
      "zTXt", utf8("Raw profile type xmp\0\0") + stored(utf8("\nxmp\n 4\n3c782f3e\n")))
    let packed = chunk("iTXt", utf8("XML:com.adobe.xmp\0\u{1}\0\0\0") + stored(utf8("<y/>")))
    let find = { ImageCopy.xmpPacket(in: $0, inflate: inflateStored) }
    #expect(find(CopySamples.png(raw)) == Data("<x/>".utf8))
    #expect(find(CopySamples.png(raw, packed)) == Data("<y/>".utf8))
    #expect(ImageCopy.xmpPacket(in: CopySamples.png(packed)) == nil)
  }

  @Test("what may hold an old packet but cannot be told apart is noted")
  func oldProfile() throws {
    let raw = chunk("zTXt", utf8("Raw profile type APP1\0\0") + stored([]))
    let copy = try CopySamples.embed(CopySamples.png(raw), xmp: CopySamples.packet())
    #expect(copy.notes.contains { $0.contains("Raw profile type APP1") })
  }

  @Test("NULs, which would end the text, are left out and noted")
  func nulls() throws {
    let copy = try CopySamples.embed(CopySamples.png(), "a\0b")
    #expect(CopySamples.texts("parameters", in: copy.bytes) == ["ab"])
    #expect(copy.notes.count == 1)
  }

  @Test("bytes after the picture stay where texts are put in and go where all is taken out")
  func trailing() throws {
    let file = CopySamples.png() + Data("tail".utf8)
    #expect(try CopySamples.embed(file, "a").bytes.suffix(4) == Data("tail".utf8))
    let copy = try ImageCopy.stripped(file)
    #expect(copy.bytes == CopySamples.png())
    #expect(copy.removed == ["4 bytes after the picture"])
  }

  @Test("of a moving picture with a profile only texts are taken out")
  func stripsAMovingPicture() throws {
    let kept = ["iCCP", "sRGB", "gAMA", "cHRM", "cICP", "mDCV", "cLLI", "sBIT", "acTL", "fcTL"]
      .flatMap { chunk($0, [1]) }
    let file = CopySamples.png(
      kept, chunk("pHYs", [1]), chunk("zTXt", utf8("Com\u{1B}ment\0\0")), chunk("prVt", []),
      after: chunk("fdAT", [0]) + chunk("tEXt", utf8("exif:Make\0x")))
    let copy = try ImageCopy.stripped(file)
    #expect(copy.bytes == CopySamples.png(kept, after: chunk("fdAT", [0])))
    #expect(
      copy.removed == [
        "the size of the pixels", "the text “Com?ment”", "the chunk “prVt”", "the text “exif:Make”",
      ])
  }

  @Test("a file without head, pixels or end is broken, and the fault tells where")
  func broken() {
    let whole = CopySamples.png()
    #expect(throws: CopyFault.broken("The PNG breaks off within the chunk at byte 58 of 69.")) {
      try ImageCopy.stripped(whole.dropLast())
    }
    #expect(throws: CopyFault.broken("The PNG has no pixels.")) {
      try ImageCopy.stripped(Data(CopySamples.pngStart + chunk("IEND", [])))
    }
    #expect(throws: CopyFault.broken("The PNG does not start with its head.")) {
      try CopySamples.embed(Data(PNGFile.signature + CopySamples.pixel + chunk("IEND", [])), "a")
    }
  }
}
