import Foundation
import TestSupport
import Testing
import Troupe

/// Scenes that show assets as they were.
@Suite struct SceneVersionTests {
  private static let text = """
    # Kael is @kael#1 here.
    [defaults]
    model = "troupe/storyboard"
    [cast]
    kael = "@kael#1"  # before the fire
    [[shot]]
    id = "a"
    prompt = "@kael on a roof"
    [[shot]]
    id = "b"
    prompt = "it rains"
    edit = "a"
    [[shot]]
    id = "c"
    prompt = "a street, @ink"
    """

  /// A scene of three shots that is made, with Kael changed since.
  private struct Stage {
    let scratch: TemporaryLibrary
    let file: URL
    var library: Library { scratch.library }

    init() async throws {
      scratch = try await TemporaryLibrary()
      try await scratch.addCast()
      file = try scratch.file("night.toml", Data(SceneVersionTests.text.utf8))
      let scene = try Scene(contentsOf: file)
      #expect(try await scratch.library.run(scene, at: file).outcomes.count == 3)
      try await scratch.library.set("kael", AssetDetails(traits: ["red beard"]))
    }

    func scene() throws -> Scene { try Scene(contentsOf: file) }
    func status() async throws -> SceneStatus { try await library.status(of: scene(), at: file) }
  }

  @Test func whatItShowsIsNotStaleAndStatusTellsWhatIsBehind() async throws {
    let stage = try await Stage()
    let status = try await stage.status()
    #expect(status.shots.map(\.state) == [.made, .made, .made])
    let behind = try #require(status.cast.first)
    #expect(behind.from.number == 1 && behind.to.number == 2 && status.cast.count == 1)
    #expect(
      behind.changes.map { [$0.subject.rawValue, $0.before ?? "", $0.after ?? ""] }
        == [["traits", "scar over the left eye", "red beard"]])
    var options = SceneOptions()
    options.includesStale = true
    let plan = try await stage.library.plan(stage.scene(), at: stage.file, options)
    #expect(plan.scheduled.isEmpty)
    // Made again, it is shown as it was.
    options.isFresh = true
    options.only = ["a"]
    let made = try await stage.library.run(stage.scene(), at: stage.file, options)
    let generation = try #require(made.status.shots[0].takes.last?.generation)
    let words = try await stage.library.generation(.id(generation)).promptSent
    #expect(words.contains("scar over the left eye"), "\(words)")
    #expect(try await stage.library.staleGenerations().generations.isEmpty)
  }

  @Test func movingPricesWhatWouldBeMadeAgain() async throws {
    let stage = try await Stage()
    let move = try await stage.library.plan(moving: stage.scene(), at: stage.file)
    #expect(move.versions.map { [$0.from.number, $0.to.number] } == [[1, 2]])
    #expect(move.plan.scheduled.map(\.shot.id) == ["a", "b"], "b is made from a")
    #expect(move.plan.images == 2 && move.plan.costUSD == 0)
    #expect(move.plan.scheduled[0].plan?.promptSent.contains("red beard") == true)
    #expect(try Data(contentsOf: stage.file) == Data(Self.text.utf8), "it only tells")

    try Scene.write(move.scene.cast, into: stage.file)
    let written = Self.text.replacing("\"@kael#1\"", with: "\"@kael#2\"")
    #expect(try String(contentsOf: stage.file, encoding: .utf8) == written)
    let status = try await stage.status()
    // What is sent for b says nothing of Kael: it follows the new image of a.
    #expect(status.shots.map(\.state) == [.stale, .made, .made])
    #expect(status.cast.map(\.changes) == [[]])
    var options = SceneOptions()
    options.includesStale = true
    let made = try await stage.library.run(stage.scene(), at: stage.file, options)
    #expect(made.outcomes.map(\.shot.id) == ["a", "b"])
    #expect(try await stage.status().shots.map(\.state) == [.made, .made, .made])
    // And back: what was made for the first version is another take now.
    let back = try await stage.library.plan(
      moving: stage.scene(), at: stage.file, to: [NamedVersion("kael", number: 1)])
    #expect(back.plan.scheduled.map(\.shot.id) == ["a", "b"])
    let same = try await stage.library.plan(moving: stage.scene(), at: stage.file)
    #expect(same.versions.isEmpty && same.plan.scheduled.isEmpty)
  }

  @Test func aPictureThatIsNotInTheVersionMakesAShotStale() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    _ = try await scratch.library.addReferences(
      to: "kael", images: [.file(scratch.picture("back.png", red: 40))],
      ReferenceDetails(view: .back))
    let file = try scratch.file("night.toml", Data())
    var scene = Scene(
      name: "night",
      shots: [Troupe.Shot(id: "a", prompt: "@kael from behind", options: .offline)])
    _ = try await scratch.library.run(scene, at: file)
    scene.cast = [SceneVersion(NamedVersion("kael", number: 1))]
    let shot = try await scratch.library.status(of: scene, at: file).shots[0]
    guard shot.state == .stale, case .cast(let cause)? = shot.causes.first else {
      Issue.record("\(shot.state) \(shot.causes)")
      return
    }
    #expect(cause.fact == .picture && cause.cause == .otherVersion(1))
    scene.cast[0].name.number = 2
    #expect(try await scratch.library.status(of: scene, at: file).shots[0].state == .made)
  }

  @Test func onlyWhatAFileShowsAsItWasIsMoved() async throws {
    let stage = try await Stage()
    let scene = try stage.scene()
    for (name, expected) in [
      ("@ink#1", "invalid_value"), ("@kael#9", "unknown_version"), ("@x#1", "unknown_asset"),
    ] {
      let found = await code {
        _ = try await stage.library.plan(
          moving: scene, at: stage.file, to: [NamedVersion(typed: name)])
      }
      #expect(found == expected, "\(name)")
    }
  }

  @Test(arguments: SampleScene.all.filter { $0.1 != .csv })
  func noOtherByteOfAFileChanges(text: String, format: SceneFormat) throws {
    let cast = [SceneVersion(NamedVersion("kael", number: 12))]
    let written = try Scene.writing(cast, in: text, name: "Scene", format: format)
    #expect(written == text.replacing("@kael#3", with: "@kael#12"))
    #expect(try SampleScene.read(written, format).cast.map(\.name) == cast.map(\.name))
    let windows = text.replacing("\n", with: "\r\n")
    #expect(
      try Scene.writing(cast, in: "\u{FEFF}" + windows, name: "Scene", format: format)
        == "\u{FEFF}" + windows.replacing("@kael#3", with: "@kael#12"))
    #expect(
      try Scene.writing([], in: text, name: "Scene", format: format) == text)
  }

  @Test(arguments: ["@mira#3", "3", "@kael", "@kael#0", "@kael#three", ""])
  func aFaultNamesItsLine(_ value: String) throws {
    let text = "[cast]\n\nkael = \"\(value)\"\n[[shot]]\nprompt = \"a roof\"\n"
    let error = #expect(throws: TroupeError.self) { try SampleScene.read(text) }
    guard case .scene(.badValue(let place, let key, value, _))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(place.line == 3 && key == "cast.kael")
  }
}
