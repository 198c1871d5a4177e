import Foundation
import Testing
import TroupeVocabulary

struct CanonicalJSONTests {
  static let digest = Digest(bytes: [UInt8](repeating: 0xAB, count: 32))
  static let id = ULID(at: Date(timeIntervalSince1970: 1_700_000_000), entropy: 3)

  private func roundTrip<Value: Codable & Equatable>(_ value: Value) throws {
    let data = try CanonicalJSON.encode(value)
    #expect(try CanonicalJSON.decode(Value.self, from: data) == value)
    #expect(try CanonicalJSON.encode(value) == data)
    #expect(try CanonicalJSON.encode(CanonicalJSON.decode(Value.self, from: data)) == data)
  }

  @Test func requests() throws {
    let image = InputImage(
      image: StoredImage(
        digest: Self.digest, type: .jpeg, width: 2, height: 3, byteCount: 4),
      origin: OutputID(generation: Self.id, position: 1), role: .identity,
      asset: Handle("凯尔"))
    try roundTrip(
      Request(
        prompt: "@凯尔 \"quoted\" / \u{1F3AD}\n", model: "m", parent: image, references: [image],
        without: [Handle("kael")], overflow: .drop,
        parameters: Parameters(
          aspect: "16:9", size: "2K", seed: -1, options: ["thinking_level": "high", "aB": "x"])))
    try roundTrip(Request(prompt: "", model: ""))
  }

  @Test(arguments: [
    (#""byte_count":-1"#), (#""byte_count":9223372036854775807"#),
    (#""byte_count":1,"width":4611686018427387904"#), (#""byte_count":1,"height":-1"#),
  ])
  func anImageBeyondReckoningIsRefused(_ members: String) {
    let text = #"{"digest":"\#(Self.digest)","type":"image/png",\#(members)}"#
    #expect(throws: DecodingError.self) {
      try CanonicalJSON.decode(StoredImage.self, from: Data(text.utf8))
    }
  }

  @Test func whatIsNotKnownIsNullAndNotLeftOut() throws {
    let request = Request(prompt: "x", model: "m")
    let json = try CanonicalJSON.text(request)
    #expect(json.contains(#""parent":null"#))
    #expect(json.contains(#""aspect":null"#))
    let price = Sourced<[String: Double]>(nil, source: "test", checked: "2026-11-20")
    let estimate = try CanonicalJSON.text(
      Estimate(costUSD: nil, boundUSD: nil, price: price, tokens: nil, bytes: 0))
    #expect(
      estimate.hasPrefix(
        #"{"bound_usd":null,"byte_count":0,"cost_usd":null,"price_checked":"2026-11-20","#))
    #expect(estimate.hasSuffix(#""price_source":"test","tokens":null}"#))
  }

  /// Records made before these could be said are read, and others are still written as they were.
  @Test func wordsToLeaveOutAreWrittenOnlyWhereThereAreAny() throws {
    let plain = Request(prompt: "x", model: "m")
    let json = try CanonicalJSON.text(plain)
    #expect(!json.contains("traits") && !json.contains("descriptions"))
    let decoded = try CanonicalJSON.decode(Request.self, from: Data(json.utf8))
    #expect(decoded == plain && decoded.withoutTraits.isEmpty && !decoded.omitsDescriptions)
    var other = plain
    other.withoutTraits = ["gray hair"]
    other.omitsDescriptions = true
    try roundTrip(other)
    #expect(try CanonicalJSON.text(other).contains(#""without_traits":["gray hair"]"#))
  }

  @Test func selections() throws {
    let chosen = ChosenInput(
      position: 1, role: .style,
      depiction: Depiction(
        asset: Handle("noir"), name: "Noir", kind: .style, look: "night",
        view: View(rawValue: "Three Quarter"), origin: OutputID(generation: Self.id, position: 2)),
      image: StoredImage(digest: Self.digest, type: .png, byteCount: 4), reason: "pinned",
      value: 0.1)
    let excluded = ExcludedReference(
      depiction: Depiction(asset: Handle("noir"), kind: .style), reference: Self.digest,
      reason: "left out", limit: "1 style")
    let proof = SelectionProof(value: 1.5, bound: 2, isOptimal: false)
    try roundTrip(excluded)
    let one = try CanonicalJSON.text(chosen)
    let facts =
      #""reason":"pinned","reference":"\#(Self.digest)","role":"style","sheet":null,"subject":null"#
    #expect(
      one == #"{"asset":"@noir","kind":"style","look":"night","name":"Noir","#
        + #""origin":"\#(Self.id)/2","position":1,\#(facts),"value":0.1,"view":"three-quarter"}"#)
    let text = try CanonicalJSON.text(Selection(chosen: [], excluded: [], proof: proof))
    #expect(text == #"{"bound":2,"chosen":[],"excluded":[],"optimal":false,"value":1.5}"#)
  }

  @Test func messageBodies() throws {
    let body = MessageBody(segments: [
      .text("{\"é\":\""), .base64(Self.digest, byteCount: 4), .text("\"}"),
    ])
    try roundTrip(body)
    #expect(body.byteCount == 7 + 8 + 2)
    #expect(body.digests == [Self.digest])
  }

  @Test func compositions() throws {
    let composition = Composition(parts: [.text("Image 1:"), .image(1), .text("go")])
    try roundTrip(composition)
    #expect(composition.prompt == "Image 1:\n[image 1]\ngo")
  }

  @Test func referencesKeepTheMillisecond() throws {
    try roundTrip(
      Reference(
        image: StoredImage(digest: Self.digest, type: .png, width: 1, height: 2, byteCount: 3),
        source: Self.digest, asset: Handle("kael"), kind: .character, view: .back,
        isPinned: true, rank: 0, importedAt: Date(timeIntervalSince1970: 1_700_000_000.25)))
  }

  @Test func namesAreSnakeCaseAndSorted() throws {
    let text = try CanonicalJSON.text(
      LimitUse(name: "images", used: 1, bound: nil))
    #expect(text == #"{"advised":null,"bound":null,"name":"images","used":1}"#)
    let image = InputImage(
      image: StoredImage(
        digest: Self.digest, type: .png, width: 1, height: 2, byteCount: 3),
      role: .pose)
    let facts = #""height":2,"origin":null,"role":"pose","type":"image/png","width":1"#
    let expected = #"{"asset":null,"byte_count":3,"digest":"\#(Self.digest)",\#(facts)}"#
    #expect(try CanonicalJSON.text(image) == expected)
  }
}
