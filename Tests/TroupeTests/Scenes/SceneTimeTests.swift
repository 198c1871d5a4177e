import Foundation
import TestSupport
import Testing
import Troupe

/// Where a shot stands in its scene, and where the scene stands, says what it shows.
@Suite struct SceneTimeTests {
  private func shot(
    _ id: String, _ prompt: String, edit: String? = nil, takes: Int = 1, at time: Int? = nil
  ) -> Troupe.Shot {
    var options = GenerateOptions.offline
    options.shot = time
    return Troupe.Shot(
      id: id, prompt: prompt, edit: edit.map(ShotSource.shot), takes: takes, options: options)
  }

  private func stage() async throws -> (TemporaryLibrary, URL) {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    return (scratch, try scratch.file("night.md", Data()))
  }

  @Test func itsNumberIsItsTimeInTheStory() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    try await library.set(
      "kael",
      AssetDetails(traits: ["gray hair", "a bandage"], traitStarts: ["a bandage": 12]))
    try await library.addLook(
      "winter", to: "kael", LookDetails(traits: ["gray coat"], fromShot: 20))
    let shots = [
      shot("3", "@kael on a roof"), shot("12", "@kael on a pier"),
      shot("s7k2", "@kael on a bridge"),
      shot("21", "@kael at sea"), shot("4", "@kael at home", at: 30),
    ]
    let plan = try await library.plan(Scene(name: "n", shots: shots), at: file)
    let words = plan.scheduled.map { $0.plan?.promptSent ?? "" }
    #expect(words.map { $0.contains("a bandage") } == [false, true, true, true, true])
    #expect(words.map { $0.contains("gray coat") } == [false, false, false, true, true])
    // What is shot at different times of the story goes on different sheets.
    var options = SceneOptions()
    options.grid = try SceneGrid("2x2")
    let sheets = try await library.plan(
      Scene(name: "n", shots: Array(shots.prefix(3))), at: file, options)
    #expect(sheets.scheduled.count == 2)
  }

  @Test func aCastWithoutStoryTimeIsAsEver() async throws {
    let (scratch, file) = try await stage()
    let made = try await scratch.library.run(
      Scene(name: "n", shots: [shot("3", "@kael on a roof")]), at: file)
    let id = try #require(made.status.shots[0].takes.first?.generation)
    let alone = try await scratch.shot("@kael on a roof")
    #expect(alone.id == id, "the same request is answered from the record")
  }

  @Test func anEditIsPlannedWithTheCastThatItKeeps() async throws {
    let (scratch, file) = try await stage()
    try scratch.file("troupe.toml", Data("edit_sends = \"cast\"\n".utf8))
    let library = try await scratch.reopened()
    let scene = Scene(
      name: "n",
      shots: [shot("1", "@kael on a roof, @ink"), shot("2", "make it rain", edit: "1")])
    let plan = try await library.plan(scene, at: file)
    let planned = plan.scheduled.map { $0.plan?.selection.chosen.count ?? 0 }
    let made = try await library.run(scene, at: file)
    let sent = made.outcomes.flatMap(\.results).map(\.generation.inputs.count)
    #expect(planned == sent, "\(planned) \(sent)")
    try library.close()
  }

  @Test func aRenamedFileIsTheSameSceneAndACopyIsNot() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    var scene = Scene(name: "n", shots: [shot("1", "@kael on a roof"), shot("2", "a pier")])
    _ = try await library.run(scene, at: file)
    _ = try await library.pick(.number(1), ofShot: "1", in: scene, at: file)
    let copy = try scratch.file("copy.md", Data())
    #expect(
      try await library.status(of: scene, at: copy).shots.map(\.state) == [.missing, .missing])
    let moved = scratch.base.appending(path: "pages/dawn.md")
    try FileManager.default.createDirectory(
      at: moved.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: file, to: moved)
    scene.shots.append(shot("3", "a sea"))
    let status = try await library.status(of: scene, at: moved)
    #expect(status.shots.map(\.state) == [.made, .made, .missing] && status.shots[0].isPicked)
    #expect(try await library.run(scene, at: moved).outcomes.map(\.shot.id) == ["3"])
    let other = Scene(name: "n", shots: [shot("1", "a desert")])
    try FileManager.default.removeItem(at: moved)
    let strange = try scratch.file("strange.md", Data())
    #expect(try await library.status(of: other, at: strange).shots.map(\.state) == [.missing])
  }

  @Test func draftsOfAnotherSizeAreDraftsOfTheSameShot() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    let scene = Scene(name: "n", shots: [shot("1", "@kael on a roof")])
    var options = SceneOptions()
    options.stage = .draft
    options.size = "1K"
    options.model = "troupe/pocket"
    let made = try await library.run(scene, at: file, options)
    #expect(made.outcomes.first?.results.first?.generation.model == "troupe/pocket")
    let drafts = try await library.status(of: scene, at: file, stage: .draft)
    #expect(drafts.shots.map(\.state) == [.made])
    #expect(try await library.finish(scene, at: file).outcomes.map(\.shot.id) == ["1"])
  }

  @Test func whatAPickedTakeIsNotIsToldAllTheSame() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    var scene = Scene(name: "n", shots: [shot("1", "@kael on a roof", takes: 2)])
    _ = try await library.run(scene, at: file)
    _ = try await library.pick(.number(2), ofShot: "1", in: scene, at: file)
    try await library.set("kael", AssetDetails(traits: ["red beard"]))
    var status = try await library.status(of: scene, at: file).shots[0]
    #expect(status.state == .made && status.isPicked && status.causes.count == 1)
    scene.shots[0].prompt = "@kael on a pier"
    status = try await library.status(of: scene, at: file).shots[0]
    #expect(status.state == .made && status.causes.first == .text)
    var options = SceneOptions()
    options.includesStale = true
    #expect(try await library.plan(scene, at: file, options).scheduled.isEmpty, "it is kept")
  }

  @Test func ofATakeThatIsMadeAgainBothAreTold() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    let scene = Scene(name: "n", shots: [shot("1", "@kael on a roof")])
    _ = try await library.run(scene, at: file)
    var options = SceneOptions()
    options.isFresh = true
    let takes = try await library.run(scene, at: file, options).status.shots[0].takes
    #expect(takes.map(\.number) == [1, 1] && takes.map(\.attempt) == [1, 2])
    #expect(await code { try scene.check(["1", "9"]) } == "unknown_shot")
  }

  @Test func imagesThatAreToComeArePlannedOneByOne() async throws {
    let (scratch, file) = try await stage()
    var last = shot("3", "the two of them at sea")
    last.after = [ShotInput("1"), ShotInput("2", role: .pose)]
    let scene = Scene(name: "n", shots: [shot("1", "a roof"), shot("2", "a pier"), last])
    let plan = try await scratch.library.plan(scene, at: file)
    let planned = plan.scheduled.map { $0.plan?.selection.chosen.count ?? 0 }
    let sent = try await scratch.library.run(scene, at: file).outcomes.flatMap(\.results)
      .map(\.generation.inputs.count)
    #expect(planned == [0, 0, 2] && planned == sent)
  }

  @Test func aShotWhoseImageWasPurgedIsMissing() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    let scene = Scene(name: "n", shots: [shot("1", "@kael on a roof"), shot("2", "a pier")])
    let made = try await library.run(scene, at: file)
    let id = try #require(made.status.shots[0].takes.first?.generation)
    _ = try await library.purge(.generation(.id(id)))
    let status = try await library.status(of: scene, at: file)
    #expect(status.shots.map(\.state) == [.missing, .made] && status.shots[0].primary == nil)
    let again = try await library.run(scene, at: file)
    #expect(again.outcomes.map(\.shot.id) == ["1"])
    #expect(again.outcomes.flatMap(\.results).map(\.isFromRecord) == [false])
    #expect(again.status.shots.map(\.state) == [.made, .made])
  }

  @Test func whatIsNotToBeSeenMakesNothingStale() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    let scene = Scene(
      name: "n", shots: [shot("1", "@kael seen from behind"), shot("2", "@kael, close-up")])
    _ = try await library.run(scene, at: file)
    try await library.set("kael", AssetDetails(traits: ["scar over the right eye"]))
    let status = try await library.status(of: scene, at: file)
    #expect(status.shots.map(\.state) == [.made, .stale], "\(status.shots.map(\.causes))")
    var options = SceneOptions()
    options.includesStale = true
    let made = try await library.run(scene, at: file, options)
    #expect(made.outcomes.map(\.shot.id) == ["2"])
    #expect(made.status.shots.map(\.state) == [.made, .made])
  }

  @Test func shotsAreFoundByTheirSceneAndID() async throws {
    let (scratch, file) = try await stage()
    let library = scratch.library
    let scene = Scene(name: "n", shots: [shot("1", "@kael on a roof"), shot("2", "a pier")])
    _ = try await library.run(scene, at: file)
    _ = try await scratch.shot("a road")
    _ = try await library.startSession(.offline)
    let said = try await library.say("a lamp")
    let session = try #require(try await library.sessionSummaries().first).session.id
    func found(_ query: String) async throws -> [String] {
      try await library.search(query, limit: 9).generations.map(\.prompt)
    }
    for name in ["night", "night.md", "NIGHT"] {
      #expect(
        try await found("scene:\(name)").sorted() == ["@kael on a roof", "a pier"], "\(name)")
    }
    #expect(try await found("scene:night shot:2") == ["a pier"])
    #expect(try await found("pier -shot:2").isEmpty)
    #expect(try await found("scene:nigh").isEmpty)
    #expect(try await found("session:\("\(session)".prefix(12).lowercased())") == ["a lamp"])
    #expect(said.generation.prompt == "a lamp")
  }
}
