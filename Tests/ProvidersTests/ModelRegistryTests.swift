import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct ModelRegistryTests {
  private let registry: ModelRegistry

  init() throws { registry = ModelRegistry(of: WireSample.providers) }

  private static func override(_ text: String) -> ModelRegistry.Override {
    ModelRegistry.Override(name: "mine.json", json: Data(text.utf8))
  }

  @Test(
    arguments: [
      (["Gemini/Profiles", "Gemini/Judge/Profiles"], GeminiProvider()),
      (["Vertex/Profiles"], VertexProvider()),
    ] as [([String], any Provider)])
  func theListOfEmbeddedProfilesIsTheFolder(_ folders: [String], _ provider: any Provider) throws {
    let ids = try folders.flatMap { name in
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/Providers/\(name)").standardizedFileURL
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).map { file in
        let data = try Data(contentsOf: folder.appending(path: file))
        return try CanonicalJSON.decode(ModelProfile.self, from: data).id
      }
    }
    let known = ModelRegistry(of: [provider]).profiles
    #expect(ids.sorted() == known.map(\.id).sorted())
  }

  /// One is found by the beginning of its document, without reading the others.
  @Test func everyProfileIsFoundByItsIDAlone() throws {
    let vendors: [any Provider] = [
      OpenAIImagesProvider(), OpenAIResponsesProvider(), BlackForestLabsProvider(.flux2),
      BlackForestLabsProvider(.kontext), BlackForestLabsProvider(.flux3), OpenRouterProvider(),
      ComfyProvider(), ComfyV2Provider(), FalProvider(), ReplicateProvider(), LumaProvider(),
      RunwayProvider(), DashScopeProvider(), A1111Provider(), ArkProvider(), XAIProvider(),
    ]
    let providers = WireSample.providers + vendors
    for json in providers.flatMap(\.profiles) {
      #expect(json.starts(with: Data("{\n  \"id\": \"".utf8)))
    }
    let registry = ModelRegistry(of: providers)
    #expect(registry.profiles.count > 100)
    for profile in registry.profiles {
      #expect(registry.profile(id: profile.id) == profile)
      #expect(try registry.profile(named: profile.id).profile == profile)
      #expect(registry.bounding(profile) == profile)
    }
    #expect(registry.profile(id: "gemini-3-pro-image-preview") == nil)
  }

  @Test func profilesAreInOrder() {
    #expect(
      registry.profiles.map(\.id) == [
        "gemini-2.5-flash-image", "gemini-3-pro-image", "gemini-3.1-flash-image",
        "gemini-3.1-flash-lite-image", "gemini-3.1-pro-preview", "gemini-3.5-flash-lite",
        "gemini-3.8-flash", "gemini-nano-banana-2.1", "troupe/storyboard",
        "vertex/gemini-2.5-flash-image", "vertex/gemini-3-pro-image",
        "vertex/gemini-3.1-flash-image", "vertex/gemini-3.1-flash-lite-image",
        "vertex/gemini-nano-banana-2.1",
      ])
  }

  @Test(arguments: [
    ("gemini-3-pro-image", "gemini-3-pro-image"), ("GEMINI-3-Pro-Image", "gemini-3-pro-image"),
    ("Nano Banana Pro", "gemini-3-pro-image"), ("nano-banana-pro", "gemini-3-pro-image"),
    ("nano banana", "gemini-2.5-flash-image"), ("Nano Banana 2", "gemini-3.1-flash-image"),
    ("Nano Banana 2.1", "gemini-nano-banana-2.1"),
    ("Nano Banana 2 Lite", "gemini-3.1-flash-lite-image"),
    ("Vertex/Gemini 3 Pro Image", "vertex/gemini-3-pro-image"), ("storyboard", "troupe/storyboard"),
  ])
  func namesAndAliasesResolve(name: String, id: String) throws {
    let found = try registry.profile(named: name)
    #expect(found.profile.id == id)
    #expect(found.note == nil)
  }

  @Test func aRetiredAliasResolvesWithANote() throws {
    let found = try registry.profile(named: "gemini-3-pro-image-preview")
    #expect(found.profile.id == "gemini-3-pro-image")
    #expect(
      found.note
        == "gemini-3-pro-image-preview was shut down on 25 Jun 2026; gemini-3-pro-image is used.")
  }

  @Test func anUnknownNameIsRefusedWithTheNearest() {
    #expect(
      throws: TroupeError.request(
        .unknownModel("gemini-3-pro-imgae", nearest: ["gemini-3-pro-image"]))
    ) {
      try registry.profile(named: "gemini-3-pro-imgae")
    }
    #expect(throws: TroupeError.request(.unknownModel("zzzzzzz", nearest: []))) {
      try registry.profile(named: "zzzzzzz")
    }
  }

  @Test func anOverrideReplacesOrAdds() throws {
    let model = try registry.profile(named: "gemini-3-pro-image").profile
    let text = try CanonicalJSON.text(model)
    let renamed = text.replacingOccurrences(of: "Nano Banana Pro", with: "House Model")
    let added = text.replacingOccurrences(
      of: "\"id\":\"gemini-3-pro-image\"", with: "\"id\":\"mine\"")
    let registry = ModelRegistry(
      of: WireSample.providers, overrides: [Self.override(renamed), Self.override(added)])
    #expect(try registry.profile(named: "gemini-3-pro-image").profile.name == "House Model")
    #expect(try registry.profile(named: "mine").profile.id == "mine")
    #expect(registry.profiles.count == 15)
  }

  @Test(arguments: [
    "", "{}", "[1]", "{\"id\":\"x\"", "\u{0}", String(repeating: "[", count: 99_999),
  ])
  func whatIsNoProfileCostsThatAlone(text: String) throws {
    let other = ModelRegistry(of: WireSample.providers, overrides: [Self.override(text)])
    #expect(other.problems.count == 1 && other.profiles == registry.profiles)
    #expect(throws: other.problems[0]) { try other.profile(named: "mine") }
  }

  /// What a file says is not known as long as it is broken: the built-in figures do not stand in for it.
  @Test(arguments: [("gemini-3-pro-image.json", "{"), ("x.json", #"{"id": "Gemini-3-Pro-Image"}"#)])
  func aBrokenProfileOfAKnownModelCostsThatModel(file: String, text: String) throws {
    let registry = ModelRegistry(
      of: WireSample.providers, overrides: [.init(name: "a/\(file)", json: Data(text.utf8))])
    #expect(registry.problems.count == 1)
    for name in ["gemini-3-pro-image", "Nano Banana Pro"] {
      #expect(throws: registry.problems[0]) { try registry.profile(named: name) }
    }
    #expect(try registry.profile(named: "Nano Banana 2").profile.id == "gemini-3.1-flash-image")
  }

  @Test func twoFilesOfOneModelCostThatModel() throws {
    let json = Data(try CanonicalJSON.text(registry.profiles[0]).utf8)
    let registry = ModelRegistry(
      of: WireSample.providers,
      overrides: [.init(name: "a.json", json: json), .init(name: "b.json", json: json)])
    #expect(registry.problems.count == 1 && "\(registry.problems)".contains("a.json describes"))
    #expect(throws: TroupeError.self) { try registry.profile(named: registry.profiles[0].id) }
  }

  @Test func aMissingFigureIsNamed() throws {
    let registry = ModelRegistry(
      of: WireSample.providers, overrides: [Self.override(#"{"id":"x","name":"X"}"#)])
    #expect(
      registry.problems == [
        .invalidValue(name: "Model profile", value: "mine.json", expected: "it lacks 'provider'")
      ])
  }

  @Test(arguments: [
    ("\"edge\":{", "\"edge\":{\"hard\":9000000000000000000,"), ("\"input\":2,", "\"input\":-2,"),
    ("\"1K\":0.134", "\"1K\":1e308"),
    ("\"1:1\":[1024,1024]", "\"1:1\":[1000000,1000000,1000000,1000000]"),
    ("\"1:1\":[1024,1024]", "\"1:1\":[1024]"),
  ])
  func figuresBeyondReasonAreRefused(_ from: String, to: String) throws {
    let profile = try ModelRegistry(of: WireSample.providers).profile(named: "gemini-3-pro-image")
      .profile
    let text = try CanonicalJSON.text(profile)
    let other = text.replacing(from, with: to)
    #expect(other != text)
    let registry = ModelRegistry(
      of: WireSample.providers, overrides: [.init(name: "odd", json: Data(other.utf8))])
    #expect(registry.problems.count == 1)
  }

  /// A record of a library from elsewhere may name a cheap model and hold the address of a dear one.
  @Test func aRecordedAddressIsBoundedByTheModelInIt() throws {
    let flash = try registry.profile(named: "gemini-2.5-flash-image").profile
    let pro = try registry.profile(named: "gemini-3-pro-image").profile
    func bounding(_ model: String) -> String {
      registry.trust.bounding(flash, at: "https://a.example/v1/models/\(model):generateContent").id
    }
    #expect(bounding(flash.id) == flash.id && bounding(pro.id) == pro.id)
    #expect(bounding("\(pro.id)?x=/models/\(flash.id)") == pro.id)
    var free = flash
    free.price = Sourced(["1K": 0], source: "a record", checked: "")
    #expect(registry.trust.bounding(free) == flash)
    free.id = "mine"
    #expect(registry.trust.bounding(free).price.value == nil)
  }
}
