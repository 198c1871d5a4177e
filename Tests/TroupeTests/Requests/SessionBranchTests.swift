import Foundation
import TestSupport
import Testing
import Troupe

/// Conversations that are listed, forked, and asked again; turns that are answered in words.
@Suite struct SessionBranchTests {
  private static let picture = SamplePicture.png(width: 40, height: 30)
  private static let signed = FakeReply.thoughtsAndImages(picture, picture)
  static let options = GenerateOptions(model: "gemini-3-pro-image")

  static func open(
    _ replies: FakeReply...
  ) async throws -> (TemporaryLibrary, Library, FakeGemini) {
    let scratch = try await TemporaryLibrary()
    let server = try FakeGemini(replies, otherwise: signed)
    let library = try await scratch.reopened(adding: [
      "GEMINI_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": server.baseURL,
    ])
    return (scratch, library, server)
  }

  @Test func aForkGoesOnFromItsTurnWithTheSameHistory() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { withExtendedLifetime(scratch) { server.stop() } }
    let session = try await library.startSession(Self.options)
    #expect(await code { _ = try await library.forkSession() } == "unknown_turn")
    for words in ["one", "two", "three"] { _ = try await library.say(words) }
    let fork = try await library.forkSession("\(session.id)", at: 1)
    #expect(fork.origin == session.id)
    let old = try await library.session("\(session.id)")
    #expect(fork.turns == [old.turns[0]] && old.turns.count == 3)
    let made = try await library.say("two", in: "\(fork.id)").generation
    // What was said before it is sent byte for byte as it was with the old second turn.
    #expect(server.requests[3].body == server.requests[1].body)
    #expect(made.session == fork.id && made.turn == 2)
    #expect(try await library.session("\(fork.id)").turns == [old.turns[0], made.id])
    #expect(try await library.session("\(session.id)") == old)
    let again = try await library.forkSession("\(fork.id)")
    #expect(again.turns == [old.turns[0], made.id] && again.origin == fork.id)
    #expect(await code { _ = try await library.forkSession("\(fork.id)", at: 9) } == "unknown_turn")
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func aTurnIsAskedAgainAndTheConversationGoesOnFromTheNewAnswer() async throws {
    let (scratch, library, server) = try await Self.open()
    defer { withExtendedLifetime(scratch) { server.stop() } }
    _ = try await library.startSession(Self.options)
    var said: [ULID] = []
    for words in ["one", "two", "three"] { said.append(try await library.say(words).generation.id) }
    let retried = try await library.retryTurn(2).generation
    #expect(server.requests[3].body == server.requests[1].body)
    #expect(retried.replayOf == said[1] && retried.turn == 4)
    let session = try await library.session()
    #expect(session.turns == [said[0], retried.id])
    #expect(session.said.map(\.generation) == said + [retried.id])
    #expect(session.said[3].retries == said[1])
    let next = try await library.say("four").generation
    let body = String(decoding: server.requests[4].body, as: UTF8.self)
    #expect(body.contains("one") && body.contains("two") && !body.contains("three"))
    #expect(try await library.session().turns == [said[0], retried.id, next.id])
    // A turn that the conversation no longer goes on from cannot be asked again, but be forked.
    #expect(await code { _ = try await library.retryTurn(3) } == "unknown_turn")
    let fork = try await library.forkSession(nil, at: 3)
    #expect(fork.turns == said)
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func aTurnAnsweredInWordsIsAnAnswer() async throws {
    let (scratch, library, server) = try await Self.open(
      .text("Which hat?"), Self.signed, .text())
    defer { withExtendedLifetime(scratch) { server.stop() } }
    let session = try await library.startSession(Self.options)
    let made = try await library.say("a hat")
    #expect(made.error == nil && made.generation.state == .done)
    #expect(made.generation.outputs.isEmpty && made.generation.texts == ["Which hat?"])
    #expect(await code { _ = try await library.edit(.last(), "red") } == "no_output")
    _ = try await library.say("the red one")
    let summary = try #require(try await library.sessionSummaries().first)
    #expect(summary.session.id == session.id && summary.session.turns.count == 2)
    #expect(summary.lastSaid == "the red one" && summary.lastState == .done)
    #expect(summary.costUSD > 0 && !summary.isCostPartial)
    // Asked for a picture alone, words are no picture; but they were paid for, and nothing says that they failed.
    let alone = try #require(try await library.generate("a cat", Self.options).first)
    #expect(alone.error?.code == "no_image" && alone.generation.state == .done)
    let again = try #require(try await library.generate("a cat", Self.options).first)
    #expect(!again.isFromRecord && again.error == nil && again.generation.outputs.count == 2)
  }
}
