import Foundation
import TestSupport
import Testing
import Troupe

/// A scene is made shot by shot, each once, and what changes is made again only where the user means it.
@Suite struct SceneRunTests {
  typealias Shot = Troupe.Shot

  /// A library with a cast, and a scene that stands in a file of it.
  private struct Stage {
    let scratch: TemporaryLibrary
    let file: URL
    var library: Library { scratch.library }

    init() async throws {
      scratch = try await TemporaryLibrary()
      try await scratch.addCast()
      file = try scratch.file("scenes/night.toml", Data())
    }

    func run(
      _ shots: [Shot], _ options: SceneOptions = SceneOptions(), at other: URL? = nil
    ) async throws -> SceneResult {
      try await library.run(Scene(name: "night", shots: shots), at: other ?? file, options)
    }

    func status(_ shots: [Shot]) async throws -> [String: ShotStatus] {
      let status = try await library.status(of: Scene(name: "night", shots: shots), at: file)
      return Dictionary(uniqueKeysWithValues: status.shots.map { ($0.shot.id, $0) })
    }

    func count() async throws -> Int { try await library.search("", limit: 500).generations.count }
  }

  private static func shot(
    _ id: String, _ prompt: String, edit: String? = nil, after: [ShotInput] = [], takes: Int = 1,
    looks: [NamedLook] = [], model: String? = "troupe/storyboard"
  ) -> Shot {
    var options = GenerateOptions()
    options.model = model
    return Shot(
      id: id, prompt: prompt, edit: edit.map(ShotSource.shot), after: after, takes: takes,
      looks: looks, options: options)
  }

  private static let three = [
    shot("3", "the rain stops", edit: "2", model: nil),
    shot("1", "@kael on a roof", takes: 2),
    shot("2", "@米拉 on a bridge, @ink", after: [ShotInput("1")]),
  ]

  @Test func theUnchangedSceneSendsNothing() async throws {
    let stage = try await Stage()
    let plan = try await stage.library.plan(
      Scene(name: "night", shots: Self.three), at: stage.file)
    #expect(plan.scheduled.map(\.shot.id) == ["1", "2", "3"])
    #expect(plan.images == 4 && plan.costUSD == 0)
    #expect(try await stage.count() == 0)

    let made = try await stage.run(Self.three)
    #expect(made.outcomes.map(\.shot.id) == ["1", "2", "3"])
    #expect(made.outcomes.map(\.results.count) == [2, 1, 1])
    #expect(made.status.shots.map(\.state) == [.made, .made, .made])
    let ids = made.status.shots.compactMap(\.primary)
    let edit = try await stage.library.generation(.id(ids[0].generation))
    #expect(edit.parent?.origin == ids[2])
    let second = try await stage.library.generation(.id(ids[2].generation))
    #expect(second.inputs.map(\.chosen).first { $0.role == .composition }?.origin == ids[1])

    #expect(try await stage.run(Self.three).outcomes.isEmpty)
    #expect(try await stage.count() == 4)
    let costs = try await stage.library.costs(by: .scene)
    #expect(costs.lines.map(\.requests) == [4] && costs.lines[0].heading.hasSuffix("night.toml"))
    #expect(try await stage.library.verify().problems.isEmpty)
  }

  @Test func onlyWhatWasChangedIsMadeAgain() async throws {
    let stage = try await Stage()
    try await stage.run(Self.three)
    var shots = Self.three
    shots[1].prompt = "@kael on a roof at dawn"
    #expect(try await stage.status(shots)["1"]?.state == .changed)
    let made = try await stage.run(shots)
    #expect(made.outcomes.map(\.shot.id) == ["1"])
    #expect(made.status.shots.map(\.state) == [.made, .made, .stale])
    #expect(try await stage.status(shots)["2"]?.causes == [.source("1")])

    var options = SceneOptions()
    options.includesStale = true
    let again = try await stage.run(shots, options)
    // What is made from a shot that is made again is stale with it.
    #expect(again.outcomes.map(\.shot.id) == ["2", "3"])
    #expect(again.status.shots.map(\.state) == [.made, .made, .made])
    #expect(try await stage.run(shots, options).outcomes.isEmpty)

    // A further take is made in addition to those that are there.
    shots[1].takes = 3
    #expect(try await stage.status(shots)["1"]?.state == .missing)
    #expect(try await stage.run(shots).outcomes.map(\.results.count) == [1])
    // Back to the old text: its takes are there.
    #expect(try await stage.run(Self.three).outcomes.isEmpty)
  }

