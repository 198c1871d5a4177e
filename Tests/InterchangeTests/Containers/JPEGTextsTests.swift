import Foundation
import Testing

@testable import TroupeInterchange

struct JPEGTextsTests {
  private let packetStart = utf8("http://ns.adobe.com/xap/1.0/\0")

  private func extended(_ part: [UInt8], at offset: Int, of total: Int) -> [UInt8] {
    segment(
      0xE1,
      utf8("http://ns.adobe.com/xmp/extension/\0") + [UInt8](repeating: 65, count: 32)
        + number(total, 4) + number(offset, 4) + part)
  }

  @Test func readsAllSegmentsInOrder() {
    let file = jpeg(
      segment(0xE0, utf8("JFIF\0")), segment(0xFE, utf8("a comment – ä")), [0xFF],
      segment(0xE1, utf8("Exif\0\0") + exif([(0x013B, 2, utf8("ai\0"))])),
      segment(0xE1, packetStart + xmp(#"d:title="Rose""#)), segment(0xE1, utf8("other")))
    let embedded = read(file)
    #expect(
      embedded.texts == [
        EmbeddedText(.comment, "", "a comment – ä"), EmbeddedText(.exif, "Artist", "ai"),
        EmbeddedText(.xmp, "dc:title", "Rose"),
      ])
    #expect(embedded.notes == [] && embedded.marks == [])
  }

  @Test func joinsALongPacketOfXMP() {
    let packet = xmp(#"d:title="Rose""#)
    let (first, second) = (Array(packet[..<100]), Array(packet[100...]))
    let file = jpeg(
      extended(second, at: 100, of: packet.count), extended(first, at: 0, of: packet.count))
    #expect(read(file).texts == [EmbeddedText(.xmp, "dc:title", "Rose")])
    let embedded = read(jpeg(extended(first, at: 0, of: packet.count)))
    #expect(embedded.notes == ["The extended XMP is incomplete: 100 bytes are there."])
  }

  @Test func joinsTheBoxesOfContentCredentials() {
    let store = credentials(generator: "Bing", agent: "DALL-E")
    let head = Array(store[..<8])
    func part(_ number: UInt8, _ bytes: ArraySlice<UInt8>) -> [UInt8] {
      segment(0xEB, utf8("JP") + [0, 1, 0, 0, 0, number] + head + bytes)
    }
    let file = jpeg(part(1, store[8..<90]), part(2, store[90...]))
    let mark = ImageMark.contentCredentials(
      generator: "Bing", model: "DALL-E", sourceTypes: ["trainedAlgorithmicMedia"])
    #expect(read(file).marks == [mark])
    #expect(read(file).notes == [])
  }

  @Test func leavesOtherBoxesAlone() {
    let other = superbox("json", "a.b", box("json", utf8("{}")))
    #expect(read(jpeg(segment(0xEB, utf8("JP") + [0, 1, 0, 0, 0, 1] + other))).marks == [])
  }

  @Test("Bytes between two segments are passed over and noted")
  func passesOverBytesBetweenSegments() {
    let file = jpeg(segment(0xFE, utf8("one")), [0x12, 0xFF], segment(0xFE, utf8("two")))
    #expect(read(file).texts.map(\.text) == ["one", "two"])
    #expect(read(file).notes == ["The JPEG has 2 bytes between its segments at byte 9."])
    let far = jpeg(segment(0xFE, utf8("one")), [UInt8](repeating: 1, count: 300))
    #expect(read(far).notes == ["The JPEG is broken at byte 9."])
  }

  @Test("XMP that a converter put in a comment is read as XMP") func readsXMPInAComment() {
    let file = jpeg(segment(0xFE, utf8("XML:com.adobe.xmp: ") + xmp(#"d:title="Rose""#)))
    #expect(read(file).texts == [EmbeddedText(.xmp, "dc:title", "Rose")])
  }

  @Test("The credit and the caption of an IPTC block are read") func readsIPTC() {
    func record(_ set: UInt8, _ text: String) -> [UInt8] {
      [0x1C, 2, set] + number(text.utf8.count, 2) + utf8(text)
    }
    let records = record(5, "a title") + record(110, "Made with Google AI") + record(120, "a hat")
    let resource = utf8("8BIM") + number(0x0404, 2) + [0, 0] + number(records.count, 4) + records
    let embedded = read(jpeg(segment(0xED, utf8("Photoshop 3.0\0") + resource)))
    #expect(embedded.marks == [.credit("Made with Google AI")])
    #expect(embedded.texts == [EmbeddedText(.comment, "", "a hat")])
  }

  @Test func notesWhatIsBroken() {
    let file = jpeg(segment(0xFE, utf8("hello")))
    #expect(
      read(Array(file[..<8])).notes == ["The JPEG ends within a segment or its length is wrong."])
    #expect(
      read(Array(file.dropLast(2))).notes == [
        "The JPEG ends within its pixels: 4 bytes of them are there."
      ])
    #expect(read(file[..<11] + [0x12, 0x34]).notes == ["The JPEG is broken at byte 11."])
    #expect(read(file[..<11] + [0x12, 0x34]).texts == [EmbeddedText(.comment, "", "hello")])
    #expect(read(Array(file[..<11])).notes == ["The JPEG ends before its pixels."])
  }
}

struct WebPTextsTests {
  @Test func readsAllChunksInOrderWhateverTheLengthClaimed() {
    var file = webp(
      riffChunk("VP8 ", [1, 2, 3]),
      riffChunk("EXIF", utf8("Exif\0\0") + exif([(0x0131, 2, utf8("NovelAI"))])),
      riffChunk("XMP ", xmp(#"d:title="Rose""#)),
      riffChunk("C2PA", credentials(generator: "ChatGPT", agent: "GPT-4o")))
    file[4] = 0
    let embedded = read(file)
    #expect(
      embedded.texts == [
        EmbeddedText(.exif, "Software", "NovelAI"), EmbeddedText(.xmp, "dc:title", "Rose"),
      ])
    #expect(
      embedded.marks == [
        .contentCredentials(
          generator: "ChatGPT", model: "GPT-4o", sourceTypes: ["trainedAlgorithmicMedia"])
      ])
    #expect(embedded.notes == [])
    #expect(read(Array(file.dropLast(2))).notes.count == 1)
  }
}

struct GIFTextsTests {
  @Test func readsCommentsAndXMP() {
    let packet = xmp(#"d:title="Rose""#)
    let trailer = [1] + (0...255).reversed().map { UInt8($0) } + [0]
    let head = utf8("GIF89a") + [1, 0, 1, 0, 0x80, 0, 0] + [0, 0, 0, 1, 1, 1]
    let comment = [0x21, 0xFE, 3] + utf8("abc") + [2] + utf8("de") + [0]
    let application = [0x21, 0xFF, 11] + utf8("XMP DataXMP") + packet + trailer
    let image: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0]
    let file = head + comment + image + application + [0x3B]
    let expected = [
      EmbeddedText(.comment, "", "abcde"), EmbeddedText(.xmp, "dc:title", "Rose"),
    ]
    #expect(read(file).texts == expected)
    #expect(read(file).notes == [])
    #expect(read(Array(file.dropLast())).notes == ["The GIF ends without its last block."])
  }
}
