import Foundation
import Testing

@testable import TroupeInterchange

@Suite struct EXIFCopyTests {
  /// Sets a comment and checks that a second time changes nothing.
  private func set(_ text: String, in block: [UInt8]) throws -> EXIFBlock {
    var copy = try #require(EXIFBlock(ByteView(block)))
    copy.setUserComment(EXIFBlock.userCommentValue(text))
    var again = copy
    again.setUserComment(EXIFBlock.userCommentValue(text))
    #expect(again.bytes == copy.bytes)
    return copy
  }

  private func texts(_ block: EXIFBlock) -> [String] {
    let file = CopySamples.jpeg(CopySamples.exifSegment(Array(block.bytes)))
    return EmbeddedTexts(reading: file, inflate: inflateStored).texts.map {
      "\($0.name)=\($0.text)"
    }
  }

  @Test(
    "all else stays where it is, so that offsets into the block hold", arguments: [true, false])
  func movesNothing(_ isBig: Bool) throws {
    let maker = (0x927C, 7, utf8("a note of the maker")) as Tag
    for inner in [[maker], [maker, (0x9286, 7, utf8("ASCII\0\0\0old"))], []] {
      let old = exif([(0x010E, 2, utf8("text\0"))], inner, isBig ? .big : .little)
      let copy = try set("a longer text 猫", in: old)
      let note = Data(utf8("a note of the maker"))
      #expect(copy.bytes.range(of: note) == Data(old).range(of: note))
      var expected = ["ImageDescription=text", "UserComment=a longer text 猫"]
      if !inner.isEmpty { expected.insert("MakerNote=a note of the maker", at: 1) }
      #expect(texts(copy) == expected)
      #expect(copy.bytes.range(of: Data(utf8("old"))) == nil)
    }
  }

  @Test("a block without a directory of EXIF gets one, and its next directory stays the next")
  func addsADirectory() throws {
    let block: [UInt8] =
      utf8("II") + number(42, 2, .little) + number(8, 4, .little) + number(2, 2, .little)
      + number(0x010E, 2, .little) + number(2, 2, .little) + number(4, 4, .little) + utf8("abc\0")
      + number(0x9000, 2, .little) + number(3, 2, .little) + number(1, 4, .little) + [5, 0, 0, 0]
      + number(38, 4, .little) + number(0, 2, .little) + [0, 0, 0, 0]
    let copy = try set("new", in: block)
    #expect(copy.main?.next == 38)
    #expect(copy.main?.entries.map(\.tag) == [0x010E, 0x8769, 0x9000])
    #expect(copy.inner?.entries.map(\.tag) == [0x9000, 0x9286])
    #expect(texts(copy) == ["ImageDescription=abc", "UserComment=new"])
  }

  @Test("tags stay sorted where the comment is the first of them or one among others")
  func sorted() throws {
    let copy = try set("new", in: exif([], [(0x9000, 7, utf8("0232")), (0xA001, 3, [1, 0])]))
    #expect(copy.inner?.entries.map(\.tag) == [0x9000, 0x9286, 0xA001])
  }

  @Test("a shorter comment takes the place of the old one, of which nothing is left")
  func shorter() throws {
    let old = exif(
      [],
      [(0x9286, 7, utf8("ASCII\0\0\0a very long old comment")), (0xA420, 2, utf8("id 12345\0"))])
    let copy = try set("s", in: old)
    #expect(copy.bytes.count == old.count)
    #expect(copy.bytes.range(of: Data(utf8("comment"))) == nil)
    #expect(copy.bytes.range(of: Data(utf8("id 12345"))) != nil)
    #expect(texts(copy) == ["UserComment=s"])
  }

  @Test("a value that another tag shares is left alone")
  func sharedValue() throws {
    var block = exif([(0x010E, 2, utf8("shared words\0"))], [(0x9286, 7, utf8("shared words\0"))])
    let first = try #require(Data(block).range(of: Data(utf8("shared"))))
    let pointer = try #require(EXIFBlock(ByteView(block))?.inner?[0x9286]?.offset) + 8
    block.replaceSubrange(pointer..<pointer + 4, with: number(first.lowerBound, 4, .little))
    let copy = try set("a much longer text", in: block)
    #expect(texts(copy) == ["ImageDescription=shared words", "UserComment=a much longer text"])
  }

  @Test("a block that cannot be read gives way to a new one, which is said")
  func unreadable() throws {
    let full = utf8("MM\0*\0\0\0\u{8}\u{10}\0") + [UInt8](repeating: 0, count: 12 * 4096 + 4)
    for block in [
      full,
      [], utf8("II*\0"), utf8("MM\0*") + [0, 0, 0, 200], utf8("II") + [0, 42, 8, 0, 0, 0],
    ] {
      let copy = try CopySamples.embed(CopySamples.jpeg(CopySamples.exifSegment(block)), "new")
      #expect(copy.removed == ["EXIF that could not be read"])
      #expect(CopySamples.texts("UserComment", in: copy.bytes) == ["new"])
    }
  }

  @Test("a pointer to a directory outside of the block is set right")
  func wrongPointer() throws {
    var block = exif([(0x010E, 2, utf8("text\0"))], [])
    let pointer = try #require(EXIFBlock(ByteView(block))?.main?[0x8769]?.offset) + 8
    block.replaceSubrange(pointer..<pointer + 4, with: [255, 255, 255, 255])
    #expect(texts(try set("new", in: block)) == ["ImageDescription=text", "UserComment=new"])
  }
}
