import Foundation
import Testing

@testable import TroupeInterchange

@Suite(
  "Merging into a packet of XMP",
  .enabled(if: XMPPacket.isAvailable, "libexempi is not on this machine"))
struct XMPMergingTests {
  private func merged(_ statement: PictureStatement, into existing: Data) throws -> String {
    String(decoding: try XMPPacket.packet(of: statement, mergedInto: existing), as: UTF8.self)
  }

  @Test("properties of other programs are kept: attributes, structs, lists, resources")
  func foreign() throws {
    let existing = packet(
      #"p:City="Bern" xmlns:lr="http://ns.adobe.com/lightroom/1.0/" e:ISOSpeed="100""#,
      """
      <lr:hierarchicalSubject><rdf:Bag><rdf:li>Place|Bern</rdf:li></rdf:Bag></lr:hierarchicalSubject>
      <n:Struct xmlns:n="urn:n" rdf:parseType="Resource"><n:a>1</n:a>
      <n:b><rdf:Seq><rdf:li>x</rdf:li><rdf:li>y</rdf:li></rdf:Seq></n:b></n:Struct>
      <n:page xmlns:n="urn:n" rdf:resource="urn:page"/>
      """)
    let read = properties(try XMPPacket.packet(of: fullStatement(), mergedInto: existing))
    let own = properties(try XMPPacket.packet(of: fullStatement()))
    #expect(read.filter { own[$0.key] != nil } == own)
    #expect(read["photoshop:City"] == "Bern")
    #expect(read["exif:ISOSpeed"] == "100")
    #expect(read["lr:hierarchicalSubject"] == "Place|Bern")
    #expect(read["n:page"] == "urn:page")
    let text = try merged(fullStatement(), into: existing)
    #expect(text.contains("<n:a>1</n:a>"))
    #expect(text.contains("<rdf:li>x</rdf:li>\n      <rdf:li>y</rdf:li>"))
  }

  @Test("what the statement leaves out is kept, a list that it has is replaced")
  func replaced() throws {
    var statement = PictureStatement()
    statement.subjects = ["new"]
    let existing = packet(
      "",
      """
      <d:source>here</d:source><d:creator><rdf:Seq><rdf:li>Ann</rdf:li></rdf:Seq></d:creator>
      <d:subject><rdf:Bag><rdf:li>old</rdf:li><rdf:li>older</rdf:li></rdf:Bag></d:subject>
      """)
    let read = properties(try XMPPacket.packet(of: statement, mergedInto: existing))
    #expect(read == ["dc:source": "here", "dc:creator": "Ann", "dc:subject": "new"])
  }

  @Test(
    "a title replaces that of the default language only",
    arguments: [["de": "Alt"], ["de": "Alt & <alt", "fr": "Vieux"], [:]])
  func languages(_ others: [String: String]) throws {
    let items = others.map { language, text in
      let text = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      return #"<rdf:li xml:lang="\#(language)">\#(text)</rdf:li>"#
    }
    let existing = packet(
      "",
      """
      <d:title><rdf:Alt>\(items.joined())
      <rdf:li xml:lang="x-default">Old</rdf:li></rdf:Alt></d:title>
      <n:other xmlns:n="urn:n"><rdf:Alt>\(items.joined())
      <rdf:li xml:lang="x-default">Same</rdf:li></rdf:Alt></n:other>
      """)
    let text = try merged(titled("New"), into: existing)
    #expect(text.contains(#"<rdf:li xml:lang="x-default">New</rdf:li>"#))
    #expect(text.contains(#"<rdf:li xml:lang="x-default">Same</rdf:li>"#))
    #expect(!text.contains("Old"))
    for item in items {
      #expect(text.ranges(of: item).count == 2)
    }
  }

  @Test("a language with the same title as the default gets the new one with it")
  func sameTitle() throws {
    let existing = packet(
      "",
      """
      <d:title><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li>
      <rdf:li xml:lang="en-US">Old</rdf:li></rdf:Alt></d:title>
      """)
    let text = try merged(titled("New"), into: existing)
    #expect(text.contains(#"<rdf:li xml:lang="en-US">New</rdf:li>"#))
  }

  @Test("a property of the wrong form is put into the right one")
  func wrongForms() throws {
    let existing = packet(
      #"d:subject="plain" xmlns:x="http://ns.adobe.com/xap/1.0/""#,
      """
      <d:title rdf:parseType="Resource"><d:a>1</d:a></d:title>
      <d:rights><rdf:Bag><rdf:li>mine</rdf:li></rdf:Bag></d:rights>
      <d:creator><rdf:Bag><rdf:li>old</rdf:li></rdf:Bag></d:creator>
      <x:Rating><rdf:Bag><rdf:li>3</rdf:li></rdf:Bag></x:Rating>
      """)
    let packet = try XMPPacket.packet(of: fullStatement(), mergedInto: existing)
    #expect(properties(packet) == properties(try XMPPacket.packet(of: fullStatement())))
  }

  @Test("a foreign namespace with a prefix of ours gets another one")
  func takenPrefixes() throws {
    var statement = PictureStatement()
    statement.record = "ours"
    let existing = packet(#"xmlns:troupe="urn:other" troupe:recordDigest="theirs""#)
    let text = try merged(statement, into: existing)
    #expect(text.contains("<troupe:recordDigest>ours</troupe:recordDigest>"))
    #expect(text.contains("theirs"))
  }

  @Test("a packet without its wrapper and one with NULs behind it are read")
  func bare() throws {
    let bare = Data(
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:n="urn:n" n:a="狐"/></rdf:RDF>
      """.utf8)
    for existing in [bare, bare + Data(count: 9), (Data([1, 2]) + bare)[2...]] {
      let packet = try XMPPacket.packet(of: titled("Rose"), mergedInto: existing)
      #expect(properties(packet) == ["n:a": "狐", "dc:title": "Rose"])
    }
  }
}
