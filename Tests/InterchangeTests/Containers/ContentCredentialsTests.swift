import Foundation
import Testing

@testable import TroupeInterchange

/// A text of CBOR.
func cbor(_ text: String) -> [UInt8] { [0x78, UInt8(text.utf8.count)] + utf8(text) }

/// A map of CBOR with texts as keys.
func cbor(_ pairs: (String, [UInt8])...) -> [UInt8] {
  [0xA0 | UInt8(pairs.count)] + pairs.flatMap { cbor($0.0) + $0.1 }
}

/// An array of CBOR.
func cbor(_ items: [[UInt8]]) -> [UInt8] { [0x80 | UInt8(items.count)] + items.flatMap { $0 } }

private let iptc = "http://cv.iptc.org/newscodes/digitalsourcetype/"

/// A manifest of a claim and the actions given.
func manifest(_ claim: [UInt8], _ assertion: [UInt8], version: String = ".v2") -> [UInt8] {
  superbox(
    "c2ma", "urn:uuid:1",
    superbox(
      "c2as", "c2pa.assertions",
      superbox("cbor", "c2pa.actions\(version)", box("cbor", assertion))),
    superbox("c2cl", "c2pa.claim\(version)", box("cbor", claim)))
}

/// A store of one manifest with one action by a model.
func credentials(generator: String, agent: String) -> [UInt8] {
  let action = cbor(
    ("action", cbor("c2pa.created")), ("softwareAgent", cbor(agent)),
    ("digitalSourceType", cbor(iptc + "trainedAlgorithmicMedia")))
  let claim = cbor(("claim_generator_info", cbor(("name", cbor(generator)))))
  return superbox("c2pa", "c2pa", manifest(claim, cbor(("actions", cbor([action])))))
}

struct ContentCredentialsTests {
  private func embedded(_ store: [UInt8]) -> EmbeddedTexts { read(png(chunk("caBX", store))) }

  @Test func readsGeneratorAgentAndSourceType() {
    let found = embedded(credentials(generator: "ChatGPT", agent: "GPT-4o"))
    #expect(
      found.marks == [
        .contentCredentials(
          generator: "ChatGPT", model: "GPT-4o", sourceTypes: ["trainedAlgorithmicMedia"])
      ])
    #expect(found.notes == [])
  }

  @Test func looksThroughAllManifests() {
    let agent = cbor(("name", cbor("gpt-image")), ("version", cbor("2.0")))
    let made = cbor(
      ("softwareAgentIndex", [0]), ("digitalSourceType", cbor(iptc + "trainedAlgorithmicMedia")))
    let opened = cbor(("action", cbor("c2pa.opened")), ("softwareAgent", cbor("Photoshop")))
    let mixed = cbor(("digitalSourceType", cbor(iptc + "composite")))
    let first = manifest(
      cbor(("claim_generator", cbor("OpenAI Media Service API"))),
      cbor(("actions", cbor([made])), ("softwareAgents", cbor([agent]))))
    let last = manifest(
      cbor(("claim_generator_info", cbor([cbor(("name", cbor("Adobe")))]))),
      cbor(("actions", cbor([opened, mixed]))), version: "")
    #expect(
      embedded(superbox("c2pa", "c2pa", first, last)).marks == [
        .contentCredentials(
          generator: "Adobe", model: "gpt-image 2.0",
          sourceTypes: ["trainedAlgorithmicMedia", "composite"])
      ])
  }

  @Test func readsValuesWithoutLengthAndTags() {
    let actions =
      [0xBF] + cbor("actions") + [0x9F, 0xC0, 0xBF] + cbor("softwareAgent") + [0x7F, 0x61, 0x61]
      + [0x61, 0x62, 0xFF] + cbor("when") + [0xFB, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF]
    let claim = cbor(("claim_generator", cbor("camera")), ("n", [0x20]), ("b", [0x42, 1, 2]))
    let mark = ImageMark.contentCredentials(generator: "camera", model: "ab", sourceTypes: [])
    #expect(embedded(superbox("c2pa", "c2pa", manifest(claim, actions))).marks == [mark])
  }

  @Test func marksItsPresenceHoweverBroken() {
    let bare = ImageMark.contentCredentials(generator: nil, model: nil, sourceTypes: [])
    for store in [[], [1, 2, 3], box("jumb", []), superbox("c2pa", "c2pa")] as [[UInt8]] {
      #expect(embedded(store).marks == [bare])
      #expect(embedded(store).notes.count == 1)
    }
  }

  @Test func boundsTheDepthOfBoxesAndValues() {
    var deep: [UInt8] = []
    for _ in 0..<500 { deep = superbox("c2ma", "a", deep) }
    #expect(embedded(deep).notes.count == 1)
    let nested = [UInt8](repeating: 0x81, count: 100_000)
    #expect(CBORReader.value(in: ByteView(nested)) == nil)
    #expect(CBORReader.value(in: ByteView([0x9B] + [UInt8](repeating: 0xFF, count: 8))) == nil)
    let items = [0x9A] + number(50_000, 4) + [UInt8](repeating: 0, count: 50_000)
    #expect(CBORReader.value(in: ByteView(items)) == nil)
  }
}

