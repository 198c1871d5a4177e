import Foundation
import Testing

@testable import TroupeInterchange

@Suite(
  "Packets of XMP that are hostile",
  .enabled(if: XMPPacket.isAvailable, "libexempi is not on this machine"))
struct HostileXMPTests {
  private func fault(_ existing: Data) -> XMPFault? {
    do throws(XMPFault) {
      _ = try XMPPacket.packet(of: titled("Rose"), mergedInto: existing)
      return nil
    } catch {
      return error
    }
  }

  private func fault(_ elements: String) -> XMPFault? { fault(packet("", elements)) }

  @Test("entities that grow are refused before they do")
  func entities() {
    let levels = (1...30).map { #"<!ENTITY e\#($0) "&e\#($0 - 1);&e\#($0 - 1);">"# }.joined()
    let laughs = Data("<!DOCTYPE x [<!ENTITY e0 'ha'>\(levels)]>".utf8)
    #expect(fault(laughs + packet("", "<d:source>&e30;</d:source>")) == .unreadable)
    #expect(fault("<d:source>&e30;</d:source>") == .unreadable)
  }

  @Test(
    "a document type is refused wherever it stands",
    arguments: [
      "<!DOCTYPE x>", "<!-- > --><!DOCTYPE x>", "<?p ?><!DOCTYPE x SYSTEM 'file:///x'>",
      "<!doctype x>", "<!ENTITY e 'x'>",
    ])
  func documentTypes(_ beginning: String) {
    #expect(fault(Data(beginning.utf8) + packet()) == .unreadable)
  }

  @Test("the depth is bounded")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: #"<d:a rdf:parseType="Resource">"#, count: depth)
        + String(repeating: "</d:a>", count: depth)
    }
    #expect(fault(nested(60)) == nil)
    #expect(fault(nested(61)) == .unreadable)
    #expect(fault(nested(100_000)) == .unreadable)
    #expect(fault(Data(String(repeating: "<a>", count: 100_000).utf8)) == .unreadable)
  }

  @Test("many properties, namespaces, lines or entities are refused, since they cost too much")
  func costs() {
    func many(_ count: Int, _ element: (Int) -> String) -> String {
      (0..<count).map(element).joined()
    }
    #expect(fault(many(900) { "<d:p\($0)/>" }) == nil)
    #expect(fault(many(1000) { "<d:p\($0)/>" }) == .unreadable)
    #expect(fault(many(150) { #"<n\#($0):a xmlns:n\#($0)="urn:\#($0)"/>"# }) == nil)
    #expect(fault(many(250) { #"<n\#($0):a xmlns:n\#($0)="urn:\#($0)"/>"# }) == .unreadable)
    #expect(fault(many(150) { #"<n:a\#($0) xmlns:n="urn:\#($0)"/>"# }) == .unreadable)
    #expect(fault("<d:p>" + String(repeating: "\n", count: 50_001) + "</d:p>") == .unreadable)
    #expect(fault("<d:p>" + String(repeating: "&lt;", count: 50_001) + "</d:p>") == .unreadable)
  }

  @Test("long packets are refused unread")
  func size() {
    let padding = Data(repeating: 0x20, count: XMPPacket.mostBytes - packet().count)
    #expect(fault(packet() + padding) == nil)
    #expect(fault(packet() + padding + Data([0x20])) == .tooLarge)
  }

  @Test(
    "what is no XMP is refused",
    arguments: [
      "", " ", "text", "<", "<a", "<a/>", "<a></b>", "</a>", "<a/></a>", "<a b/>", "<!--", "<?x",
      "<![CDATA[x]]>", "<rdf:RDF/>", "\u{FEFF}",
    ])
  func noXMP(_ text: String) {
    #expect(fault(Data(text.utf8)) == .unreadable)
  }

  @Test(
    "RDF that breaks its rules is refused",
    arguments: [
      "<d:source>a</d:source><d:source>b</d:source>", "<rdf:li>a</rdf:li>",
      "<d:p><rdf:Bag><d:x>a</d:x></rdf:Bag></d:p>", "<unknown:p>a</unknown:p>",
      #"<d:p rdf:ID="x" rdf:parseType="Collection"/>"#,
    ])
  func badRDF(_ elements: String) {
    #expect(fault(elements) == .unreadable)
  }

  @Test("other encodings and NULs are refused")
  func encodings() {
    let text = String(decoding: packet(#"d:source="here""#), as: UTF8.self)
    #expect(fault(Data(utf16(text, .big))) == .unreadable)
    #expect(fault(Data(utf16(text, .little))) == .unreadable)
    #expect(fault(packet(#"d:source="a"#) + Data([0]) + Data("\"/>".utf8)) == .unreadable)
    #expect(fault(packet() + Data([0xFF])) == .unreadable)
    #expect(fault(Data([0xED, 0xA0, 0x80]) + packet()) == .unreadable)
  }

  @Test("every beginning and every changed byte of a packet gives a packet or a fault")
  func brokenPackets() {
    let whole = packet(
      #"d:source="a&amp;b""#,
      #"<d:title><rdf:Alt><rdf:li xml:lang="x-default">狐</rdf:li></rdf:Alt></d:title>"#)
    for length in 0..<whole.count - 20 { #expect(fault(whole[..<length]) == .unreadable) }
    var readable = 0
    for index in whole.indices {
      var changed = whole
      changed[index] ^= 0x15
      switch fault(changed) {
      case nil: readable += 1
      case .unreadable: break
      case let other: Issue.record("byte \(index): \(String(describing: other))")
      }
    }
    #expect(readable > 0 && readable < whole.count)
  }
}
