import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeProviders

/// Profiles of a user's own graphs, and what is filled into them.
@Suite struct ComfyGraphTests {
  /// A graph with all holes there are; the seed that stands in it has more digits than a double keeps.
  private static let nodes = """
    {"3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "steps": 20, "cfg": 7.50,
       "positive": ["6", 0], "latent_image": ["5", 0], "ref": ["12", 0], "tiled": false}},
     "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512}},
     "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a \\"fox\\""}},
     "9": {"class_type": "SaveImage", "inputs": {"images": ["3", 0], "filename_prefix": "x"}},
     "10": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
     "11": {"class_type": "LoadImage", "inputs": {"image": "b.png"}},
     "12": {"class_type": "Reference", "inputs": {"image": ["11", 0]}}}
    """
  private static let holes = """
    {"prompt": "6.text", "images": ["10.image", "11.image"], "optional": {"11.image": ["11", "12"]},
     "seed": "3.seed", "width": "5.width", "height": ["5.height"], "prefix": "9.filename_prefix",
     "options": {"sampling_steps": "3.steps", "cfg": "3.cfg", "noise_seed": [], "tiled": "3.tiled"}}
    """
  private static let options = #""noise_seed": []"#

  /// A profile with this graph; the built-in one gives the rest.
  private static func registry(
    nodes: String = Self.nodes, holes: String? = nil, graph: String? = nil
  ) throws -> ModelRegistry {
    let builtIn = String(decoding: ComfyProvider().profiles[0], as: UTF8.self)
    let start = try #require(builtIn.range(of: "\"graph\": {"))
    let holes = holes ?? Self.holes.replacingOccurrences(of: ", \(Self.options)", with: "")
    let json =
      builtIn[..<start.lowerBound].replacingOccurrences(of: "comfy-blend", with: "mine")
      + "\"graph\": "
      + (graph ?? "{\"nodes\": \(nodes), \"holes\": \(holes), \"outputs\": [\"9\"]}")
      + "}"
    return ModelRegistry(
      of: [ComfyProvider()], overrides: [.init(name: "mine.json", json: Data(json.utf8))])
  }

