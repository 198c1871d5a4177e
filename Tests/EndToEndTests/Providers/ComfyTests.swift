import Foundation
import TestSupport
import Testing

/// Graphs from the command line, on a server that speaks either version of the API.
@Suite struct ComfyTests {
  /// What is transparent in the mask is inverted in the picture.
  private static let graph = """
    "graph": {"nodes": {
      "1": {"class_type": "LoadImage", "inputs": {"image": "a.png"}},
      "2": {"class_type": "LoadImageMask", "inputs": {"image": "m.png", "channel": "alpha"}},
      "3": {"class_type": "ImageInvert", "inputs": {"image": ["1", 0]}},
      "4": {"class_type": "ImageCompositeMasked", "inputs": {"destination": ["1", 0],
        "source": ["3", 0], "mask": ["2", 0], "x": 0, "y": 0, "resize_source": false}},
      "5": {"class_type": "SaveImage", "inputs": {"images": ["4", 0], "filename_prefix": "x"}}},
      "holes": {"images": "1.image", "mask": "2.image", "prefix": "5.filename_prefix"},
      "outputs": ["5"]}}
    """

  /// A user's own profile of the graph in `dialect`, next to `entry` in providers.toml.
  private static func setting(
    _ dialect: String, _ entry: String = ""
  ) async throws -> (fixture: CommandLineFixture, environment: [String: String]) {
    let fixture = try CommandLineFixture()
    let profiles = URL(filePath: #filePath)
      .appending(path: "../../../../Sources/Providers/Comfy/Profiles").standardizedFileURL
    let builtIn = try String(
      contentsOf: profiles.appending(path: "comfy-blend.json"), encoding: .utf8)
    let start = try #require(builtIn.range(of: "\"graph\": {"))
    let json =
      builtIn[..<start.lowerBound].replacing("\"comfy-blend\"", with: "\"masked\"")
      .replacing("\"comfy.graph\"", with: "\"\(dialect)\"").replacing(
        "\"hard\": 2,", with: "\"hard\": 1,"
      )
      .replacing("\"mask\": false", with: "\"mask\": true")
      .replacing(/"aspects": \{\n\s*"value": \[[^\]]*\]/, with: "\"aspects\": {\"value\": []")
      + graph
    let models = fixture.folder.appending(path: "config/troupe/models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try Data(json.utf8).write(to: models.appending(path: "masked.json"))
    try Data(entry.utf8).write(
      to: fixture.folder.appending(path: "config/troupe/providers.toml"))
    try await fixture.must("init", "lib")
    return (fixture, ["XDG_CONFIG_HOME": fixture.folder.appending(path: "config").path])
  }

  /// Edits a picture under a mask, replays that, and looks at what stays.
  private static func edit(
    _ model: String, _ fixture: CommandLineFixture, _ environment: [String: String]
  ) async throws {
    let picture = try fixture.picture("door.png")
    let mask = try fixture.file("mask.png", SamplePicture.mask(width: 64, height: 48))
    for words in [
      ["edit", picture, "a red door", "-m", model, "--mask", mask], ["replay", "@last"],
    ] {
      let made = try await fixture.run(words, environment: environment)
      #expect(made.status == 0, "\(words): \(made.stderr)")
    }
    let shown = try await fixture.run(["show", "@last", "--json"], environment: environment).json()
    #expect(shown["mask"]["width"].int == 64 && shown["outputs"].array.count == 1)
    #expect(shown["cost_usd"].double == 0)
    let verified = try await fixture.run(["verify"], environment: environment)
    #expect(verified.status == 0, "\(verified.stdout)")
    let collected = try await fixture.run(["gc", "--dry-run", "--json"]).json()
    #expect(collected["files"].int == 0)
    let bare = try await fixture.run(
      ["edit", picture, "red", "-m", model], environment: environment)
    #expect(bare.status == 2 && bare.stderr.contains("mask"), "\(bare.stderr)")
  }

  @Test func anEditCarriesItsMaskToAGraph() async throws {
    let server = try FakeComfy()
    defer { server.stop() }
    let (fixture, environment) = try await Self.setting("comfy.graph")
    try await Self.edit(
      "masked", fixture, environment.merging(["COMFYUI_URL": server.baseURL]) { $1 })
    #expect(server.inputs.values.contains(SamplePicture.mask(width: 64, height: 48)))
    #expect(server.jobs == 2 && server.inputs.count == 2)
  }

  @Test func theSameThroughVersion2() async throws {
    let server = try FakeComfyV2()
    defer { server.stop() }
    let (fixture, environment) = try await Self.setting("comfy.v2")
    try await Self.edit(
      "masked", fixture, environment.merging(["COMFY_BASE_URL": server.baseURL]) { $1 })
    #expect(server.assets.values.contains(SamplePicture.mask(width: 64, height: 48)))
    #expect(server.jobs == 2 && server.assets.count == 2)
  }

  /// An entry serves the same graph in the other version; its server takes no key.
  @Test func anEntrySaysWhichVersionSpeaks() async throws {
    let server = try FakeComfyV2()
    defer { server.stop() }
    let (fixture, environment) = try await Self.setting(
      "comfy.graph",
      """
      [box]
      base_url = "\(server.baseURL)"
      dialect = "comfy.v2"
      models = ["masked"]
      price = 0
      """)
    try await Self.edit("box/masked", fixture, environment)
    #expect(server.jobs == 2)
    #expect(server.requests.allSatisfy { $0.header("authorization") == nil })
    let models = try await fixture.run(["models"], environment: environment)
    #expect(models.stdout.contains("box/masked"), "\(models.stdout)")
  }

  @Test func aPaidServerIsNoServerOfOnesOwn() async throws {
    let (fixture, environment) = try await Self.setting("comfy.v2")
    let picture = try fixture.picture("door.png")
    let paid = environment.merging(["COMFY_BASE_URL": "https://cloud.comfy.org"]) { $1 }
    let made = try await fixture.run(
      ["edit", picture, "red", "-m", "masked"], environment: paid)
    #expect(made.status != 0 && made.stderr.contains("providers.toml"), "\(made.stderr)")
    let models = try await fixture.run(["models"], environment: paid)
    #expect(models.status == 0, "\(models.stderr)")
  }
}
