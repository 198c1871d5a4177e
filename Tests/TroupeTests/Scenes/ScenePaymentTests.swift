import Foundation
import TestSupport
import Testing
import Troupe

/// Shots on a model that is paid for.
@Suite struct ScenePaymentTests {
  typealias Shot = Troupe.Shot

  private static func shots(_ ids: [String], edit: String? = nil) -> [Shot] {
    ids.map { id in
      var options = GenerateOptions(model: "gemini-2.5-flash-image")
      options.aspect = "1:1"
      return Shot(id: id, prompt: "a roof, picture \(id)", options: options)
    }
  }

  private static func library(
    _ server: FakeGemini
  ) async throws -> (TemporaryLibrary, Library) {
    let scratch = try await TemporaryLibrary()
    let library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "a-key-of-a-test", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    return (scratch, library)
  }

  @Test func aFailedShotStopsNoOtherAndKeepsThoseWaitingThatNeedIt() async throws {
    let server = try FakeGemini([.text()], otherwise: .image())
    defer { server.stop() }
    let (scratch, library) = try await Self.library(server)
    let file = try scratch.file("s.toml", Data())
    var shots = Self.shots(["1", "2", "3"])
    shots[1].edit = .shot("1")
    let scene = Scene(name: "s", shots: shots)
    var options = SceneOptions()
    options.only = ["1", "2"]
    let first = try await library.run(scene, at: file, options)
    #expect(first.outcomes.map(\.shot.id) == ["1", "2"])
    #expect(first.outcomes.map(\.waitsFor) == [[], ["1"]])
    #expect(first.status.shots.map(\.state) == [.refused, .missing, .missing])
    // What was refused is not sent again by itself.
    let second = try await library.run(scene, at: file)
    #expect(second.status.shots.map(\.state) == [.refused, .missing, .made])
    #expect(server.requests.count == 2)
    options.isAgain = true
    let third = try await library.run(scene, at: file, options)
    #expect(third.status.shots.map(\.state) == [.made, .made, .made])
    #expect(server.requests.count == 4)
    try library.close()
  }

  @Test func whatIsOfNoKnownOutcomeIsNotSentAgainByItself() async throws {
    let server = try FakeGemini([FakeReply(status: 500, json: "{}")], otherwise: .image())
    defer { server.stop() }
    let (scratch, library) = try await Self.library(server)
    let file = try scratch.file("s.toml", Data())
    let scene = Scene(name: "s", shots: Self.shots(["1"]))
    let first = try await library.run(scene, at: file)
    #expect(first.status.shots.map(\.state) == [.unknown])
    #expect(try await library.run(scene, at: file).outcomes.isEmpty)
    #expect(server.requests.count == 1)
    var options = SceneOptions()
    options.isFresh = true
    #expect(try await library.run(scene, at: file, options).status.shots.map(\.state) == [.made])
    try library.close()
  }

  @Test func aKeyThatIsRefusedStopsTheRestOfItsModel() async throws {
    let server = try FakeGemini(otherwise: .error(401, "UNAUTHENTICATED", "no"))
    defer { server.stop() }
    let (scratch, library) = try await Self.library(server)
    let file = try scratch.file("s.toml", Data())
    var shots = Self.shots((1...30).map(String.init))
    shots[20].options.model = "troupe/storyboard"
    let result = try await library.run(Scene(name: "s", shots: shots), at: file)
    #expect(result.outcomes.count == 30)
    #expect(server.requests.count < 12)
    #expect(result.status.shots[20].state == .made)
    #expect(result.status.shots.count { $0.state == .made } == 1)
    try library.close()
  }

  @Test func thePriceIsThatOfWhatIsSentAndBoundsIt() async throws {
    let server = try FakeGemini(otherwise: .image())
    defer { server.stop() }
    let (scratch, library) = try await Self.library(server)
    let file = try scratch.file("s.toml", Data())
    var shots = Self.shots(["1", "2", "3"])
    shots[1].takes = 2
    shots[2].edit = .shot("1")
    let scene = Scene(name: "s", shots: shots)
    let plan = try await library.plan(scene, at: file)
    let cost = try #require(plan.costUSD)
    #expect(plan.images == 4 && cost > 0)
    var options = SceneOptions()
    options.maxCost = cost - 0.0001
    #expect(await code { _ = try await library.run(scene, at: file, options) } == "too_expensive")
    let asked = Asked()
    let no = await code {
      _ = try await library.run(scene, at: file, approve: { await asked.note($0, false) })
    }
    #expect(no == "not_approved" && server.requests.isEmpty)
    shots[0].options.maxCost = cost / 8
    let dear = Scene(name: "s", shots: shots)
    #expect(await code { _ = try await library.plan(dear, at: file) } == "too_expensive")
    options.maxCost = cost
    let made = try await library.run(
      scene, at: file, options, approve: { await asked.note($0, true) })
    let results = made.outcomes.flatMap(\.results)
    #expect(await asked.all.map(\.images) == [4, 4])
    #expect(await asked.all.map(\.costUSD) == [cost, cost])
    #expect(results.count == 4 && server.requests.count == 4)
    try library.close()
  }

  private actor Asked {
    var all: [Spending] = []
    func note(_ one: Spending, _ answer: Bool) -> Bool {
      all.append(one)
      return answer
    }
  }
}
