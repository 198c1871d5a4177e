import Foundation
import Testing

@testable import TroupeInterchange

struct PNGTextsTests {
  private func text(_ name: String, _ text: String) -> EmbeddedText {
    EmbeddedText(.png, name, text)
  }

  @Test func readsPlainTextAsUTF8AndElseAsLatin1() {
    let file = png(
      chunk("tEXt", utf8("Description\0größer – 猫\0")),
      chunk("tEXt", utf8("Title\0") + [0x67, 0x72, 0xF6, 0xDF]))
    #expect(read(file).texts == [text("Description", "größer – 猫"), text("Title", "größ")])
    #expect(read(file).notes == [])
  }

  @Test func keepsTheOrderAndReadsBehindThePixels() {
    let file = png(
      chunk("tEXt", utf8("b\0one")), chunk("IDAT", [1, 2, 3]),
      chunk("zTXt", utf8("a\0\0") + stored(utf8("two"))), chunk("comf", utf8("prompt\0{}")))
    #expect(read(file).texts == [text("b", "one"), text("a", "two"), text("prompt", "{}")])
  }

  @Test func readsInternationalTextCompressedOrNot() {
    let file = png(
      chunk("iTXt", utf8("plain\0\0\0de\0schlicht\0ä")),
      chunk("iTXt", utf8("packed\0\u{1}\0\0\0") + stored(utf8("ö"))))
    #expect(read(file).texts == [text("plain", "ä"), text("packed", "ö")])
  }

  @Test func notesWhatIsBroken() {
    let file = png(
      chunk("tEXt", utf8("no end of the keyword")),
      chunk("tEXt", [UInt8](repeating: 65, count: 80) + utf8("\0too long")),
      chunk("zTXt", utf8("z\0\0") + [1, 2, 3, 4]), chunk("tEXt", utf8("good\0text")))
    let embedded = read(file)
    #expect(embedded.texts == [text("good", "text")])
    #expect(embedded.notes.count == 3)
    #expect(embedded.notes.last?.contains("4 compressed bytes") == true)
  }

  @Test func notesAChunkThatIsNotAllThere() {
    let file = png(chunk("tEXt", utf8("a\0b")), chunk("tEXt", utf8("k\0cut off here")))
    let embedded = read(Array(file.dropLast(20)))
    #expect(embedded.texts == [text("a", "b")])
    #expect(embedded.notes == ["The PNG ends within a chunk: 10 of its 14 bytes are there."])
  }

  @Test func readsNothingBehindTheEnd() {
    #expect(read(png() + chunk("tEXt", utf8("a\0b"))).texts == [])
  }

  @Test func readsEXIFAndXMPOfItsChunks() {
    let packet = utf8("XML:com.adobe.xmp\0") + xmp(#"d:title="Rose""#)
    let file = png(
      chunk("eXIf", exif([(0x0131, 2, utf8("Draw Things\0"))])), chunk("tEXt", packet))
    #expect(
      read(file).texts == [
        EmbeddedText(.exif, "Software", "Draw Things"), EmbeddedText(.xmp, "dc:title", "Rose"),
      ])
  }

  @Test func readsProfilesInHexadecimal() {
    func profile(_ kind: String, _ bytes: [UInt8]) -> [UInt8] {
      let digits = bytes.map { String(format: "%02x", $0) }.joined()
      return chunk(
        "tEXt", utf8("Raw profile type \(kind)\0\n\(kind)\n      \(bytes.count)\n\(digits)\n"))
    }
    let credit = utf8("Made with Google AI")
    let iptc = [0x1C, 2, 110] + number(credit.count, 2) + credit
    let resource = utf8("8BIM") + number(0x0404, 2) + [0, 0] + number(iptc.count, 4) + iptc
    let file = png(
      profile("iptc", resource), profile("icc", [1, 2]),
      profile("exif", utf8("Exif\0\0") + exif([(0x013B, 2, utf8("Ada\0"))])),
      profile("APP1", utf8("http://ns.adobe.com/xap/1.0/\0") + xmp(#"d:title="Rose""#)))
    let embedded = read(file)
    #expect(embedded.marks == [.credit("Made with Google AI")])
    #expect(
      embedded.texts == [
        EmbeddedText(.exif, "Artist", "Ada"), EmbeddedText(.xmp, "dc:title", "Rose"),
      ])
    #expect(embedded.notes == [])
    #expect(RawProfile.decoded(utf8("\nexif\n 2\n4G\n")) == nil)
  }

  @Test func boundsTheSizeOfATextAndOfAll() {
    let long = [UInt8](repeating: 65, count: Findings.mostBytes + 1)
    let largest = chunk("tEXt", utf8("k\0") + long.dropLast())
    let embedded = read(
      png(
        chunk("tEXt", utf8("long\0") + long), chunk("zTXt", utf8("packed\0\0") + stored(long)),
        largest, largest, largest, largest, largest, chunk("tEXt", utf8("k\0"))))
    #expect(embedded.texts.count == 4)
    #expect(
      embedded.notes == [
        "“long” was left out: its 4194305 bytes are more than 4 MiB.",
        "“packed” was left out: its 4194636 bytes are more than 4 MiB.",
        "“k” was left out: its 4194304 bytes make more than 16 MiB of text.",
      ])
  }

  @Test func boundsTheNumberOfTexts() {
    let many = (0..<5000).flatMap { chunk("tEXt", utf8("k\0\($0)")) }
    let embedded = read(png(many))
    #expect(embedded.texts.count == 4096)
    #expect(embedded.notes == ["The rest was left out: there are more than 4096 texts."])
  }

  @Test func boundsTheNumberOfNotes() {
    let many = (0..<100).flatMap { chunk("zTXt", utf8("k\($0)\0\0") + [1]) }
    let notes = read(png(many)).notes
    #expect(notes.count == 64)
    #expect(notes.last == "There is more that could not be read.")
  }

  @Test func looksAtTheBytesAndSaysWhenTheyAreNoPicture() {
    #expect(read([]).notes == ["The 0 bytes are not a file of a known kind of picture."])
    #expect(read(utf8("hello")).texts == [])
  }
}
