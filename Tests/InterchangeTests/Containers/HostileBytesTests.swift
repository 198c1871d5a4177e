import Foundation
import Testing

@testable import TroupeInterchange

/// Numbers that are the same at each run.
private struct SteadyNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}

struct HostileBytesTests {
  private static let block = exif(
    [(0x010E, 2, utf8("text")), (0x0131, 2, utf8("Software"))],
    [(0x9286, 7, utf8("UNICODE\0") + utf16("a cat", .big)), (0x9C9B, 1, utf16("猫", .little))])
  private static let packet = xmp(
    #"d:title="a&amp;b""#, "<d:subject><rdf:Bag><rdf:li>one</rdf:li></rdf:Bag></d:subject>")
  private static let store = credentials(generator: "ChatGPT", agent: "GPT-4o")

  private static let samples: [[UInt8]] = [
    png(
      chunk("tEXt", utf8("a\0b")), chunk("zTXt", utf8("c\0\0") + stored(utf8("d"))),
      chunk("iTXt", utf8("XML:com.adobe.xmp\0\0\0\0\0") + packet), chunk("eXIf", block),
      chunk("tEXt", utf8("Raw profile type exif\0\nexif\n 4\n49492a00\n")), chunk("caBX", store)),
    jpeg(
      segment(0xE1, utf8("Exif\0\0") + block), segment(0xFE, utf8("comment")),
      segment(0xE1, utf8("http://ns.adobe.com/xap/1.0/\0") + packet),
      segment(0xEB, utf8("JP") + [0, 1, 0, 0, 0, 1] + store)),
    webp(riffChunk("EXIF", block), riffChunk("XMP ", packet), riffChunk("C2PA", store)),
    box("ftyp", utf8("avif"))
      + box(
        "meta",
        [0, 0, 0, 0]
          + box(
            "iinf", [0, 0, 0, 0, 0, 1] + box("infe", [2, 0, 0, 0, 0, 1, 0, 0] + utf8("Exif\0")))
          + box(
            "iloc",
            [1, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1] + number(0, 4)
              + number(block.count + 4, 4)) + box("idat", number(0, 4) + block)) + store,
    utf8("GIF89a") + [1, 0, 1, 0, 0, 0, 0, 0x21, 0xFE, 3] + utf8("abc")
      + [0, 0x21, 0xFF, 11] + utf8("XMP DataXMP") + [9, 9, 0, 0x3B],
    block,
  ]

  @Test func allSamplesHoldSomething() {
    for sample in Self.samples { #expect(read(sample).texts != []) }
  }

  @Test(arguments: samples.indices) func readsEveryBeginning(_ index: Int) {
    let sample = Self.samples[index]
    let whole = read(sample)
    for length in sample.indices {
      let cut = read(Array(sample[..<length]))
      #expect(cut.texts.count <= whole.texts.count)
      #expect(length > 8 || cut.texts.isEmpty)
    }
  }

  @Test(arguments: samples.indices) func readsFlippedBits(_ index: Int) {
    var numbers = SteadyNumbers(state: UInt64(index))
    for _ in 0..<400 {
      var sample = Self.samples[index]
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        let place = Int.random(in: sample.indices, using: &numbers)
        sample[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
      }
      #expect(read(sample).texts.count <= 20)
    }
  }

  @Test(arguments: samples.indices) func readsExtremeNumbers(_ index: Int) {
    let sample = Self.samples[index]
    let extremes: [[UInt8]] = [[0], [0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF]]
    for place in 0..<(sample.count - 4) {
      let extreme = extremes[place % extremes.count]
      var changed = sample
      changed.replaceSubrange(place..<place + extreme.count, with: extreme)
      #expect(read(changed).texts.count <= 20)
    }
  }

  @Test func readsRandomBytesBehindEveryHead() {
    var numbers = SteadyNumbers(state: 7)
    for round in 0..<1200 {
      let head = Self.samples[round % Self.samples.count].prefix(round % 40)
      let tail = (0..<Int.random(in: 0...300, using: &numbers)).map { _ in
        UInt8.random(in: 0...255, using: &numbers)
      }
      let bytes = ByteView(tail)
      #expect(read(head + tail).notes.count <= 64)
      var found = Findings()
      XMPTexts.read(ByteView(utf8("<a:b ") + tail), into: &found)
      ContentCredentials.read(bytes, into: &found)
      EXIFTexts.read(ByteView(utf8("II*\0") + [8, 0, 0, 0] + tail), into: &found)
      #expect(found.marks.count == 1)
      _ = CBORReader.value(in: bytes)
      _ = RawProfile.decoded(tail)
      _ = TextDecoding.userComment(bytes, .little)
      _ = StealthText.read(width: 4, height: 4, rgba: tail)
    }
  }
}
