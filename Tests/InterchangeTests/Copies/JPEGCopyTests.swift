import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct JPEGCopyTests {
  private let jfif = CopySamples.jfif
  private let xmpName = utf8("http://ns.adobe.com/xap/1.0/\0")

  private func markers(_ file: Data) -> [UInt8] {
    JPEGFile(reading: ByteView(file)).segments.map(\.marker)
  }

  @Test("a new comment stands in EXIF behind the head, in UTF-16 with the highest bytes first")
  func newComment() throws {
    let copy = try CopySamples.embed(CopySamples.jpeg(jfif), "a 猫")
    let block = try #require(JPEGFile(ByteView(copy.bytes)).segments[1].body.part(6, 64 + 6))
    #expect(block.bytes.suffix(14) == (utf8("UNICODE\0") + [0, 0x61, 0, 0x20, 0x73, 0x2B])[...])
    #expect(markers(copy.bytes).prefix(3) == [0xE0, 0xE1, 0xDB])
    #expect(CopySamples.texts("UserComment", in: copy.bytes) == ["a 猫"])
    #expect(copy.bytes.suffix(CopySamples.scan.count + 2) == Data(CopySamples.scan + [0xFF, 0xD9]))
  }

  @Test("a packet stands behind the EXIF and takes the place of the old one and of its parts")
  func packets() throws {
    let block = CopySamples.exifSegment(exif([(0x010E, 2, utf8("text\0"))]))
    let old = segment(0xE1, xmpName + utf8("<x/>"))
    let part = segment(0xE1, utf8("http://ns.adobe.com/xmp/extension/\0") + [1, 2])
    let comment = segment(0xFE, utf8("c"))
    let copy = try CopySamples.embed(
      CopySamples.jpeg(jfif, block, comment, old, part), xmp: CopySamples.packet())
    let new = segment(0xE1, xmpName + CopySamples.packet())
    #expect(copy.bytes == CopySamples.jpeg(jfif, block, new, comment))
    #expect(copy.removed == ["parts of the old XMP that could not be joined"])
    #expect(ImageCopy.xmpPacket(in: copy.bytes) == CopySamples.packet())
  }

  @Test("a packet of 65,502 bytes stands in one segment, one of a byte more in parts")
  func longPackets() throws {
    let overhead = CopySamples.packet(0).count
    let fits = CopySamples.packet(65_502 - overhead)
    let one = try CopySamples.embed(CopySamples.jpeg(jfif), xmp: fits)
    #expect(markers(one.bytes).filter { $0 == 0xE1 }.count == 1)
    #expect(ImageCopy.xmpPacket(in: one.bytes) == fits)
    let long = CopySamples.packet(150_000)
    let copy = try CopySamples.embed(CopySamples.jpeg(jfif), xmp: long)
    #expect(markers(copy.bytes).filter { $0 == 0xE1 }.count == 4)
    #expect(CopySamples.texts("dc:title", in: copy.bytes).map(\.count) == [150_000])
    let back = try #require(ImageCopy.xmpPacket(in: copy.bytes))
    #expect(XMPWrapper.content(of: back) == XMPWrapper.content(of: long))
    #expect(try CopySamples.embed(copy.bytes, xmp: long).bytes == copy.bytes)
    #expect(try CopySamples.embed(copy.bytes, xmp: back).bytes == copy.bytes)
    #expect(copy.notes.count == 1)
  }

  @Test("a packet that is only long by the blanks before its end stands in one segment")
  func paddedPacket() throws {
    let text = String(decoding: CopySamples.packet(), as: UTF8.self)
    let blanks = String(repeating: " ", count: 70_000)
    let padded = text.replacing("<?xpacket end", with: "\(blanks)<?xpacket end")
    let copy = try CopySamples.embed(CopySamples.jpeg(), xmp: Data(padded.utf8))
    #expect(copy.bytes.count < 1200)
    #expect(CopySamples.texts("dc:title", in: copy.bytes) == ["ttt"])
    #expect(copy.notes == [])
  }

  @Test("the parts of another program's packet are joined with its first part")
  func joinsParts() throws {
    let id = String(repeating: "AB", count: 16)
    let name = #"xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="\#(id)""#
    let further = Data(
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-\
      syntax-ns#"><rdf:Description xmlns:e="http://ns.adobe.com/exif/1.0/" e:UserComment="u"/>\
      </rdf:RDF></x:xmpmeta>
      """.utf8)
    let parts = [20, 0].map { offset in
      segment(
        0xE1,
        utf8("http://ns.adobe.com/xmp/extension/\0" + id) + number(further.count, 4)
          + number(offset, 4) + (offset == 0 ? further.prefix(20) : further.dropFirst(20)))
    }
    let file = CopySamples.jpeg(
      segment(0xE1, xmpName + xmp("d:title=\"t\" \(name)")), parts[0], parts[1])
    let packet = try #require(ImageCopy.xmpPacket(in: file))
    let texts = EmbeddedTexts(xmp: packet).texts
    #expect(texts.map(\.name) == ["dc:title", "exif:UserComment"])
    #expect(!String(decoding: packet, as: UTF8.self).contains("HasExtendedXMP"))
    #expect(try CopySamples.embed(file, xmp: packet).removed == [])
    let lone = CopySamples.jpeg(segment(0xE1, xmpName + xmp(name)), parts[1])
    #expect(try CopySamples.embed(lone, xmp: packet).removed.count == 1)
  }

  @Test("a comment that does not fit into a segment is refused with both sizes")
  func tooLong() throws {
    // Head, directories and the name of the characters take 70 bytes.
    let fits = String(repeating: "x", count: (65_533 - 70) / 2)
    let copy = try CopySamples.embed(CopySamples.jpeg(), fits)
    #expect(CopySamples.texts("UserComment", in: copy.bytes) == [fits])
    #expect(
      throws: CopyFault.tooLong(
        "The EXIF of the JPEG would have 65534 bytes with the text “parameters” of 65464; "
          + "at most 65533 fit.")
    ) { try CopySamples.embed(CopySamples.jpeg(), fits + "x") }
  }

  @Test("the index of further pictures points to them after texts are put in, as it did before")
  func furtherPictures() throws {
    for (order, mark) in [(ByteOrder.little, "II"), (.big, "MM")] {
      let second = Array(CopySamples.jpeg())
      func index(_ size: Int, _ offset: Int) -> [UInt8] {
        let entry = {
          number(0, 4, order) + number($0, 4, order) + number($1, 4, order) + [0, 0, 0, 0]
        }
        let tag = number(0xB002, 2, order) + number(7, 2, order) + number(32, 4, order)
        return segment(
          0xE2,
          utf8("MPF\0" + mark) + number(42, 2, order) + number(8, 4, order) + number(1, 2, order)
            + tag + number(26, 4, order) + [0, 0, 0, 0] + entry(size, 0)
            + entry(second.count, offset))
      }
      func file(_ segments: [UInt8]..., after: [UInt8] = []) -> Data {
        let all = segments.flatMap { $0 }
        let size = CopySamples.jpeg(all, index(0, 0), after).count
        // Offsets count from the letters that name the order.
        return CopySamples.jpeg(all, index(size, size - 2 - all.count - 8), after, after: second)
      }
      let credentials = CopySamples.credentialSegment
      let copy = try CopySamples.embed(file(jfif, after: credentials), "text")
      let comment = Array(JPEGFile(reading: ByteView(copy.bytes)).segments[1].whole)
      #expect(copy.bytes == file(jfif, comment))
      #expect(copy.removed == ["Content Credentials (C2PA)"])
    }
  }

  @Test("nothing is left but pixels, profile, and the heads that tell the colours")
  func strips() throws {
    let profile = segment(0xE2, utf8("ICC_PROFILE\0") + [1, 1, 9])
    let adobe = segment(0xEE, utf8("Adobe") + [0, 100, 0, 0, 0, 0, 1])
    let thumbnail = segment(0xE0, utf8("JFIF\0") + [1, 2, 0, 0, 1, 0, 1, 1, 1, 7, 7, 7])
    let file = CopySamples.jpeg(
      thumbnail, segment(0xE0, utf8("JFXX\0")), profile, segment(0xEE, adobe[4...] + [8]),
      segment(0xE2, utf8("MPF\0")), segment(0xED, utf8("Photoshop 3.0\u{0}8BIM\u{4}\u{4}")),
      segment(0xFE, utf8("c")), segment(0xE5, utf8("Other x")), segment(0xEB, utf8("JP")), [0, 0],
      segment(0xDD, [0, 0]), after: [0xFF, 0xD8])
    let copy = try ImageCopy.stripped(file)
    #expect(copy.bytes == CopySamples.jpeg(jfif, profile, adobe, segment(0xDD, [0, 0])))
    #expect(
      copy.removed == [
        "a thumbnail", "the index of further pictures (MPF)", "IPTC", "a comment",
        "the segment APP5 “Other”", "the segment APP11 “JP”", "2 bytes between segments",
        "2 bytes after the picture",
      ])
  }

  @Test("what stands between two scans is taken out too")
  func betweenScans() throws {
    let second = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0xFF, 0x00, 0xFF, 0xD0, 0x3F]
    let file = Data(
      [0xFF, 0xD8] + CopySamples.scan + segment(0xFE, utf8("c")) + second + [0xFF, 0xD9])
    #expect(ImageCopy.leftovers(in: file) == ["segment 0xFFFE of 3 bytes"])
    let copy = try ImageCopy.stripped(file)
    #expect(copy.bytes == Data([0xFF, 0xD8] + CopySamples.scan + second + [0xFF, 0xD9]))
  }

  @Test("a file without frame, scan or end is broken, and the fault tells where")
  func broken() {
    let whole = CopySamples.jpeg()
    for file in [
      whole.dropLast(), whole.dropLast(2), Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF, 0xD9]),
    ] {
      #expect { try ImageCopy.stripped(file) } throws: {
        if case .broken(let fact) = $0 as? CopyFault { fact.contains("at byte") } else { false }
      }
    }
    #expect(throws: CopyFault.broken("The JPEG has no pixels.")) {
      try CopySamples.embed(Data([0xFF, 0xD8, 0xFF, 0xD9]), "a")
    }
  }
}