  @Test func whatTheCastIsNoMoreIsStale() async throws {
    let stage = try await Stage()
    let shots = [Self.shot("a", "@kael on a roof"), Self.shot("b", "a roof")]
    try await stage.run(shots)
    try await stage.library.set("kael", AssetDetails(traits: ["no scar"]))
    let status = try await stage.status(shots)
    #expect(status["a"]?.state == .stale && status["b"]?.state == .made)
    guard case .cast(let cause)? = status["a"]?.causes.first else {
      Issue.record("no cause")
      return
    }
    #expect(cause.fact == .traits)
    #expect(try await stage.run(shots).outcomes.isEmpty)
    var options = SceneOptions()
    options.includesStale = true
    #expect(try await stage.run(shots, options).outcomes.map(\.shot.id) == ["a"])
    #expect(try await stage.status(shots)["a"]?.state == .made)
  }

  @Test func aPickedTakeIsNeverMadeAgain() async throws {
    let stage = try await Stage()
    var shots = [Self.shot("a", "@kael on a roof", takes: 3), Self.shot("b", "dawn", edit: "a")]
    try await stage.run(shots)
    let scene = Scene(name: "night", shots: shots)
    try await stage.library.pick(.number(2), ofShot: "a", in: scene, at: stage.file)
    var status = try await stage.status(shots)
    let second = try #require(status["a"]?.takes.first { $0.number == 2 }?.output)
    #expect(status["a"]?.primary == second && status["a"]?.isPicked == true)
    #expect(status["b"]?.causes == [.source("a")])

    try await stage.library.pick(
      .image(.output(second)), ofShot: "a", in: scene, at: stage.file)
    shots[0].prompt = "@kael on another roof"
    var options = SceneOptions()
    options.includesStale = true
    options.isFresh = true
    options.only = ["a"]
    #expect(try await stage.run(shots, options).outcomes.isEmpty)
    try await stage.library.pick(nil, ofShot: "a", in: scene, at: stage.file)
    status = try await stage.status(shots)
    #expect(status["a"]?.state == .changed)
    #expect(try await stage.run(shots, options).outcomes.first?.results.count == 3)
    let unknown = await code {
      try await stage.library.pick(.number(9), ofShot: "a", in: scene, at: stage.file)
    }
    #expect(unknown == "no_take")
  }

