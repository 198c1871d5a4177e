import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct OpenRouterModelsTests {
  /// A list of the form that OpenRouter's own reference shows, with figures of our own.
  private static let list = #"""
    {"data": [
      {"id": "maker/painter-2", "name": "Painter 2", "created": 1, "supports_streaming": true,
       "architecture": {"input_modalities": ["text", "image"], "output_modalities": ["image"]},
       "supported_parameters": {
         "input_references": {"type": "range", "min": 0, "max": 7},
         "aspect_ratio": {"type": "enum", "values": ["auto", "1:1", "2.35:1", "16:9"]},
         "resolution": {"type": "enum", "values": ["1K", "2K"]},
         "quality": {"type": "enum", "values": ["low", "high"]},
         "output_format": {"type": "enum", "values": ["png", "svg", "webp"]},
         "output_compression": {"type": "range", "min": 0, "max": 100},
         "seed": {"type": "boolean"}}},
      {"id": "maker/plain", "name": "Plain", "supports_streaming": false,
       "architecture": {"output_modalities": ["image"]}, "supported_parameters": {}}
    ]}
    """#

  private static func catalogued(
    _ list: String = list, details: [String: String] = [:], known: [ModelProfile] = []
  ) throws -> Catalogued {
    let catalogue = try #require(OpenRouterProvider().catalogue)
    return try catalogue.profiles(
      in: Data(list.utf8), details: details.mapValues { Data($0.utf8) }, known: known,
      day: "2026-11-28")
  }

  private static func offers(_ pricing: String, passed: String = "") -> String {
    #"{"id": "maker/painter-2", "endpoints": [{"provider_slug": "acme", "allowed_passthrough_parameters": [\#(passed)], "pricing": [\#(pricing)]}]}"#
  }

  @Test func theListIsAskedForWithTheKeyAndEachModelAfterIt() throws {
    let catalogue = try #require(OpenRouterProvider().catalogue)
    let endpoint = try OpenRouterProvider().endpoint(environment: [:])
    let list = catalogue.list(at: endpoint)
    #expect(list.method == "GET" && list.keyHeader == "Authorization")
    #expect(list.url == "https://openrouter.ai/api/v1/images/models")
    let details = catalogue.details(of: Data(Self.list.utf8), at: endpoint)
    #expect(
      details["openrouter/maker/painter-2"]?.url
        == "https://openrouter.ai/api/v1/images/models/maker/painter-2/endpoints")
    #expect(details.count == 2)
  }

  @Test func whatIsListedIsInTheProfile() throws {
    let entries = try Self.catalogued().entries
    let profile = try #require(entries.first).profile
    #expect(profile.id == "openrouter/maker/painter-2" && profile.sentAs == "maker/painter-2")
    #expect(profile.provider == "openrouter" && profile.dialect == "openrouter.images")
    #expect(profile.limits.images.hard == 7)
    #expect(profile.aspects.value == ["1:1", "2.35:1", "16:9"])
    #expect(profile.sizes.value == ["1K", "2K"] && profile.sendsSize)
    #expect(profile.capabilities.seed == nil)
    #expect(
      profile.options?.value == [
        "quality": ["low", "high"], "output_format": ["png", "webp"], "output_compression": [],
        "stream": ["false", "true"],
      ])
    #expect(profile.labels?.value == .positions)
    #expect(profile.price.value == nil && profile.crowding == nil)
    #expect(profile.sizes.source == "openrouter.ai/api/v1/images/models")
    #expect(profile.sizes.checked == "2026-11-28")
  }

  @Test func whatIsNotListedIsNotTaken() throws {
    let profile = try #require(try Self.catalogued().entries.last).profile
    #expect(profile.limits.images.hard == 0)
    #expect(profile.aspects.value == [] && profile.sizes.value == ["default"])
    #expect(!profile.sendsSize && profile.capabilities.seed == false)
  }

  @Test func aRegistryReadsTheDocuments() throws {
    let result = try Self.catalogued()
    let registry = ModelRegistry(
      of: [OpenRouterProvider()],
      overrides: result.entries.map { .init(name: $0.profile.id, json: $0.json) })
    #expect(registry.problems.isEmpty)
    let profile = try registry.profile(named: "openrouter/maker/painter-2").profile
    #expect(profile == result.entries.first?.profile)
    #expect(OpenRouterProvider().catalogue?.made(profile) == true)
    #expect(OpenRouterProvider().catalogue?.made(registry.profiles[1]) == false)
  }

  @Test(arguments: [
    (#"{"billable":"output_image","unit":"image","cost_usd":0.04}"#, ["1K": 0.04, "2K": 0.04]),
    (
      #"{"billable":"output_image","unit":"image","cost_usd":0.03,"variant":"1k"},{"billable":"output_image","unit":"image","cost_usd":0.06,"variant":"2k"}"#,
      ["1K": 0.03, "2K": 0.06]
    ),
    (
      #"{"billable":"output_image","unit":"image","cost_usd":0.1,"variant":"low"},{"billable":"output_image","unit":"image","cost_usd":0.2,"variant":"high_2k"},{"billable":"output_image","unit":"image","cost_usd":0.3,"variant":"high_1k"}"#,
      ["1K": 0.3, "2K": 0.2, "1K low": 0.1, "2K low": 0.1, "1K high": 0.3, "2K high": 0.2]
    ),
    (#"{"billable":"request","unit":"request","cost_usd":"0.05"}"#, ["1K": 0.05, "2K": 0.05]),
    // What cannot be told of every size is not known.
    (#"{"billable":"output_image","unit":"image","cost_usd":0.03,"variant":"1k"}"#, nil),
    (#"{"billable":"output_image","unit":"image","cost_usd":0.03,"variant":"hd"}"#, nil),
    (#"{"billable":"output_image","unit":"furlong","cost_usd":0.03}"#, nil),
    (#"{"billable":"output_image","unit":"token","cost_usd":0.00003}"#, nil),
    (#"{"billable":"output_image","unit":"image","cost_usd":-1}"#, nil),
    (#"{"billable":"output_image","unit":"image","cost_usd":1e300}"#, nil),
    ("", nil),
  ])
  func pricesStandBySize(pricing: String, expected: [String: Double]?) throws {
    let details = ["openrouter/maker/painter-2": Self.offers(pricing)]
    let profile = try #require(try Self.catalogued(details: details).entries.first).profile
    #expect(profile.price.value == expected)
  }

  @Test func theDearestProviderCounts() throws {
    func endpoint(_ cost: Double) -> String {
      #"{"pricing":[{"billable":"output_image","unit":"image","cost_usd":\#(cost)}]}"#
    }
    let body = #"{"data":{"endpoints":[\#(endpoint(0.02)),\#(endpoint(0.05)),\#(endpoint(0.03))]}}"#
    let details = ["openrouter/maker/painter-2": body]
    let profile = try #require(try Self.catalogued(details: details).entries.first).profile
    #expect(profile.price.value == ["1K": 0.05, "2K": 0.05])
  }

  @Test func megapixelsHaveAPriceOfTheirOwn() throws {
    let pricing =
      #"{"billable":"output_image","unit":"megapixel","cost_usd":0.03},{"billable":"input_image","unit":"megapixel","cost_usd":0.015}"#
    let details = ["openrouter/maker/painter-2": Self.offers(pricing)]
    let rule = try Self.catalogued(details: details).entries.first?.profile.pixelPrice?.value
    #expect(rule?.first == 0.03 && rule?.further == 0.03 && rule?.input == 0.015)
  }

  @Test func defaultsThatSpoilAReplayAreOptionsAndOff() throws {
    let details = [
      "openrouter/maker/painter-2": Self.offers("", passed: #""watermark", "steps", 3"#)
    ]
    let profile = try #require(try Self.catalogued(details: details).entries.first).profile
    #expect(profile.options?.value?["acme.watermark"] == ["false", "true"])
    #expect(profile.options?.value?["acme.steps"] == nil)
    let encoded = try OpenRouterProvider().encode(
      ProviderRequest(
        Request(prompt: "x", model: profile.id), composition: Composition(parts: [.text("x")]),
        inputs: [], profile: profile),
      for: OpenRouterProvider().endpoint(environment: [:]))
    #expect(
      encoded.request.body.segments == [
        .text(
          #"{"model":"maker/painter-2","prompt":"x","provider":{"options":{"acme":{"watermark":false}}}}"#
        )
      ])
    #expect(encoded.adjustments.map(\.field) == ["watermark"])
  }

  @Test func theVendorsOwnProfileSaysWhatTheListDoesNot() throws {
    let known = ModelRegistry(of: [GeminiProvider()]).profiles
    let list = Self.list.replacing("maker/painter-2", with: "google/gemini-3-pro-image")
    let token = #"{"billable":"output_image","unit":"token","cost_usd":0.00012}"#
    let details = ["openrouter/google/gemini-3-pro-image": Self.offers(token)]
    let profile = try #require(
      try Self.catalogued(list, details: details, known: known).entries.first
    ).profile
    let own = try #require(known.first { $0.id == "gemini-3-pro-image" })
    #expect(profile.crowding == own.crowding && profile.languages == own.languages)
    #expect(profile.answersInWords == own.answersInWords)
    #expect(profile.limits.kinds == own.limits.kinds && profile.limits.images.hard == 7)
    #expect(profile.labels?.value == .positions)
    // 1120 tokens of an image at $120 a million.
    #expect(profile.price.value?["1K"].map { ($0 * 10_000).rounded() } == 1344)
  }
}

@Suite struct OpenRouterHostileListTests {
  private static let good = #"{"id":"a/b","name":"B","supported_parameters":{}}"#

  private static func catalogued(_ list: String, details: [String: Data] = [:]) throws -> Catalogued
  {
    let catalogue = try #require(OpenRouterProvider().catalogue)
    return try catalogue.profiles(
      in: Data(list.utf8), details: details, known: [], day: "2026-11-28")
  }

  @Test(arguments: [
    "", "<html>", "{}", "[]", "null", #"{"data":{}}"#, #"{"data":[]}"#, #"{"data":[null,3]}"#,
    #"{"data":[{"id":"a/b","supported_parameters":{}}"#, #"{"error":{"code":500}}"#,
    String(repeating: "[", count: 100_000),
  ])
  func whatIsNoListChangesNothing(list: String) throws {
    #expect(throws: TroupeError.self) { try Self.catalogued(list) }
  }

  @Test(arguments: [
    #""../../etc/passwd""#, #""a/../b""#, #""a/b/c""#, #""a""#, #""/b""#, #""a/""#, #""a b/c""#,
    #""a/b\u0000c""#, #""a/b\n""#, #""a/\u202eb""#, #""a/é""#, "3", "null", "[]", #""""#,
    #""a/.b""#, "\"a/" + String(repeating: "x", count: 100) + "\"",
  ])
  func anOddIdCostsItsEntry(id: String) throws {
    let entry = #"{"id":\#(id),"name":"X","supported_parameters":{}}"#
    let result = try Self.catalogued(#"{"data":[\#(entry),\#(Self.good)]}"#)
    #expect(result.entries.map(\.profile.id) == ["openrouter/a/b"])
    #expect(result.problems.count == 1)
    let words = try #require(result.problems.first)
    #expect(words.count < 200 && !words.unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test(arguments: [
    #"{"id":"c/d"}"#, #"{"id":"c/d","supported_parameters":[]}"#,
    #"{"id":"c/d","supported_parameters":{},"architecture":{"output_modalities":["text"]}}"#,
    #"{"id":"c/d","supported_parameters":{"output_format":{"type":"enum","values":["svg"]}}}"#,
    #"{"id":"A/B","supported_parameters":{}}"#,
  ])
  func anEntryWithoutUseIsReported(entry: String) throws {
    let result = try Self.catalogued(#"{"data":[\#(Self.good),\#(entry)]}"#)
    #expect(result.entries.map(\.profile.id) == ["openrouter/a/b"])
    #expect(result.problems.count == 1)
  }

  @Test(arguments: [
    #"{"type":"range","min":0,"max":1e300}"#, #"{"type":"range","min":5,"max":1}"#,
    #"{"type":"range","min":-1,"max":3}"#, #"{"type":"enum","values":["a"]}"#, "true", #""7""#,
  ])
  func aCountThatIsNoneIsNotKnown(range: String) throws {
    let entry = #"{"id":"c/d","supported_parameters":{"input_references":\#(range)}}"#
    let result = try Self.catalogued(#"{"data":[\#(entry)]}"#)
    let profile = try #require(result.entries.first).profile
    #expect(profile.limits.images.hard == nil)
    #expect(result.problems == ["c/d: its input_references is no range of counts"])
  }

  @Test func namesAndValuesAreCleaned() throws {
    let entry =
      #"{"id":"c/d","name":"\u001b[31mEvil\u202e","supported_parameters":{"quality":{"values":["ok","../x","a b","\u0007",3,null]},"resolution":{"values":["1K","1K","<2K>"]}}}"#
    let profile = try #require(try Self.catalogued(#"{"data":[\#(entry)]}"#).entries.first).profile
    #expect(!profile.name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(profile.options?.value?["quality"] == ["ok"])
    #expect(profile.sizes.value == ["1K"])
  }

  @Test func aHugeListIsReadInBounds() throws {
    let entries = (0..<3000).map { #"{"id":"a/m\#($0)","supported_parameters":{}}"# }
    let result = try Self.catalogued(#"{"data":[\#(entries.joined(separator: ","))]}"#)
    #expect(result.entries.count == 1000)
    #expect(result.problems == ["only the first 1000 entries are read"])
  }

  @Test(arguments: ["", "{", "null", #"{"endpoints":3}"#, #"{"endpoints":[{"pricing":{}}]}"#])
  func oddOffersGiveNoPrice(body: String) throws {
    let result = try Self.catalogued(
      #"{"data":[\#(Self.good)]}"#, details: ["openrouter/a/b": Data(body.utf8)])
    #expect(result.entries.first?.profile.price.value == nil)
  }
}
