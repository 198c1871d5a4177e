import Foundation
import Testing

@testable import TroupeInterchange

struct XMPTextsTests {
  private func embedded(_ packet: [UInt8]) -> EmbeddedTexts {
    read(webp(riffChunk("XMP ", packet)))
  }

  private func texts(_ attributes: String, _ elements: String = "") -> [EmbeddedText] {
    embedded(xmp(attributes, elements)).texts
  }

  @Test(
    "A packet in UTF-16 of either order, with or without its mark, is read",
    arguments: [
      ByteOrder.big, .little,
    ])
  func readsUTF16(_ order: ByteOrder) {
    let packet = String(decoding: xmp(#"d:title="Rosé""#), as: UTF8.self)
    for text in [packet, "\u{FEFF}" + packet] {
      let embedded = embedded(utf16(text, order))
      #expect(embedded.texts == [EmbeddedText(.xmp, "dc:title", "Rosé")])
      #expect(embedded.notes == [])
    }
  }

  @Test func namesPropertiesByTheirNamespaces() {
    let found = embedded(
      xmp(
        #"""
        iptcExt:DigitalSourceType="http://cv.iptc.org/newscodes/trainedAlgorithmicMedia"
        p:Credit='Made with "Google" AI' xmlns:c="http://comfy.org/" c:prompt="{}"
        xmlns:t="http://www.tc260.org.cn/ns/AIGC/1.0/" t:AIGC="{&quot;Label&quot;:1}"
        """#))
    #expect(
      found.texts.map(\.name) == [
        "Iptc4xmpExt:DigitalSourceType", "photoshop:Credit", "c:prompt", "TC260:AIGC",
      ])
    #expect(found.texts.allSatisfy { $0.place == .xmp })
    #expect(
      found.marks == [
        .sourceType("trainedAlgorithmicMedia"), .credit(#"Made with "Google" AI"#),
        .label(#"{"Label":1}"#),
      ])
    #expect(found.notes == [])
  }

  @Test func readsElementsAndLists() {
    let elements = """
      <d:description><rdf:Alt>
      <rdf:li xml:lang="x-default">a &lt;cat&gt; &amp; &#x1F431;&#10;&none;</rdf:li>
      <rdf:li xml:lang="de">Katze</rdf:li></rdf:Alt></d:description>
      <d:subject><rdf:Bag><rdf:li>one</rdf:li><!-- no --><rdf:li>two</rdf:li></rdf:Bag></d:subject>
      <e:UserComment><![CDATA[{"c": "<b>"}]]></e:UserComment>
      <iptcExt:DigitalSourceType rdf:resource="http://x/compositeSynthetic"/>
      <d:rights rdf:parseType="Resource"><rdf:value>mine</rdf:value><d:x>no</d:x></d:rights>
      """
    #expect(
      texts("", elements) == [
        EmbeddedText(.xmp, "dc:description", "a <cat> & 🐱\n&none;"),
        EmbeddedText(.xmp, "dc:subject", "one\ntwo"),
        EmbeddedText(.xmp, "exif:UserComment", #"{"c": "<b>"}"#),
        EmbeddedText(.xmp, "Iptc4xmpExt:DigitalSourceType", "http://x/compositeSynthetic"),
        EmbeddedText(.xmp, "dc:rights", "mine"),
      ])
  }

  @Test func readsADeclarationWhereItHolds() {
    let elements = """
      <a:title xmlns:a="http://purl.org/dc/elements/1.1/">one</a:title>
      <a:title xmlns:a="http://ns.adobe.com/photoshop/1.0/">two</a:title><a:title>three</a:title>
      """
    #expect(texts("", elements).map(\.name) == ["dc:title", "photoshop:title", "a:title"])
  }

  @Test func refusesDocumentTypes() {
    let found = embedded(utf8("<!DOCTYPE a [<!ENTITY b 'c'>]>") + xmp(#"d:title="Rose""#))
    #expect(found.texts == [])
    #expect(found.notes.first?.hasSuffix("it has a document type.") == true)
  }

  @Test func keepsWhatStandsBeforeTheFault() {
    let packet = xmp("", "<d:title>Rose</d:title><d:x y=z>")
    #expect(embedded(packet).texts == [EmbeddedText(.xmp, "dc:title", "Rose")])
    #expect(embedded(packet).notes.count == 1)
    let cut = xmp("", "<d:title>Rose</d:title>").dropLast(45)
    #expect(embedded(Array(cut)).texts.count == 1)
    #expect(embedded(Array(cut)).notes.first?.contains("ends too early") == true)
  }

  @Test func boundsTheDepth() {
    let deep = String(repeating: "<d:a>", count: 100_000)
    #expect(embedded(utf8(deep)).notes == ["The XMP of 500000 bytes is nested too deeply."])
  }

  @Test(.timeLimit(.minutes(1))) func takesNoQuadraticTime() {
    let namespaces = (0..<20_000).map { #" xmlns:n\#($0)="u""# }.joined()
    let elements = String(repeating: "<d:a/><d:b>&amp;</d:b>", count: 3000)
    #expect(embedded(xmp(namespaces, elements)).texts.count == 3000)
    #expect(embedded(utf8(String(repeating: "<!--", count: 100_000))).texts == [])
    #expect(embedded(utf8(String(repeating: "&&&&", count: 100_000))).texts == [])
  }
}
