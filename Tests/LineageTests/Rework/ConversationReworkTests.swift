import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeRecord
import TroupeSending
import TroupeVocabulary

@testable import TroupeLineage

/// Conversations that are made again.
@Suite struct ConversationReworkTests {
  static let old = "gemini-3-pro-image"
  static let new = "gemini-3.1-flash-image"
  static func picture(_ number: Int) -> Data { SamplePicture.png(width: 40 + number, height: 40) }
  static func signed(_ number: Int) -> FakeReply {
    .thoughtsAndImages(picture(number), picture(number + 1))
  }

  /// A turn, one that is answered in words, and one more.
  static func conversation(
    _ fixture: LineageFixture, adding name: String = "kael"
  ) async throws -> Session {
    fixture.server.enqueue(signed(0), .text("Which hat?"), signed(4))
    try await fixture.addCharacter(name)
    let session = try await fixture.sessions.start(
      .init(
        model: old, parameters: Parameters(), usesHardLimits: false, overflow: .fail, from: nil))
    for words in ["draw @\(name)", "put a hat on him", "the green one"] {
      let current = try await fixture.sessions.session("\(session.id)")
      _ = try await fixture.sessions.say(
        fixture.request(words, model: old), in: current, SendOptions())
    }
    return try await fixture.sessions.session("\(session.id)")
  }

  static func body(_ fixture: LineageFixture, _ number: Int) -> String {
    String(decoding: fixture.server.requests[number].body, as: UTF8.self)
  }

