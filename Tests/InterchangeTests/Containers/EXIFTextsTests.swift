import Foundation
import Testing

@testable import TroupeInterchange

struct EXIFTextsTests {
  private func texts(_ block: [UInt8]) -> [EmbeddedText] {
    read(webp(riffChunk("EXIF", block))).texts
  }

  private func comment(_ bytes: [UInt8], _ order: ByteOrder = .little) -> String? {
    texts(exif([], [(0x9286, 7, bytes)], order)).first?.text
  }

  @Test(arguments: [ByteOrder.big, .little]) func readsBothDirectories(_ order: ByteOrder) {
    let block = exif(
      [
        (0x010E, 2, utf8("schöne Katze\0")), (0x010F, 2, [0x67, 0xF6, 0]),
        (0x0110, 2, utf8("prompt:{}\0")),
        (0x010C, 2, utf8("other\0")), (0x0100, 4, number(1, 4)),
        (0x9C9B, 1, utf16("Titel", .little)),
      ],
      [(0x9003, 2, utf8("2026:01:02 03:04:05\0")), (0x927C, 7, utf8("fooocus"))], order)
    let expected = [
      EmbeddedText(.exif, "ImageDescription", "schöne Katze"), EmbeddedText(.exif, "Make", "gö"),
      EmbeddedText(.exif, "Model", "prompt:{}"), EmbeddedText(.exif, "tag 0x010C", "other"),
      EmbeddedText(.exif, "XPTitle", "Titel"),
      EmbeddedText(.exif, "DateTimeOriginal", "2026:01:02 03:04:05"),
      EmbeddedText(.exif, "MakerNote", "fooocus"),
    ]
    #expect(Set(texts(block)) == Set(expected))
    #expect(texts(utf8("Exif\0\0") + block) == texts(block))
  }

  @Test(arguments: [ByteOrder.big, .little], [ByteOrder.big, .little])
  func findsTheOrderOfAComment(_ written: ByteOrder, _ file: ByteOrder) {
    for text in ["a cat, Steps: 20", "美しい猫、傑作。", "красивая кошка", "猫 and größe 😀"] {
      #expect(comment(utf8("UNICODE\0") + utf16(text, written), file) == text)
    }
  }

  @Test func readsCommentsOfAllNames() {
    #expect(comment(utf8("ASCII\0\0\0plain\0\0")) == "plain")
    #expect(comment(utf8("\0\0\0\0\0\0\0\0plain")) == "plain")
    #expect(comment(utf8(#"{"prompt": {"1": {}}}"#)) == #"{"prompt": {"1": {}}}"#)
    #expect(comment(utf8("unicode letters")) == "unicode letters")
    #expect(comment(utf8("UNICODE\0masterpiece, best quality")) == "masterpiece, best quality")
    #expect(comment(utf8("\0\0\0\0\0\0\0\0") + utf16("wide text", .big)) == "wide text")
    #expect(comment(utf8("UNICODE\0") + [0xFE, 0xFF] + utf16("猫", .big)) == "猫")
    #expect(comment(utf8("ASCII\0\0\0\0\0\0\0")) == nil)
  }

  @Test("A comment that a program read in the wrong order and wrote as UTF-8 is turned back")
  func turnsBackASwappedComment() {
    let text = "a red hat, “wide”, Steps: 20, Seed: 5"
    let swapped = String(decoding: text.utf16.map(\.byteSwapped), as: UTF16.self)
    #expect(comment([UInt8](repeating: 0, count: 8) + utf8(swapped)) == text)
    let real = "一二三四五六七八九十、美しい猫、傑作。"
    #expect(comment([UInt8](repeating: 0, count: 8) + utf8(real)) == real)
  }

  @Test func readsACommentOfTheMainDirectory() {
    let json = #"{"prompt": {}}"#
    #expect(texts(exif([(0x9286, 2, utf8(json))])) == [EmbeddedText(.exif, "UserComment", json)])
  }

  @Test("A TIFF holds XMP, IPTC and Content Credentials in tags of its own")
  func readsTheBlocksOfATIFF() {
    let credit = [0x1C, 2, 110, 0, 3] + utf8("Ada")
    let tags: [Tag] = [
      (0x02BC, 1, xmp(#"d:title="Rose""#)), (0x83BB, 7, credit),
      (0xCD41, 7, credentials(generator: "g", agent: "a")),
    ]
    let embedded = read(exif(tags))
    #expect(embedded.texts == [EmbeddedText(.xmp, "dc:title", "Rose")])
    let mark = ImageMark.contentCredentials(
      generator: "g", model: "a", sourceTypes: ["trainedAlgorithmicMedia"])
    #expect(embedded.marks == [.credit("Ada"), mark] && embedded.notes == [])
    #expect(read(exif([], tags)).marks == [])
  }

  @Test func leavesOutWhatIsNotText() {
    #expect(texts(exif([(0x0131, 3, [1, 2])], [(0x927C, 7, [1, 2, 3, 4, 5, 6])])) == [])
  }

  @Test func notesWhatLiesOutside() {
    let block = exif([(0x0131, 2, utf8("a long text\0")), (0x013B, 2, utf8("Ada"))])
    let embedded = read(webp(riffChunk("EXIF", Array(block.dropLast()))))
    #expect(embedded.texts == [EmbeddedText(.exif, "Artist", "Ada")])
    #expect(embedded.notes == ["The EXIF tag Software of 12 bytes lies outside of its block."])
    #expect(read(webp(riffChunk("EXIF", [1, 2]))).notes.count == 1)
  }

  @Test func endsWhereADirectoryLeadsToItself() {
    let entry = number(0x8769, 2) + number(4, 2) + number(1, 4) + number(8, 4)
    let text = number(0x013B, 2) + number(2, 2) + number(3, 4) + utf8("Ada\0")
    let block = utf8("MM") + number(42, 2) + number(8, 4) + number(3, 2) + entry + entry + text
    #expect(texts(block).count == 2)
  }

  @Test func boundsTheWorkOfTagsThatShareABlock() {
    let size = 2 << 20
    let count = 2000
    let entries = (0..<count).flatMap { _ in
      number(0x927C, 2) + number(7, 2) + number(size, 4) + number(10 + count * 12, 4)
    }
    let block = utf8("MM") + number(42, 2) + number(8, 4) + number(count, 2) + entries
    let embedded = read(webp(riffChunk("EXIF", block + [UInt8](repeating: 1, count: size))))
    #expect(embedded.texts == [])
    #expect(embedded.notes == ["The rest was left out: there is too much to decode."])
  }
}
