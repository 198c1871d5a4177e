import Foundation
import Testing
import TroupeImaging

@Suite("Where the orientation is said")
struct OrientationSourceTests {
  private static let picture = Pictures.grainy(width: 40, height: 20)

  private static func xmp(_ orientation: UInt8, isElement: Bool = false, prefix: String = "tiff")
    -> String
  {
    let space = "xmlns:\(prefix)='http://ns.adobe.com/tiff/1.0/'"
    let description =
      isElement
      ? "<r:Description \(space)><\(prefix):Orientation> \(orientation)\n</\(prefix):Orientation>"
        + "</r:Description>"
      : "<r:Description \(space) r:about=\"\" \(prefix):Orientation=\"\(orientation)\"/>"
    return packet(description)
  }

  private static func packet(_ description: String) -> String {
    "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
      + "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\(description)</r:RDF>"
      + "</x:xmpmeta><?xpacket end='w'?>"
  }

  /// As ImageMagick writes it into a text chunk.
  private static func digits(_ bytes: [UInt8], name: String) -> [UInt8] {
    let hex = bytes.map { String(format: "%02x", $0) }.joined()
    let lines = stride(from: 0, to: hex.count, by: 72).map { hex.dropFirst($0).prefix(72) }
    return Array("\n\(name)\n\(String(format: "%8d", bytes.count))\n".utf8)
      + Array(lines.joined(separator: "\n").utf8) + [10]
  }

  private static func text(_ keyword: String, _ content: [UInt8]) -> (String, [UInt8]) {
    ("tEXt", Array("\(keyword)\0".utf8) + content)
  }

  private static func packed(_ keyword: String, _ content: [UInt8]) -> (String, [UInt8]) {
    ("zTXt", Array("\(keyword)\0\0".utf8) + Segments.stored(Data(content)))
  }

  private static let mark = Array("Exif\0\0".utf8)