  @Test func theTurnsAreSaidAgainWithWhatTheNewModelAnswers() async throws {
    let fixture = try LineageFixture()
    let session = try await Self.conversation(fixture)
    fixture.server.enqueue(Self.signed(10), .text("A tall one?"), Self.signed(14))
    let rework = try await fixture.rebuilt(session.turns[2], on: Self.new)
    #expect(rework.state == .finished && rework.steps.map(\.state) == [.made, .made, .made])
    #expect(rework.steps.map(\.old) == session.turns)
    #expect(rework.steps[1].takes[0].pair == nil && rework.pairs.count == 2)
    #expect(rework.steps[2].needs.contains(.init(step: 2, output: nil)))
    let last = Self.body(fixture, 5)
    #expect(last.contains("put a hat on him") && last.contains("A tall one?"))
    #expect(!last.contains("Which hat?"), "the answer of the old model does not go")
    #expect(last.contains(Self.picture(11).base64EncodedString()))
    for number in 3...5 {
      #expect(!Self.body(fixture, number).contains(Self.picture(1).base64EncodedString()))
    }
    let sessions = try await fixture.sessions.all()
    #expect(sessions.count == 2 && sessions[0].configuration.model == Self.new)
    #expect(sessions[0].turns == rework.steps.compactMap { $0.takes[0].generation })
    #expect(
      rework.steps.allSatisfy { $0.plan?.adjustments.allSatisfy { $0.field != "history" } == true })
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aModelThatDoesNotConverseIsToldWhatWasAskedAndAnswered() async throws {
    let fixture = try LineageFixture()
    let session = try await Self.conversation(fixture)
    let rework = try await fixture.rebuilt(session.turns[2], on: "test/small")
    #expect(
      rework.state == .finished && rework.steps.map(\.old) == [session.turns[0], session.turns[2]])
    let told = try #require(rework.steps[1].plan)
    #expect(told.promptSent.contains("Which hat?") && told.promptSent.contains("the green one"))
    #expect(told.adjustments.contains { $0.field == "history" })
  }

  @Test func theTurnsAreEditsWhereTheUserWantsThemSo() async throws {
    let fixture = try LineageFixture()
    let session = try await Self.conversation(fixture)
    fixture.server.enqueue(Self.signed(10), Self.signed(14))
    let rework = try await fixture.rebuilt(
      session.turns[2], on: Self.new, terms: ReworkTerms(isFlattened: true))
    #expect(rework.state == .finished && rework.steps.count == 2)
    let last = Self.body(fixture, 4)
    #expect(last.contains("Which hat?") && !last.contains(#""role":"model""#))
    #expect(try await fixture.sessions.all().count == 1)
  }

  @Test func whatIsKeptOfTheOldModelGoesAsAnImageOfTheUsers() async throws {
    let fixture = try LineageFixture()
    let session = try await Self.conversation(fixture)
    fixture.server.enqueue(.text("A tall one?"), Self.signed(14))
    let rework = try await fixture.rebuilt(
      session.turns[2], on: Self.new, terms: ReworkTerms(kept: ["1"]))
    #expect(rework.steps.map(\.state) == [.kept, .made, .made])
    let last = Self.body(fixture, 4)
    #expect(last.contains(Self.picture(1).base64EncodedString()))
    #expect(!last.contains("thoughtSignature\":\"" + "c2lnLTE"), "no signature of the old model")
  }

  @Test func theNewImageIsSentWhereAKeptTurnShowsTheOldOne() async throws {
    let fixture = try LineageFixture()
    fixture.server.enqueue(.image(Self.picture(30)), .text("Which hat?"), Self.signed(4))
    let root = try await fixture.make(fixture.request("a roof")).generation
    let session = try await fixture.sessions.start(
      .init(
        model: Self.old, parameters: Parameters(), usesHardLimits: false, overflow: .fail,
        from: try await fixture.resolver.output("\(root.id)/1", role: .parent)))
    for words in ["put a hat on it", "the green one"] {
      _ = try await fixture.sessions.say(
        fixture.request(words, model: Self.old),
        in: fixture.sessions.session("\(session.id)"), SendOptions())
    }
    let last = try await fixture.sessions.session("\(session.id)").turns[1]
    fixture.server.enqueue(.image(Self.picture(40)), Self.signed(10))
    let rework = try await fixture.rebuilt(last, on: Self.new, terms: ReworkTerms(kept: ["2"]))
    #expect(rework.steps.map(\.state) == [.made, .kept, .made], "\(rework.steps)")
    #expect(Self.body(fixture, 4).contains(Self.picture(40).base64EncodedString()))
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aChangedTurnIsSaidInAConversationOfItsOwnAndTheRestAfterIt() async throws {
    let fixture = try LineageFixture()
    let session = try await Self.conversation(fixture)
    fixture.server.enqueue(.text("A flat one?"), Self.signed(14))
    let rework = try await fixture.reworks.replay(
      session.turns[2], ReworkTerms(changes: ReplayChanges(prompts: ["2": "put a cap on him"])),
      Reworks.Run())
    #expect(rework.state == .finished && rework.steps.map(\.state) == [.kept, .made, .made])
    let last = Self.body(fixture, 4)
    #expect(last.contains("put a cap on him") && last.contains("A flat one?"))
    #expect(!last.contains("put a hat on him") && !last.contains("Which hat?"))
    // What was kept goes back as it came.
    let reply = String(decoding: Self.signed(0).body, as: UTF8.self)
    let parts = try #require(reply.firstMatch(of: /"parts":(\[.*\]),"role":"model"/)).output.1
    #expect(last.contains(parts))
    let other = try await fixture.sessions.all()[0]
    #expect(other.turns == rework.steps.dropFirst().compactMap { $0.takes[0].generation })
  }

  @Test func aTurnOfNoKnownOutcomeIsResentWithWhatWasSaidBefore() async throws {
    let fixture = try LineageFixture()
    let session = try await Self.conversation(fixture)
    fixture.server.enqueue(Self.signed(10), .image().sent(.noAnswer))
    let cut = try await fixture.rebuilt(session.turns[2], on: Self.new)
    #expect(cut.steps.map(\.state) == [.made, .unknown, .blocked])
    let id = try #require(cut.id)
    fixture.server.enqueue(.text("A tall one?"), Self.signed(14))
    _ = try await fixture.reworks.resend(id, "2", Reworks.Run())
    #expect(Self.body(fixture, 4) == Self.body(fixture, 5))
    let done = try await fixture.reworks.resume(id, Reworks.Run())
    #expect(done.state == .finished)
    #expect(Self.body(fixture, 6).contains("A tall one?"))
  }
}