struct ISOBMFFTextsTests {
  /// An AVIF with an item of EXIF in the file and one of XMP in the box of data.
  private func avif(_ block: [UInt8], _ packet: [UInt8]) -> [UInt8] {
    func information(_ id: Int, _ kind: String) -> [UInt8] {
      box("infe", [2, 0, 0, 0] + number(id, 2) + [0, 0] + utf8(kind))
    }
    let entries = information(1, "Exif\0") + information(2, "mime\0application/rdf+xml\0")
    let item = number(0, 4) + block
    func meta(_ start: Int) -> [UInt8] {
      let exif = number(1, 2) + [0, 0, 0, 0, 0, 1] + number(start, 4) + number(item.count, 4)
      let xmp = number(2, 2) + [0, 1, 0, 0, 0, 1] + number(0, 4) + number(packet.count, 4)
      return box(
        "meta",
        [0, 0, 0, 0] + box("iinf", [0, 0, 0, 0, 0, 2] + entries)
          + box("iloc", [1, 0, 0, 0, 0x44, 0, 0, 2] + exif + xmp) + box("idat", packet))
    }
    let head = box("ftyp", utf8("avif\0\0\0\0"))
    let start = head.count + meta(0).count + 8
    return head + meta(start) + box("mdat", item)
  }

  @Test func readsItems() {
    let embedded = read(avif(exif([(0x013B, 2, utf8("Ada"))]), xmp(#"d:title="Rose""#)))
    #expect(
      embedded.texts == [
        EmbeddedText(.exif, "Artist", "Ada"), EmbeddedText(.xmp, "dc:title", "Rose"),
      ])
    #expect(embedded.notes == [])
  }

  @Test func readsPrivateBoxesAndThoseOfJPEGXL() {
    let id: [UInt8] = [
      0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4,
      0x81,
    ]
    let body = id + [0, 0, 0, 0] + utf8("manifest\0") + number(0, 8)
    let store = credentials(generator: "g", agent: "a")
    let mark = ImageMark.contentCredentials(
      generator: "g", model: "a", sourceTypes: ["trainedAlgorithmicMedia"])
    let heic = read(box("ftyp", utf8("heic")) + box("uuid", body + store))
    #expect(heic.marks == [mark] && heic.notes == [])
    let jxl = read(
      box("JXL ", [13, 10, 0x87, 10]) + box("Exif", number(0, 4) + exif([(0x013B, 2, utf8("Ada"))]))
        + store + box("brob", [1]))
    #expect(jxl.texts == [EmbeddedText(.exif, "Artist", "Ada")] && jxl.marks == [mark])
    #expect(jxl.notes == ["A compressed box of 1 bytes was left out."])
  }
}
