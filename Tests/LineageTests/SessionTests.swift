import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeRecord
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

@Suite struct SessionTests {
  static let first = SamplePicture.png(width: 200, height: 100)
  static let second = SamplePicture.png(width: 100, height: 60, red: 9)
  static let signed = FakeReply.thoughtsAndImages(first, second)

  @Test func theAnswerGoesBackExactlyAsItCame() async throws {
    let fixture = try LineageFixture([Self.signed, Self.signed])
    let session = try await Self.start(
      fixture, Parameters(aspect: "16:9", size: "2K", options: ["search": "web"]))
    try await fixture.addCharacter("kael")
    _ = try await Self.say("draw @kael", session, fixture)
    let second = try await Self.say("now in Spanish", session, fixture)
    let bodies = fixture.server.requests.map { String(decoding: $0.body, as: UTF8.self) }
    let reply = String(decoding: Self.signed.body, as: UTF8.self)
    let parts = try #require(reply.firstMatch(of: /"parts":(\[.*\]),"role":"model"/)).output.1
    #expect(bodies[1].contains(#"{"role":"model","parts":\#(parts)}"#))
    // What was said stands as it stood, and the whole configuration is repeated.
    let said = try #require(bodies[0].firstMatch(of: /^\{"contents":\[(.*)\],"tools"/)).output.1
    #expect(bodies[1].hasPrefix(#"{"contents":[\#(said),{"role":"model""#))
    let settings = try #require(bodies[0].firstMatch(of: /("tools":.*)$/)).output.1
    #expect(bodies[1].hasSuffix(settings) && settings.contains("\"imageSize\":\"2K\""))
    #expect(
      bodies[1].contains(
        #"{"role":"user","parts":[{"text":"Generate one image: now in Spanish"}]}]"#))
    // The images are named, not kept twice, and are edges of the lineage.
    #expect(second.generation.inputs.isEmpty && second.generation.turn == 2)
    let lineage = try await fixture.database.read {
      try LineageReader($0).lineage(of: second.generation.id)
    }
    #expect(lineage.generations.map(\.turn) == [1, 2])
    let rows = try await fixture.column("body_json", "SELECT body_json FROM attempt")
    #expect(rows.allSatisfy { $0.utf8.count < 6000 })
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func itGoesOnInAnotherProcessAndIsReplayedWithItsHistory() async throws {
    let fixture = try LineageFixture(otherwise: Self.signed)
    let session = try await Self.start(fixture)
    _ = try await Self.say("one", session, fixture)
    let other = try fixture.reopened()
    let found = try await other.sessions.session(String("\(session.id)".prefix(12)))
    #expect(found.turns.count == 1 && found.configuration == session.configuration)
    let made = try await other.sessions.say(
      fixture.request("two"), in: found, SendOptions())
    let replay = try await other.replay.replay(made.generation.id)
    #expect(fixture.server.requests[1].body == fixture.server.requests[2].body)
    #expect(replay.generation.session == nil && replay.error == nil)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func whatWasRefusedOrFailedWasNeverSaid() async throws {
    let fixture = try LineageFixture([
      Self.signed, .blockedPrompt, .emptyStop, .page(), .text("Which hat?"), Self.signed,
    ])
    let session = try await Self.start(fixture)
    for words in ["one", "two", "three", "four", "five", "six"] {
      _ = try await Self.say(words, session, fixture)
    }
    let body = String(decoding: fixture.server.requests[5].body, as: UTF8.self)
    let said = body.matches(of: /"text":"Generate one image: ([a-z]+)"/).map { String($0.output.1) }
    #expect(said == ["one", "five", "six"])
    // A question of the model is part of the conversation.
    #expect(body.contains("Which hat?"))
  }

  @Test func anImageWithoutItsSignatureGoesAsTheUsers() async throws {
    let fixture = try LineageFixture([.image(Self.first), Self.signed])
    let session = try await Self.start(fixture)
    _ = try await Self.say("one", session, fixture)
    let second = try await Self.say("two", session, fixture)
    let body = String(decoding: fixture.server.requests[1].body, as: UTF8.self)
    #expect(!body.contains(#""role":"model""#))
    #expect(
      body.hasPrefix(
        #"{"contents":[{"role":"user","parts":[{"text":"Generate one image: one"},{"inlineData""#))
    #expect(body.contains(#"}},{"text":"Generate one image: two"}]}]"#))
    #expect(second.generation.adjustments.map(\.field) == ["history"])
    // A model that has no signatures gets its answer back as its own.
    let plain = try LineageFixture([.image(Self.first)])
    let other = try await Self.start(plain, model: "gemini-2.5-flash-image")
    _ = try await Self.say("one", other, plain, model: "gemini-2.5-flash-image")
    _ = try await Self.say("two", other, plain, model: "gemini-2.5-flash-image")
    #expect(String(decoding: plain.server.requests[1].body, as: UTF8.self).contains("\"model\""))
  }

  @Test func whatPassesTheLimitsIsTrimmedAndSaid() async throws {
    let fixture = try LineageFixture(otherwise: Self.signed)
    let session = try await Self.start(fixture, model: "test/brief")
    var made: [Generation] = []
    for words in ["one", "two", "three", "four"] {
      made.append(try await Self.say(words, session, fixture, model: "test/brief").generation)
    }
    let bodies = fixture.server.requests.map { String(decoding: $0.body, as: UTF8.self) }
    // Five images are the most: an answer has two, and a thought.
    #expect(bodies[1].contains("**Planning**") && made[1].adjustments.isEmpty)
    #expect(!bodies[2].contains("**Planning**"))
    #expect(
      bodies[2].contains(#""text":"Generate one image: one""#)
        && bodies[2].contains("c2lnbmF0dXJlLTE="))
    #expect(made[2].adjustments.map(\.before) == ["thoughts"])
    #expect(
      !bodies[3].contains(#""text":"Generate one image: one""#)
        && bodies[3].contains(#""text":"Generate one image: two""#))
    #expect(made[3].adjustments.map(\.after) == ["", "2 turns"])
  }

  @Test func whatTheConversationShowsIsNotSentAgain() async throws {
    let fixture = try LineageFixture(otherwise: Self.signed)
    let session = try await Self.start(fixture)
    try await fixture.addCharacter("kael", views: [.front, .back])
    try await fixture.addCharacter("mira")
    let first = try await Self.say("@kael on a bridge", session, fixture).generation
    let second = try await Self.say("@kael waves to @mira", session, fixture).generation
    #expect(first.inputs.map(\.position) == [1, 2])
    #expect(second.inputs.map(\.position) == [3])
    #expect(second.inputs.first?.chosen.asset?.text == "mira")
    let shown = second.excluded.filter { $0.asset?.text == "kael" }.map(\.reason).sorted()
    #expect(
      shown == [1, 2].map { "left out: image \($0) of the conversation shows it" })
    let body = String(decoding: fixture.server.requests[1].body, as: UTF8.self)
    #expect(body.contains("kael (images 1 and 2) waves to mira (image 3)"))
    #expect(body.ranges(of: "\"mimeType\"").count == 6)
    // A model with room for five sees the pictures again once the turn that showed them is left out.
    let brief = try await Self.start(fixture, model: "test/brief")
    for words in ["@kael on a bridge", "and at dawn"] {
      _ = try await Self.say(words, brief, fixture, model: "test/brief")
    }
    let third = try await Self.say("@kael waves", brief, fixture, model: "test/brief").generation
    // No number is given twice, or what was said before would speak of other pictures.
    #expect(third.inputs.filter { $0.chosen.asset?.text == "kael" }.map(\.position) == [3, 4])
    #expect(third.adjustments.contains { $0.field == "history" })
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func picturesAreThoseOfTheirAssetWhateverItIsCalled() async throws {
    let fixture = try LineageFixture(otherwise: Self.signed)
    let session = try await Self.start(fixture)
    try await fixture.addCharacter("kael", views: [.back])
    try await fixture.addCharacter("mira")
    _ = try await Self.say("@kael one", session, fixture)
    let catalog = fixture.catalog
    _ = try await catalog.rename(Handle("kael"), to: Handle("kaela"))
    _ = try await catalog.rename(Handle("mira"), to: Handle("kael"))
    let second = try await Self.say("@kael and @kaela two", session, fixture).generation
    // Of her who is called so now there was no picture yet; of him there was.
    #expect(second.inputs.map(\.position) == [2])
    let body = String(decoding: fixture.server.requests[1].body, as: UTF8.self)
    #expect(body.contains("(image 2) and"))
    #expect(body.contains("(image 1) two"))
  }

  @Test func anotherLookOrARetiredPictureStandsForNothing() async throws {
    let fixture = try LineageFixture(otherwise: Self.signed)
    let session = try await Self.start(fixture)
    try await fixture.addCharacter("kael", views: [.front, .back])
    let first = try await Self.say("@kael one", session, fixture).generation
    #expect(first.inputs.count == 2)
    let catalog = fixture.catalog
    let retired = try #require(
      try await catalog.references(of: Handle("kael"), includeRetired: false)
        .first { $0.digest == first.inputs[0].chosen.reference })
    _ = try await catalog.retire(retired, true)
    _ = try await Self.say("@kael two", session, fixture)
    let body = String(decoding: fixture.server.requests[1].body, as: UTF8.self)
    #expect(body.contains("kael (image 2) two"))
  }

  @Test func aQuestionOfTheModelKeepsNothingFromBeingRebuilt() async throws {
    let fixture = try LineageFixture(
      [Self.signed, .text("Which?"), Self.signed], otherwise: Self.signed)
    let session = try await Self.start(fixture)
    for words in ["one", "two"] { _ = try await Self.say(words, session, fixture) }
    let third = try await Self.say("three", session, fixture).generation
    let steps = try await fixture.planned(third.id, on: "gemini-2.5-flash-image")
    #expect(steps.count == 3 && steps.allSatisfy { $0.plan != nil })
    #expect(try await fixture.planned(third.id, on: "test/small").count == 2)
    // Asked for once more, a turn is what it was.
    let drift = try await fixture.drift
      .drift(from: third.id, request: nil, model: nil, count: 1)
    #expect(drift.sendsSameBytes, "\(drift.differences)")
  }

  @Test func theReplayOfATurnWithoutAnAnswerStandsForIt() async throws {
    let fixture = try LineageFixture([Self.signed, .page(), Self.signed], otherwise: Self.signed)
    let session = try await Self.start(fixture)
    _ = try await Self.say("one", session, fixture)
    let lost = try await Self.say("two", session, fixture).generation
    #expect(lost.state == .unknown)
    let replay = try await fixture.replay.replay(lost.id).generation
    #expect(replay.turn == 3 && replay.replayOf == lost.id)
    _ = try await Self.say("three", session, fixture)
    let body = String(decoding: fixture.server.requests[3].body, as: UTF8.self)
    let said = body.matches(of: /"text":"Generate one image: (one|two|three)"/).map {
      String($0.output.1)
    }
    #expect(said == ["one", "two", "three"])
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aStreamThatEndsInItsOwnWayGoesBack() async throws {
    var ended = FakeReply.stream(Self.first, Self.second)
    ended.body += Data("data: [DONE]\r\n\r\n".utf8)
    var broken = FakeReply.stream(Self.first, Self.second)
    broken.body = broken.body.prefix(broken.body.count - 3000) + Data("\r\n\r\n".utf8)
    for reply in [ended, broken] {
      let fixture = try LineageFixture([reply, Self.signed])
      let session = try await Self.start(fixture)
      let made = try await Self.say("one", session, fixture).generation
      #expect(made.state == .done)
      _ = try await Self.say("two", session, fixture)
      let body = String(decoding: fixture.server.requests[1].body, as: UTF8.self)
      #expect(body.contains(#""role":"model""#) && body.contains("c2lnbmF0dXJlLTE="))
    }
  }

  @Test func oneTurnGoesAfterAnother() async throws {
    let fixture = try LineageFixture(otherwise: Self.signed.after(seconds: 5))
    let session = try await Self.start(fixture)
    async let first: Void = { _ = try await Self.say("one", session, fixture) }()
    while fixture.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    await #expect(throws: TroupeError.self) { try await Self.say("two", session, fixture) }
    try await first
    #expect(fixture.server.requests.count == 1)
    let ended = try await fixture.sessions.end("\(session.id)")
    #expect(ended.endedAt != nil && ended.turns.count == 1)
    await #expect(throws: TroupeError.request(.sessionEnded("\(session.id)"))) {
      try await Self.say("three", session, fixture)
    }
    await #expect(throws: TroupeError.request(.unknownSession("01XXXX"))) {
      try await fixture.sessions.session("01XXXX")
    }
  }

  @Test func theImageThatItBeginsWithIsNotCollected() async throws {
    let fixture = try LineageFixture([Self.signed])
    let file = fixture.folder.appending(path: "begin.png")
    try Self.second.write(to: file)
    let image = try await fixture.resolver.file(FilePath(file.path), role: .parent)
    let session = try await fixture.sessions.start(
      Session.Configuration(
        model: "gemini-3-pro-image", parameters: Parameters(), usesHardLimits: false,
        overflow: .fail, from: image))
    _ = try await fixture.garbage
      .collect(before: .distantFuture, isDryRun: false)
    let made = try await Self.say("make it rain", session, fixture)
    #expect(made.error == nil && made.generation.inputs.map(\.chosen.role) == [.parent])
    #expect(try await fixture.verify().problems.isEmpty)
  }

  private static func start(
    _ fixture: LineageFixture, _ parameters: Parameters = Parameters(),
    model: String = "gemini-3-pro-image"
  ) async throws -> Session {
    try await fixture.sessions.start(
      Session.Configuration(
        model: model, parameters: parameters, usesHardLimits: false, overflow: .fail, from: nil))
  }

  private static func say(
    _ words: String, _ session: Session, _ fixture: LineageFixture,
    model: String = "gemini-3-pro-image"
  ) async throws -> GenerationResult {
    let sessions = fixture.sessions
    let current = try await sessions.session("\(session.id)")
    let request = fixture.request(words, model: model, current.configuration.parameters)
    return try await sessions.say(request, in: current, SendOptions())
  }
}