  @Test func draftsArePickedAndFinished() async throws {
    let stage = try await Stage()
    let shots = [
      Self.shot("a", "@kael on a roof", takes: 2), Self.shot("b", "@米拉 waits", takes: 2),
    ]
    let scene = Scene(name: "night", shots: shots)
    var drafts = SceneOptions()
    drafts.stage = .draft
    drafts.model = "troupe/pocket"
    let drafted = try await stage.run(shots, drafts)
    #expect(
      drafted.outcomes.flatMap(\.results).map(\.generation.model).allSatisfy {
        $0 == "troupe/pocket"
      })
    #expect(try await stage.status(shots)["a"]?.state == .missing)
    // Of two drafts none is taken that was not picked.
    #expect(try await stage.library.finish(scene, at: stage.file).outcomes.isEmpty)
    try await stage.library.pick(.number(2), ofShot: "a", in: scene, at: stage.file, stage: .draft)
    let finished = try await stage.library.finish(scene, at: stage.file)
    let final = try #require(finished.outcomes.first?.results.first?.generation)
    #expect(finished.outcomes.count == 1 && final.model == "troupe/storyboard")
    let draft = drafted.outcomes.first { $0.shot.id == "a" }?.results.map(\.generation.id) ?? []
    let origin = final.inputs.map(\.chosen).first { $0.role == .composition }?.origin
    #expect(draft.contains { $0 == origin?.generation })
    #expect(try await stage.library.finish(scene, at: stage.file).outcomes.isEmpty)
    try await stage.library.pick(.number(1), ofShot: "a", in: scene, at: stage.file, stage: .draft)
    #expect(try await stage.status(shots)["a"]?.causes == [.draft])
    #expect(try await stage.library.finish(scene, at: stage.file).outcomes.count == 1)
  }

  @Test func looksAreWornByShot() async throws {
    let stage = try await Stage()
    try await stage.library.addLook("winter", to: "kael", LookDetails(traits: ["a red coat"]))
    let shots = [
      Self.shot("a", "@kael on a roof", looks: [NamedLook("kael", look: "winter")]),
      Self.shot("b", "@kael on a roof"),
    ]
    let plan = try await stage.library.plan(Scene(name: "night", shots: shots), at: stage.file)
    let words = plan.scheduled.compactMap { $0.plan?.promptSent.contains("a red coat") }
    #expect(words == [true, false])
    // To the offline model both are one request: the second is answered by what came of the first.
    let made = try await stage.run(shots)
    #expect(made.status.shots.map(\.state) == [.made, .made])
    #expect(try await stage.count() == 1)
  }

  @Test func aSceneThatMovesIsTheSame() async throws {
    let stage = try await Stage()
    let shots = [Self.shot("a", "a roof", takes: 2)]
    try await stage.run(shots)
    let moved = stage.scratch.base.appending(path: "elsewhere/night.toml")
    try FileManager.default.createDirectory(
      at: moved.deletingLastPathComponent(), withIntermediateDirectories: true)
    // A copy is a scene of its own.
    try FileManager.default.copyItem(at: stage.file, to: moved)
    let copy = try await stage.library.plan(Scene(name: "night", shots: shots), at: moved)
    #expect(copy.images == 2)
    try FileManager.default.removeItem(at: stage.file)
    #expect(try await stage.run(shots, at: moved).outcomes.isEmpty)
    #expect(try await stage.run(shots, at: moved).outcomes.isEmpty)
  }

  @Test func whatCannotBeSentIsSaidBeforeAnythingIs() async throws {
    let stage = try await Stage()
    var shots = [
      Self.shot("a", "a roof"),
      Self.shot("b", "@kea on a roof"),
    ]
    shots[1].line = 7
    do {
      _ = try await stage.run(shots)
      Issue.record("it ran")
    } catch TroupeError.scene(.shot(let place, let id, .catalog(.unknownAsset))) {
      #expect(place == TextPlace("night", line: 7) && id == "b")
    }
    #expect(try await stage.count() == 0)
    var options = SceneOptions()
    options.only = ["a", "zz"]
    #expect(await code { _ = try await stage.run(shots, options) } == "unknown_shot")
    let cast = [SceneVersion(try NamedVersion(typed: "@kael#3"), line: 4)]
    let other = Scene(name: "night", shots: [shots[0]], cast: cast)
    let error = await #expect(throws: TroupeError.self) {
      try await stage.library.run(other, at: stage.file)
    }
    #expect(
      error
        == .scene(
          .version(
            TextPlace("night", line: 4),
            .catalog(.unknownVersion(asset: "kael", version: 3, newest: 1)))))
    options.only = ["a"]
    #expect(try await stage.run(shots, options).outcomes.count == 1)
    // A shot whose source is not made waits for it.
    let edit = [shots[1], Self.shot("c", "dawn", edit: "b")]
    options.only = ["c"]
    #expect(try await stage.run(edit, options).outcomes.map(\.waitsFor) == [["b"]])
  }

  @Test func idsAreWrittenIntoTheFileOnce() async throws {
    let scratch = try await TemporaryLibrary()
    let text = "## The roof\n\na roof\n\n## The bridge\n\na bridge\n"
    let file = try scratch.file("s.md", Data(text.utf8))
    let ids = try Scene(contentsOf: file).shots.map(\.id)
    #expect(try Scene.writeIDs(into: file))
    let written = try Data(contentsOf: file)
    #expect(try Scene.writeIDs(into: file) == false)
    #expect(try Data(contentsOf: file) == written)
    let read = try Scene(contentsOf: file)
    #expect(!read.missingIDs && read.shots.map(\.id) == ids)
  }
}