  private static func encode(
    images: Int = 2, _ parameters: Parameters = Parameters(), profile: ModelProfile? = nil
  ) throws -> HTTPRequest {
    let profile = try profile ?? registry().profile(named: "mine").profile
    let inputs = (0..<images).map { index in
      let image = StoredImage(
        digest: Digest(bytes: repeatElement(UInt8(index + 1), count: 32)), type: .png, byteCount: 9)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: .identity, depiction: Depiction(kind: .character),
          image: image, reason: "named"),
        rendition: image, label: "")
    }
    return try ComfyProvider().encode(
      ProviderRequest(
        Request(prompt: "x", model: "mine", parameters: parameters),
        composition: Composition(parts: [.text("a \"cat\""), .image(1), .text("and more")]),
        inputs: inputs, profile: profile),
      for: Endpoint(baseURL: "http://127.0.0.1:8188")
    ).request
  }

  private static func text(_ message: HTTPRequest) -> String {
    message.body.segments.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
  }

  @Test func aGraphOfTheUsersIsAProfile() throws {
    let registry = try Self.registry()
    #expect(registry.problems.isEmpty)
    let profile = try registry.profile(named: "mine").profile
    #expect(profile.graph?.holes.options.keys.sorted() == ["cfg", "sampling_steps", "tiled"])
    #expect(profile.graph?.holes.height == ["5.height"])
    // The record keeps it as it is.
    let again = try CanonicalJSON.decode(ModelProfile.self, from: CanonicalJSON.encode(profile))
    #expect(again == profile)
    #expect(profile.price() == 0)
  }

  @Test func holesAreFilledAndTheRestStaysToTheLastDigit() throws {
    let text = Self.text(
      try Self.encode(
        .init(
          aspect: "1:1", seed: .max,
          options: ["cfg": "6.250", "sampling_steps": "30", "tiled": "true"])))
    for part in [
      #""text":"a \"cat\"\nand more""#, #""seed":9223372036854775807"#, #""cfg":6.250"#,
      #""steps":30"#, #""tiled":true"#, #""width":512"#, #""positive":["6",0]"#,
      #""image":"troupe/troupe-\#(String(repeating: "01", count: 32)).png""#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let plain = Self.text(try Self.encode())
    #expect(plain.contains(#""cfg":7.50"#) && plain.contains(#""steps":20"#))
  }

  /// Seeds of this server are whole numbers of 64 bits without a sign.
  @Test func aNumberOf64BitsIsSentAsItIsWritten() throws {
    let holes = Self.holes.replacingOccurrences(of: #""seed": "3.seed", "#, with: "")
      .replacingOccurrences(of: Self.options, with: #""noise_seed": "3.seed""#)
    let profile = try Self.registry(holes: holes).profile(named: "mine").profile
    let kept = try Self.encode(profile: profile)
    #expect(Self.text(kept).contains(#""seed":18446744073709551615"#))
    let asked = try Self.encode(
      .init(options: ["noise_seed": "18446744073709551614"]), profile: profile)
    #expect(Self.text(asked).contains(#""seed":18446744073709551614"#))
    #expect(throws: TroupeError.self) {
      try Self.encode(.init(options: ["noise_seed": "1.5"]), profile: profile)
    }
  }

  @Test func aSeedIsNotNegative() {
    #expect(throws: TroupeError.self) { try Self.encode(.init(seed: -1)) }
  }

  @Test func anImageThatMayBeMissingTakesItsNodesAlong() throws {
    let text = Self.text(try Self.encode(images: 1))
    #expect(!text.contains("Reference") && !text.contains(#""ref""#) && !text.contains(#""11""#))
    #expect(text.contains(#""10":{"class_type":"LoadImage""#))
    #expect(Self.text(try Self.encode()).contains(#""ref":["12",0]"#))
    #expect(throws: TroupeError.self) { try Self.encode(images: 0) }
    #expect(throws: TroupeError.self) { try Self.encode(images: 3) }
  }

  @Test func aNameIsPutOnAndTakenOffAgain() throws {
    let provider = ComfyProvider()
    let message = try Self.encode(.init(seed: 7))
    let id = try #require(ULID("01J00000000000000000000001"))
    #expect(provider.inquiry(after: message) == nil)
    let named = provider.identified(message, by: id)
    let text = Self.text(named)
    #expect(text.contains(#""prompt_id":"01900000-0000-0000-0000-000000000001""#))
    #expect(text.contains(#""filename_prefix":"troupe/01J00000000000000000000001""#))
    #expect(named == provider.identified(message, by: id))
    #expect(
      provider.inquiry(after: named)?.message.url
        == "http://127.0.0.1:8188/history/01900000-0000-0000-0000-000000000001")
    let endpoint = try Endpoint(baseURL: "http://127.0.0.1:8188")
    #expect(provider.readdress(named, to: endpoint) == message)
  }

  /// A send without a seed gets one of its own, which stays when it is sent again.
  @Test func eachSendHasItsOwnSeed() throws {
    let provider = ComfyProvider()
    let (message, endpoint) = (try Self.encode(), try Endpoint(baseURL: "http://127.0.0.1:8188"))
    let ids = ["01J00000000000000000000001", "01J00000000000000000000002"].compactMap { ULID($0) }
    let sent = ids.map { provider.identified(message, by: $0) }
    #expect(
      Self.text(sent[0]).contains(#""seed":1,"#) && Self.text(sent[1]).contains(#""seed":2,"#))
    let again = provider.identified(provider.readdress(sent[0], to: endpoint), by: ids[1])
    #expect(Self.text(again).contains(#""seed":1,"#))
  }

  @Test func theNameThatTheServerAnswersIsFollowed() throws {
    let provider = ComfyProvider()
    let message = try Self.encode()
    let images = [1, 2].map {
      StoredImage(
        digest: Digest(bytes: repeatElement(UInt8($0), count: 32)), type: .png, byteCount: 9)
    }
    let uploads = provider.uploads(for: message, images: images + images)
    #expect(
      uploads.map(\.message.url) == Array(repeating: "http://127.0.0.1:8188/upload/image", count: 2)
    )
    func answer(_ json: String, _ status: Int = 200) -> HTTPAnswer {
      HTTPAnswer(status: status, headers: [], body: Data(json.utf8))
    }
    let named = try provider.naming(
      uploads[0], in: message,
      by: answer(#"{"name":"a (1).png","subfolder":"troupe","type":"input"}"#))
    #expect(Self.text(named).contains(#""image":"troupe/a (1).png""#))
    #expect(
      provider.readdress(named, to: try Endpoint(baseURL: "http://127.0.0.1:8188")) == message)
    let id = try #require(ULID("01J00000000000000000000001"))
    #expect(Self.text(provider.identified(named, by: id)).contains("a (1).png"))
    for bad in [
      answer("", 400), answer("500 Internal", 500), answer("", 413), answer("{}"), answer("<html>"),
      answer(#"{"name":"../../x.png","subfolder":""}"#),
      answer(#"{"name":"x.png","subfolder":"/etc"}"#),
    ] {
      #expect(throws: UploadRefusal.self) { try provider.naming(uploads[0], in: message, by: bad) }
    }
  }

  static let faults: [(String, (String, String), String)] = [
    ("no class", (#""class_type": "SaveImage", "#, ""), "node 9"),
    ("a link to nothing", (#"["5", 0]"#, #"["55", 0]"#), "links to a node 55"),
    ("a hole that is not there", (#""6.text""#, #""6.words""#), "6.words is none"),
    ("a hole in a link", (#""3.cfg""#, #""3.positive""#), "3.positive"),
    ("words for a seed", (#""3.seed""#, #""9.images""#), "9.images"),
    ("a place twice", (#""3.cfg""#, #""3.seed""#), "twice"),
    ("an optional image before others", (#"{"11.image": ["11""#, #"{"10.image": ["10""#), "last"),
    ("an optional image that stays", (#"["11", "12"]"#, #"["12"]"#), "11.image"),
    (
      "more images than places", (#", "11.image"], "optional": {"11.image": ["11", "12"]}"#, "]"),
      "1"
    ),
  ]

  @Test(arguments: faults)
  func aGraphThatCannotRunIsToldWhenItIsRead(
    _ name: String, _ change: (String, String), _ words: String
  ) throws {
    let usual = Self.holes.replacingOccurrences(of: ", \(Self.options)", with: "")
    let nodes = Self.nodes.replacingOccurrences(of: change.0, with: change.1)
    let holes = usual.replacingOccurrences(of: change.0, with: change.1)
    #expect(nodes != Self.nodes || holes != usual, "\(name) changes nothing")
    let registry = try Self.registry(nodes: nodes, holes: holes)
    #expect(registry.problems.count == 1)
    #expect(registry.problems.first.map { "\($0)".contains(words) } == true, "\(registry.problems)")
    #expect(throws: TroupeError.self) { try registry.profile(named: "mine") }
  }

  @Test(arguments: [
    #"{"nodes": [{"id": 1, "type": "LoadImage"}], "links": [], "holes": {}}"#,
    #"{"nodes": {"nodes": [], "links": []}, "holes": {}}"#,
    #"{"last_node_id": 9, "nodes": [], "links": [], "version": 0.4}"#,
  ])
  func theFormOfTheEditorIsRefusedByName(_ graph: String) throws {
    let problems = try Self.registry(graph: graph).problems
    #expect(problems.count == 1)
    #expect(problems.first.map { "\($0)".contains("as an editor saves it") } == true, "\(problems)")
  }

  @Test func aProfileWithoutAGraphIsRefused() throws {
    let problems = try Self.registry(graph: "null").problems
    #expect(problems.first.map { "\($0)".contains("it lacks 'graph'") } == true, "\(problems)")
  }

  @Test func aTokenIsSentWhereThereIsOne() async throws {
    let provider = ComfyProvider()
    let environment = ["COMFYUI_URL": "https://comfy.example/x/", "COMFYUI_API_KEY": "secret"]
    let registry = ProviderRegistry([provider], environment: environment) { _, names, _ in
      "\(names)"
    }
    let profile = try ModelRegistry(of: [provider]).profile(named: "comfy-blend").profile
    #expect(try await registry.key(for: profile) == #"["COMFYUI_API_KEY"]"#)
    #expect(try registry.endpoint(of: profile).keyPlace == .header("Authorization"))
    #expect(try await ProviderRegistry([provider]).key(for: profile) == nil)
    #expect(throws: TroupeError.self) {
      try provider.endpoint(environment: ["COMFYUI_URL": "http://192.168.0.7:8188"])
    }
  }
}