  /// Chunks of a PNG that say an orientation, in every way known.
  private static func chunks(_ value: UInt8) -> [(String, [UInt8])] {
    [true, false].flatMap { littleEndian in
      let exif = Segments.exif(value, littleEndian: littleEndian)
      return [
        ("eXIf", exif), ("eXIf", mark + exif),
        packed("Raw profile type exif", digits(mark + exif, name: "exif")),
        text("Raw profile type exif", digits(exif, name: "exif")),
        packed("Raw profile type APP1", digits(mark + exif, name: "app1")),
      ]
    } + [
      ("iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + Array(xmp(value).utf8)),
      (
        "iTXt",
        Array("XML:com.adobe.xmp\0\u{1}\0en\0XMP\0".utf8)
          + Segments.stored(Data(xmp(value, isElement: true).utf8))
      ),
      packed("Raw profile type xmp", digits(Array(xmp(value).utf8), name: "xmp")),
    ]
  }

  @Test("a PNG says it in chunks old and new, before its pixels and behind")
  func png() throws {
    let png = try Self.picture.encodedPNG()
    for value in UInt8(1)...8 {
      for (name, content) in Self.chunks(value) {
        let before = Segments.insert(chunk: name, content, into: png)
        let behind = png.dropLast(12) + Segments.chunk(name, content) + png.suffix(12)
        for bytes in [before, behind] {
          #expect(try ImageHeader(reading: bytes).orientation == Int(value), "\(name) \(value)")
          #expect(try Raster(decoding: bytes) == Self.picture.oriented(Int(value)))
        }
      }
    }
  }

  private static func segment(_ text: String, _ content: [UInt8]) -> [UInt8] {
    Array(text.utf8) + content
  }

  private static let xmpMark = "http://ns.adobe.com/xap/1.0/\0"

  private func header(_ segments: [[UInt8]]) throws -> ImageHeader {
    // Each goes to the front, so the last comes first.
    try ImageHeader(
      reading: segments.reversed().reduce(Self.picture.encodedJPEG()) {
        Segments.insert(marker: 0xE1, $1, into: $0)
      })
  }

  @Test("XMP counts in JPEG and WebP, by attribute or element, whatever its prefix")
  func xmpForms() throws {
    let webp = try #require(WebPs.encoded(Self.picture))
    for value in UInt8(1)...8 {
      for (isElement, prefix) in [(false, "tiff"), (true, "tiff"), (false, "t"), (true, "ns1")] {
        let packet = Array(Self.xmp(value, isElement: isElement, prefix: prefix).utf8)
        #expect(try header([Self.segment(Self.xmpMark, packet)]).orientation == Int(value))
        let file = WebPs.file(
          WebPs.canvas(width: 40, height: 20, flags: 0x04) + WebPs.picture(of: webp)
            + WebPs.chunk("XMP ", packet))
        #expect(try ImageHeader(reading: file).orientation == Int(value))
      }
    }
    let notes = try Normalization().apply(
      to: Segments.insert(
        marker: 0xE1, Self.segment(Self.xmpMark, Array(Self.xmp(8).utf8)),
        into: Self.picture.encodedJPEG())
    ).notes
    #expect(notes == ["oriented from XMP 8"])
  }

  @Test("an XMP packet goes on in other segments, in any order, and only if it is whole")
  func extendedXMP() throws {
    let name = "0123456789ABCDEF0123456789ABCDEF"
    let note = Self.packet(
      "<r:Description xmlns:n='http://ns.adobe.com/xmp/note/' n:HasExtendedXMP='\(name)'/>")
    let rest = Array(Self.xmp(6).utf8)
    func part(_ name: String, _ range: Range<Int>) -> [UInt8] {
      Array("http://ns.adobe.com/xmp/extension/\0\(name)".utf8)
        + Segments.bigEndian(UInt32(rest.count)) + Segments.bigEndian(UInt32(range.lowerBound))
        + rest[range]
    }
    let (first, second) = (part(name, 0..<100), part(name, 100..<rest.count))
    let main = Self.segment(Self.xmpMark, Array(note.utf8))
    #expect(try header([main, first, second]).orientation == 6)
    #expect(try header([second, main, first]).orientation == 6)
    #expect(try header([main, first]).orientation == 1)
    let other = String(name.reversed())
    #expect(try header([main, part(other, 0..<rest.count)]).orientation == 1)
  }

  @Test("EXIF outranks XMP, and what is silent or broken leaves the word to the next")
  func ranks() throws {
    let xmp = Self.segment(Self.xmpMark, Array(Self.xmp(3).utf8))
    let exif = Self.mark + Segments.exif(6)
    #expect(try header([xmp, exif]).orientation == 6)
    #expect(try header([exif, xmp]).orientation == 6)
    #expect(try header([Self.mark + Segments.exif(1), xmp]).orientation == 1)
    let empty = Self.mark + [0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(try header([empty, exif]).orientation == 6)
    var letters = Segments.exif(6)
    letters[12] = 2
    var pair = Segments.exif(6)
    pair[14] = 2
    var nowhere = Segments.exif(6)
    nowhere[4] = 200
    var onItself = Segments.exif(6)
    onItself[4] = 0
    let silent: [[UInt8]] = [
      [], [1, 2, 3], Segments.exif(0), Segments.exif(9), letters, pair, nowhere, onItself,
    ]
    for bytes in silent {
      #expect(try header([Self.mark + bytes]).orientation == 1)
      #expect(try header([Self.mark + bytes, xmp]).orientation == 3)
      #expect(try header([Self.mark + bytes, exif]).orientation == 6)
    }
    // A chunk for EXIF outranks the old text, wherever each stands.
    let png = try Self.picture.encodedPNG()
    let old = Self.chunks(8)[2]
    let both = Segments.insert(chunk: old.0, old.1, into: png).dropLast(12)
    #expect(
      try ImageHeader(
        reading: both + Segments.chunk("eXIf", Segments.exif(6)) + png.suffix(12)
      ).orientation == 6)
  }

  @Test("an entry behind 300 others counts")
  func manyEntries() throws {
    let others = (0..<300).flatMap { _ -> [UInt8] in [2, 0, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0] }
    let own: [UInt8] = [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
    let exif: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 45, 1] + others + own + [0, 0, 0, 0]
    #expect(try header([Self.mark + exif]).orientation == 6)
  }

  @Test("XMP about other things, or made to harm, says nothing")
  func foreignXMP() throws {
    let tiff = "xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
    let descriptions = [
      "<!-- <r:Description \(tiff) tiff:Orientation='6'/> -->",
      "<r:Description xmlns:tiff='http://other/' tiff:Orientation='6'/>",
      "<r:Description \(tiff) Orientation='6'/>",
      "<r:Description \(tiff) tiff:Orientation='9'/>",
      "<r:Description \(tiff) tiff:Orientation='6", "<r:Description \(tiff) tiff:Orientation=6/>",
      "<r:Description xmlns:d='d'><d:words>tiff:Orientation=\"6\"</d:words></r:Description>",
      // The orientation of a thumbnail in it.
      "<r:Description \(tiff) xmlns:d='d'><d:thumbnail><r:Description tiff:Orientation='6'/>"
        + "</d:thumbnail></r:Description>",
      String(repeating: "<a>", count: 200_000),
      String(repeating: "<a b='", count: 100_000),
    ]
    for description in descriptions {
      let packet = Self.packet(description)
      let png = try Segments.insert(
        chunk: "iTXt", Array("XML:com.adobe.xmp\0\0\0\0\0\(packet)".utf8),
        into: Self.picture.encodedPNG())
      #expect(try ImageHeader(reading: png).orientation == 1, "\(description.prefix(80))")
    }
    let entities = "<!DOCTYPE r [<!ENTITY a '6'>]>" + Self.xmp(6)
    #expect(
      try header([Self.segment(Self.xmpMark, Array(entities.utf8))]).orientation == 1)
  }

  @Test(.timeLimit(.minutes(10)))
  func aPacketOfManyNamespacesIsReadToItsEnd() throws {
    let spaces = (0..<40_000).map { "xmlns:n\($0)=''" }.joined(separator: " ")
    let packet = Self.xmp(6).replacing("r:about=\"\"", with: spaces)
    let (name, content) = Self.text("XML:com.adobe.xmp", Array(packet.utf8))
    let bytes = Segments.insert(chunk: name, content, into: try Self.picture.encodedPNG())
    #expect(try ImageHeader(reading: bytes).orientation == 6)
  }
}
