import Testing
import Troupe

/// Conversations with one model.
@Suite struct SessionTests {
  @Test func turnsFollowEachOther() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    #expect(try await library.sessions().isEmpty)
    #expect(await code { _ = try await library.say("hello") } == "unknown_session")
    var options = GenerateOptions.offline
    options.aspect = "16:9"
    let started = try await library.startSession(options)
    #expect(started.turns.isEmpty && started.configuration.parameters.aspect == "16:9")
    let first = try await library.say("a roof at night")
    #expect(first.generation.session == started.id && first.generation.turn == 1)
    let plan = try await library.planTurn("now it rains")
    #expect(plan.parameters.sent.aspect == "16:9" && plan.model == "troupe/storyboard")
    let second = try await library.say("now it rains", in: "\(started.id)")
    #expect(second.generation.turn == 2)
    let now = try await library.session()
    #expect(now.turns == [first.generation.id, second.generation.id])
    let ended = try await library.endSession()
    #expect(ended.endedAt != nil)
    #expect(await code { _ = try await library.say("more") } == "session_ended")
    #expect(try await library.sessions() == [ended])
    #expect(try await library.session("\(started.id)") == ended)
    #expect(await code { _ = try await library.session("zzzz") } == "unknown_session")
    #expect(await code { try await library.endSession("zzzz") } == "unknown_session")
  }

  @Test func aConversationMayBeginWithAnImage() async throws {
    let scratch = try await TemporaryLibrary()
    let shot = try await scratch.shot("a roof")
    let session = try await scratch.library.startSession(from: .last())
    #expect(session.configuration.from?.origin == shot.outputs.first?.id)
    #expect(session.configuration.model == "troupe/storyboard")
    let turn = try await scratch.library.say("at dawn")
    #expect(turn.generation.state == .done && turn.error == nil)
    #expect(await code { _ = try await scratch.library.startSession() } == "no_model")
  }

  @Test func aTurnIsOneRequestToTheSameModel() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    _ = try await library.startSession(.offline)
    var two = GenerateOptions()
    two.count = 2
    let other = GenerateOptions(model: "pocket")
    #expect(await code { _ = try await library.say("x", in: nil, two) } == "invalid_value")
    #expect(await code { _ = try await library.planTurn("x", in: nil, other) } == "invalid_value")
    #expect(await code { _ = try await library.say(" ") } == "empty_prompt")
    #expect(try await library.session().turns.isEmpty)
  }
}
