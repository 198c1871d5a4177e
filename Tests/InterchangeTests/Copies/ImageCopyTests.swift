import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct ImageCopyTests {
  @Test("texts put in twice give the same bytes as once", arguments: CopySamples.rich)
  func idempotent(_ file: Data) throws {
    for (text, packet) in [("a 猫", nil), (nil, CopySamples.packet()), ("a", CopySamples.packet(9))]
    {
      let once = try CopySamples.embed(file, text, xmp: packet)
      #expect(once.bytes != file)
      #expect(try CopySamples.embed(once.bytes, text, xmp: packet).bytes == once.bytes)
    }
  }

  @Test("without texts the copy is the file", arguments: CopySamples.rich)
  func nothing(_ file: Data) throws {
    #expect(try CopySamples.embed(file).bytes == file)
  }

  @Test("data that does not start at index 0 gives the same copies", arguments: CopySamples.rich)
  func slices(_ file: Data) throws {
    let slice = (Data([1, 2, 3]) + file).dropFirst(3)
    #expect(try CopySamples.embed(slice, "a").bytes == CopySamples.embed(file, "a").bytes)
    #expect(try ImageCopy.stripped(slice).bytes == ImageCopy.stripped(file).bytes)
    #expect(ImageCopy.leftovers(in: slice) == ImageCopy.leftovers(in: file))
    #expect(ImageCopy.xmpPacket(in: slice) == CopySamples.packet())
  }

  @Test("credentials are seen, and taken out with any change", arguments: CopySamples.rich)
  func credentials(_ file: Data) throws {
    #expect(ImageCopy.holdsCredentials(file))
    let copy = try CopySamples.embed(file, "a")
    #expect(!ImageCopy.holdsCredentials(copy.bytes))
    #expect(copy.removed == ["Content Credentials (C2PA)"])
    #expect(try ImageCopy.stripped(file).removed.contains("Content Credentials (C2PA)"))
  }

  @Test("boxes in a JPEG that are no credentials stay")
  func otherBoxes() throws {
    let other = segment(0xEB, utf8("JP") + [0, 2, 0, 0, 0, 1] + superbox("json", "other"))
    let further = segment(0xEB, utf8("JP") + [0, 1, 0, 0, 0, 2] + utf8("rest"))
    let file = CopySamples.jpeg(CopySamples.credentialSegment, other, further)
    let copy = try CopySamples.embed(file, xmp: CopySamples.packet())
    let packet = segment(0xE1, utf8("http://ns.adobe.com/xap/1.0/\0") + CopySamples.packet())
    #expect(copy.bytes == CopySamples.jpeg(packet, other))
    #expect(!ImageCopy.holdsCredentials(CopySamples.jpeg(other)))
  }

  @Test("a packet that names credentials elsewhere is noted")
  func provenance() throws {
    let packet = Data(xmp("dcterms:provenance=\"https://example.com\""))
    #expect(try CopySamples.embed(CopySamples.png(), xmp: packet).notes.count == 1)
  }

  @Test("which side is up is kept, and nothing else of EXIF", arguments: CopySamples.rich)
  func orientation(_ file: Data) throws {
    let copy = try ImageCopy.stripped(file)
    let block = Data(
      utf8("MM\0*") + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0])
    #expect(copy.bytes.range(of: block) != nil)
    #expect(copy.notes == ["The EXIF keeps which side of the picture is up (orientation 6)."])
    #expect(ImageCopy.leftovers(in: copy.bytes) == [])
    #expect(try ImageCopy.stripped(copy.bytes).bytes == copy.bytes)
    #expect(EmbeddedTexts(reading: copy.bytes, inflate: inflateStored).texts == [])
  }

  @Test("a picture that stands upright, or on a side that is none, keeps no EXIF")
  func upright() throws {
    for side: UInt8 in [0, 1, 9] {
      let block = CopySamples.exifSegment(exif([(0x0112, 3, [side, 0])]))
      #expect(try ImageCopy.stripped(CopySamples.jpeg(block)).bytes == CopySamples.jpeg())
    }
  }

  @Test("colours of which only EXIF says that they are Adobe RGB are noted")
  func adobeRGB() throws {
    let block = CopySamples.exifSegment(exif([], [(0xA001, 3, [2, 0])]))
    let notes = try ImageCopy.stripped(CopySamples.jpeg(block)).notes
    #expect(notes.count == 1)
    #expect(notes.first?.contains("Adobe RGB") == true)
    let profile = segment(0xE2, utf8("ICC_PROFILE\0") + [1, 1])
    #expect(try ImageCopy.stripped(CopySamples.jpeg(block, profile)).notes == [])
    let plain = CopySamples.exifSegment(exif([], [(0xA001, 3, [1, 0])]))
    #expect(try ImageCopy.stripped(CopySamples.jpeg(plain)).notes == [])
  }

  @Test("other files, and texts that no reader takes, are refused")
  func refuses() {
    for file in [Data(), Data("GIF89a".utf8), Data("RIFF....WAVE".utf8), Data([0x89, 0x50])] {
      #expect(throws: CopyFault.unsupported) { try ImageCopy.stripped(file) }
      #expect(throws: CopyFault.unsupported) { try CopySamples.embed(file, "a") }
      #expect(ImageCopy.leftovers(in: file) == ["a file that is no PNG, JPEG or WebP"])
    }
    #expect(
      throws: CopyFault.tooLong(
        "The text “parameters” has 4194305 bytes; at most 4194304 can be written.")
    ) { try CopySamples.embed(CopySamples.png(), String(repeating: "x", count: 4_194_305)) }
    #expect(throws: CopyFault.broken("The packet of XMP of 2 bytes is no text in UTF-8.")) {
      try CopySamples.embed(CopySamples.png(), xmp: Data([0xC3, 0x28]))
    }
  }
}
