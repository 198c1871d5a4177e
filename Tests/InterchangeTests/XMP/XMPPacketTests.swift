import Foundation
import Testing

@testable import TroupeInterchange

@Suite("Packets of XMP", .enabled(if: XMPPacket.isAvailable, "libexempi is not on this machine"))
struct XMPPacketTests {
  @Test("every property that is written is read back under its usual name")
  func everyProperty() throws {
    let packet = try XMPPacket.packet(of: fullStatement())
    #expect(
      properties(packet) == [
        "dc:title": "狐狸与玫瑰",
        "dc:description": "A fox 🦊 on a roof,\nat \"dusk\" & <rain>; 屋顶 𠮷",
        "dc:rights": "© 2026 Ann Example",
        "dc:creator": "Ann Example\nBo Beispiel",
        "dc:subject": "Rose\n狐狸\nnight, rain",
        "dc:source": "01M7A/1",
        "dc:identifier": "01M7B/1",
        "dc:format": "image/png",
        "xmp:CreatorTool": "Troupe 0.1 (some-model)",
        "xmp:CreateDate": "2026-09-21T14:13:20Z",
        "xmp:Rating": "4",
        "Iptc4xmpExt:DigitalSourceType":
          "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "Iptc4xmpExt:AIPromptInformation": "A fox 🦊\r\n\tno rain",
        "Iptc4xmpExt:AIPromptWriterName": "Ann Example",
        "Iptc4xmpExt:AISystemUsed": "Some Service",
        "Iptc4xmpExt:AISystemVersionUsed": "some-model",
        "photoshop:Credit": "Made with Troupe",
        "troupe:recordDigest": "sha256:00ff",
      ])
    #expect(EmbeddedTexts(xmp: packet).marks.contains(.sourceType("trainedAlgorithmicMedia")))
    #expect(EmbeddedTexts(xmp: packet).notes == [])
  }

  @Test("a packet has its wrapper, no padding and no date of its own")
  func wrapper() throws {
    let text = String(decoding: try XMPPacket.packet(of: titled("Rose")), as: UTF8.self)
    #expect(text.hasPrefix("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"))
    #expect(text.hasSuffix("</x:xmpmeta>\n<?xpacket end=\"r\"?>"))
    #expect(!text.contains("MetadataDate"))
  }

  @Test("a statement that says nothing gives a packet without properties")
  func empty() throws {
    var statement = PictureStatement()
    #expect(properties(try XMPPacket.packet(of: statement)) == [:])
    statement.title = ""
    statement.creators = ["", "\u{1}"]
    #expect(properties(try XMPPacket.packet(of: statement)) == [:])
  }

  @Test("the same statement gives the same bytes, also where it is merged into its own packet")
  func sameBytes() throws {
    let first = try XMPPacket.packet(of: fullStatement())
    #expect(try XMPPacket.packet(of: fullStatement()) == first)
    #expect(try XMPPacket.packet(of: fullStatement(), mergedInto: first) == first)
  }

  @Test("no packet depends on the prefixes of earlier ones")
  func prefixes() throws {
    let one = packet(#"xmlns:n="urn:one" n:a="1""#)
    let two = packet(#"xmlns:n="urn:two" n:a="2""#)
    let first = try XMPPacket.packet(of: titled("Rose"), mergedInto: two)
    _ = try XMPPacket.packet(of: titled("Rose"), mergedInto: one)
    #expect(try XMPPacket.packet(of: titled("Rose"), mergedInto: two) == first)
    #expect(properties(first)["n:a"] == "2")
  }

  @Test("characters that XML cannot hold are left out")
  func characters() throws {
    let title = "a\u{0}b\u{8}c\u{1B}d\u{FFFE}e\u{FFFF}f\t\u{7F}\u{85}\u{2028}\u{10FFFF}]]>&#0;"
    let read = properties(try XMPPacket.packet(of: titled(title)))["dc:title"]
    #expect(read == "abcdef\t\u{85}\u{2028}\u{10FFFF}]]>&#0;")
  }

  @Test(
    "a rating is brought within -1 to 5",
    arguments: [(Int.min, "-1"), (-1, "-1"), (0, "0"), (5, "5"), (Int.max, "5")])
  func rating(_ rating: Int, _ written: String) throws {
    var statement = PictureStatement()
    statement.rating = rating
    #expect(properties(try XMPPacket.packet(of: statement))["xmp:Rating"] == written)
  }

  @Test(
    "a date is written in UTC to the second, if its year has four digits",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-0.5, "1969-12-31T23:59:59Z"),
      (-11_676_096_000, "1600-01-01T00:00:00Z"), (253_402_300_799.5, "9999-12-31T23:59:59Z"),
      (-11_676_096_001, nil), (253_402_300_800, nil), (.infinity, nil), (.nan, nil), (1e300, nil),
    ] as [(Double, String?)])
  func date(_ seconds: Double, _ written: String?) throws {
    var statement = PictureStatement()
    statement.createdAt = Date(timeIntervalSince1970: seconds)
    #expect(properties(try XMPPacket.packet(of: statement))["xmp:CreateDate"] == written)
  }

  @Test("a text or a list that is too long is refused, the longest is written")
  func bounds() throws {
    let longest = String(repeating: "狐", count: XMPPacket.mostTextBytes / 3)
    #expect(properties(try XMPPacket.packet(of: titled(longest)))["dc:title"] == longest)
    #expect(throws: XMPFault.tooLarge) { try XMPPacket.packet(of: titled(longest + "狐")) }
    var statement = PictureStatement()
    statement.subjects = (1...XMPPacket.mostItems).map { "tag \($0)" }
    let read = properties(try XMPPacket.packet(of: statement))["dc:subject"]
    #expect(read == statement.subjects.joined(separator: "\n"))
    statement.subjects.append("one more")
    #expect(throws: XMPFault.tooLarge) { try XMPPacket.packet(of: statement) }
  }

  @Test("a packet that Troupe could not read again is not written")
  func packetTooLarge() {
    var statement = titled(String(repeating: "<", count: XMPPacket.mostTextBytes))
    #expect(throws: XMPFault.tooLarge) { try XMPPacket.packet(of: statement) }
    statement.title = nil
    statement.subjects = Array(repeating: String(repeating: "a", count: 8192), count: 1000)
    #expect(throws: XMPFault.tooLarge) { try XMPPacket.packet(of: statement) }
  }

  @Test("eight tasks at a time get what each asks for")
  func concurrency() async throws {
    let existing = packet(#"p:City="Bern" xmlns:n="urn:n" n:a="1""#)
    let titles = (0..<64).map { "title \($0) 狐" }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for title in titles[(task * 8)..<(task * 8 + 8)] {
            let packet = try XMPPacket.packet(of: titled(title), mergedInto: existing)
            #expect(
              properties(packet) == ["dc:title": title, "photoshop:City": "Bern", "n:a": "1"])
            let broken = Data("<x".utf8)
            #expect(throws: XMPFault.unreadable) {
              try XMPPacket.packet(of: titled(title), mergedInto: broken)
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
