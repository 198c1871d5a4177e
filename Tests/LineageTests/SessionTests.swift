import Foundation
import TestSupport
import Testing
import TroupeStorage
import TroupeVocabulary

@testable import TroupeLineage

@Suite struct SessionTests {
  static let first = SamplePicture.png(width: 200, height: 100)
  static let second = SamplePicture.png(width: 100, height: 60, red: 9)
  static let signed = FakeReply.thoughtsAndImages(first, second)

  @Test func theAnswerGoesBackExactlyAsItCame() async throws {
    let workshop = try Workshop([Self.signed, Self.signed])
    let session = try await Self.start(
      workshop, Parameters(aspect: "16:9", size: "2K", options: ["search": "web"]))
    try await workshop.addCharacter("kael")
    _ = try await Self.say("draw @kael", session, workshop)
    let second = try await Self.say("now in Spanish", session, workshop)
    let bodies = workshop.server.requests.map { String(decoding: $0.body, as: UTF8.self) }
    let reply = String(decoding: Self.signed.body, as: UTF8.self)
    let parts = try #require(reply.firstMatch(of: /"parts":(\[.*\]),"role":"model"/)).output.1
    #expect(bodies[1].contains(#"{"role":"model","parts":\#(parts)}"#))
    // What was said stands as it stood, and the whole configuration is repeated.
    let said = try #require(bodies[0].firstMatch(of: /^\{"contents":\[(.*)\],"tools"/)).output.1
    #expect(bodies[1].hasPrefix(#"{"contents":[\#(said),{"role":"model""#))
    let settings = try #require(bodies[0].firstMatch(of: /("tools":.*)$/)).output.1
    #expect(bodies[1].hasSuffix(settings) && settings.contains("\"imageSize\":\"2K\""))
    #expect(bodies[1].contains(#"{"role":"user","parts":[{"text":"now in Spanish"}]}]"#))
    // The images are named, not kept twice, and are edges of the lineage.
    #expect(second.generation.references.isEmpty && second.generation.turn == 2)
    let lineage = try await workshop.context.database.read {
      try LineageReader($0).lineage(of: second.generation.id)
    }
    #expect(lineage.generations.map(\.turn) == [1, 2])
    let rows = try await workshop.column("body_json", "SELECT body_json FROM attempt")
    #expect(rows.allSatisfy { $0.utf8.count < 6000 })
    #expect(try await workshop.verify().problems.isEmpty)
  }

  @Test func itGoesOnInAnotherProcessAndIsReplayedWithItsHistory() async throws {
    let workshop = try Workshop(otherwise: Self.signed)
    let session = try await Self.start(workshop)
    _ = try await Self.say("one", session, workshop)
    let other = try workshop.reopened()
    let found = try await Sessions(other).session(String("\(session.id)".prefix(12)))
    #expect(found.turns.count == 1 && found.configuration == session.configuration)
    let made = try await Sessions(other).say(
      workshop.request("two"), in: found, terms: .init())
    let replay = try await Replay(other).replay(made.generation.id)
    #expect(workshop.server.requests[1].body == workshop.server.requests[2].body)
    #expect(replay.generation.session == nil && replay.error == nil)
    #expect(try await workshop.verify().problems.isEmpty)
  }

  @Test func whatWasRefusedOrFailedWasNeverSaid() async throws {
    let workshop = try Workshop([
      Self.signed, .blockedPrompt, .emptyStop, .page(), .text("Which hat?"), Self.signed,
    ])
    let session = try await Self.start(workshop)
    for words in ["one", "two", "three", "four", "five", "six"] {
      _ = try await Self.say(words, session, workshop)
    }
    let body = String(decoding: workshop.server.requests[5].body, as: UTF8.self)
    let said = body.matches(of: /"text":"([a-z]+)"/).map { String($0.output.1) }
    #expect(said == ["one", "five", "six"])
    // A question of the model is part of the conversation.
    #expect(body.contains("Which hat?"))
  }

  @Test func anImageWithoutItsSignatureGoesAsTheUsers() async throws {
    let workshop = try Workshop([.image(Self.first), Self.signed])
    let session = try await Self.start(workshop)
    _ = try await Self.say("one", session, workshop)
    let second = try await Self.say("two", session, workshop)
    let body = String(decoding: workshop.server.requests[1].body, as: UTF8.self)
    #expect(!body.contains(#""role":"model""#))
    #expect(body.hasPrefix(#"{"contents":[{"role":"user","parts":[{"text":"one"},{"inlineData""#))
    #expect(body.contains(#"}},{"text":"two"}]}]"#))
    #expect(second.generation.adjustments.map(\.field) == ["history"])
    // A model that has no signatures gets its answer back as its own.
    let plain = try Workshop([.image(Self.first)])
    let other = try await Self.start(plain, model: "gemini-2.5-flash-image")
    _ = try await Self.say("one", other, plain, model: "gemini-2.5-flash-image")
    _ = try await Self.say("two", other, plain, model: "gemini-2.5-flash-image")
    #expect(String(decoding: plain.server.requests[1].body, as: UTF8.self).contains("\"model\""))
  }

  @Test func whatPassesTheLimitsIsTrimmedAndSaid() async throws {
    let workshop = try Workshop(otherwise: Self.signed)
    let session = try await Self.start(workshop, model: "test/brief")
    var made: [Generation] = []
    for words in ["one", "two", "three", "four"] {
      made.append(try await Self.say(words, session, workshop, model: "test/brief").generation)
    }
    let bodies = workshop.server.requests.map { String(decoding: $0.body, as: UTF8.self) }
    // Five images are the most: an answer has two, and a thought.
    #expect(bodies[1].contains("**Planning**") && made[1].adjustments.isEmpty)
    #expect(!bodies[2].contains("**Planning**"))
    #expect(bodies[2].contains(#""text":"one""#) && bodies[2].contains("c2lnbmF0dXJlLTE="))
    #expect(made[2].adjustments.map(\.before) == ["thoughts"])
    #expect(!bodies[3].contains(#""text":"one""#) && bodies[3].contains(#""text":"two""#))
    #expect(made[3].adjustments.map(\.after) == ["", "2 turns"])
  }

  @Test func whatTheConversationShowsIsNotSentAgain() async throws {
    let workshop = try Workshop(otherwise: Self.signed)
    let session = try await Self.start(workshop)
    try await workshop.addCharacter("kael", views: [.front, .back])
    try await workshop.addCharacter("mira")
    let first = try await Self.say("@kael on a bridge", session, workshop).generation
    let second = try await Self.say("@kael waves to @mira", session, workshop).generation
    #expect(first.references.map(\.position) == [1, 2])
    #expect(second.references.map(\.position) == [3])
    #expect(second.references.first?.asset?.text == "mira")
    let shown = second.excluded.filter { $0.asset.text == "kael" }.map(\.reason).sorted()
    #expect(
      shown == [1, 2].map { "left out: image \($0) of the conversation shows it" })
    let body = String(decoding: workshop.server.requests[1].body, as: UTF8.self)
    #expect(body.contains("kael (image 1, 2) waves to mira (image 3)"))
    #expect(body.ranges(of: "\"mimeType\"").count == 6)
    // A model with room for five sees the pictures again once the turn that showed them is left out.
    let brief = try await Self.start(workshop, model: "test/brief")
    for words in ["@kael on a bridge", "and at dawn"] {
      _ = try await Self.say(words, brief, workshop, model: "test/brief")
    }
    let third = try await Self.say("@kael waves", brief, workshop, model: "test/brief").generation
    // No number is given twice, or what was said before would speak of other pictures.
    #expect(third.references.filter { $0.asset?.text == "kael" }.map(\.position) == [3, 4])
    #expect(third.adjustments.contains { $0.field == "history" })
    #expect(try await workshop.verify().problems.isEmpty)
  }

  @Test func picturesAreThoseOfTheirAssetWhateverItIsCalled() async throws {
    let workshop = try Workshop(otherwise: Self.signed)
    let session = try await Self.start(workshop)
    try await workshop.addCharacter("kael", views: [.back])
    try await workshop.addCharacter("mira")
    _ = try await Self.say("@kael one", session, workshop)
    let catalog = workshop.context.catalog
    _ = try await catalog.rename(Handle("kael"), to: Handle("kaela"))
    _ = try await catalog.rename(Handle("mira"), to: Handle("kael"))
    let second = try await Self.say("@kael and @kaela two", session, workshop).generation
    // Of her who is called so now there was no picture yet; of him there was.
    #expect(second.references.map(\.position) == [2])
    let body = String(decoding: workshop.server.requests[1].body, as: UTF8.self)
    #expect(body.contains("(image 2) and"))
    #expect(body.contains("(image 1) two"))
  }

  @Test func anotherLookOrARetiredPictureStandsForNothing() async throws {
    let workshop = try Workshop(otherwise: Self.signed)
    let session = try await Self.start(workshop)
    try await workshop.addCharacter("kael", views: [.front, .back])
    let first = try await Self.say("@kael one", session, workshop).generation
    #expect(first.references.count == 2)
    let catalog = workshop.context.catalog
    let retired = try #require(
      try await catalog.references(of: Handle("kael"), includeRetired: false)
        .first { $0.digest == first.references[0].reference })
    _ = try await catalog.retire(retired, true)
    _ = try await Self.say("@kael two", session, workshop)
    let body = String(decoding: workshop.server.requests[1].body, as: UTF8.self)
    #expect(body.contains("kael (image 2) two"))
  }

  @Test func aQuestionOfTheModelKeepsNothingFromBeingRebuilt() async throws {
    let workshop = try Workshop(
      [Self.signed, .text("Which?"), Self.signed], otherwise: Self.signed)
    let session = try await Self.start(workshop)
    for words in ["one", "two"] { _ = try await Self.say(words, session, workshop) }
    let third = try await Self.say("three", session, workshop).generation
    let steps = try await Rebuild(workshop.context).plan(
      third.id, model: "gemini-2.5-flash-image", overflow: .drop)
    #expect(steps.count == 2)
    #expect(steps[1].plan.adjustments.contains { $0.field == "history" })
    // Asked for once more, a turn is what it was.
    let drift = try await DriftSurvey(workshop.context)
      .drift(from: third.id, request: nil, model: nil, count: 1)
    #expect(drift.sendsSameBytes, "\(drift.differences)")
  }

  @Test func theReplayOfATurnWithoutAnAnswerStandsForIt() async throws {
    let workshop = try Workshop([Self.signed, .page(), Self.signed], otherwise: Self.signed)
    let session = try await Self.start(workshop)
    _ = try await Self.say("one", session, workshop)
    let lost = try await Self.say("two", session, workshop).generation
    #expect(lost.state == .unknown)
    let replay = try await Replay(workshop.context).replay(lost.id).generation
    #expect(replay.turn == 3 && replay.replayOf == lost.id)
    _ = try await Self.say("three", session, workshop)
    let body = String(decoding: workshop.server.requests[3].body, as: UTF8.self)
    let said = body.matches(of: /"text":"(one|two|three)"/).map { String($0.output.1) }
    #expect(said == ["one", "two", "three"])
    #expect(try await workshop.verify().problems.isEmpty)
  }

  @Test func aStreamThatEndsInItsOwnWayGoesBack() async throws {
    var ended = FakeReply.stream(Self.first, Self.second)
    ended.body += Data("data: [DONE]\r\n\r\n".utf8)
    var broken = FakeReply.stream(Self.first, Self.second)
    broken.body = broken.body.prefix(broken.body.count - 3000) + Data("\r\n\r\n".utf8)
    for reply in [ended, broken] {
      let workshop = try Workshop([reply, Self.signed])
      let session = try await Self.start(workshop)
      let made = try await Self.say("one", session, workshop).generation
      #expect(made.state == .done)
      _ = try await Self.say("two", session, workshop)
      let body = String(decoding: workshop.server.requests[1].body, as: UTF8.self)
      #expect(body.contains(#""role":"model""#) && body.contains("c2lnbmF0dXJlLTE="))
    }
  }

  @Test func oneTurnGoesAfterAnother() async throws {
    let workshop = try Workshop(otherwise: Self.signed.after(seconds: 0.3))
    let session = try await Self.start(workshop)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for words in ["one", "two"] {
        group.addTask { (try? await Self.say(words, session, workshop)) != nil }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 } == 1 && workshop.server.requests.count == 1)
    let ended = try await Sessions(workshop.context).end("\(session.id)")
    #expect(ended.endedAt != nil && ended.turns.count == 1)
    await #expect(throws: TroupeError.sessionEnded("\(session.id)")) {
      try await Self.say("three", session, workshop)
    }
    await #expect(throws: TroupeError.unknownSession("01XXXX")) {
      try await Sessions(workshop.context).session("01XXXX")
    }
  }

  @Test func theImageThatItBeginsWithIsNotCollected() async throws {
    let workshop = try Workshop([Self.signed])
    let file = workshop.folder.appending(path: "begin.png")
    try Self.second.write(to: file)
    let image = try await InputResolver(workshop.context).file(file.path, role: .parent)
    let session = try await Sessions(workshop.context).start(
      Session.Configuration(
        model: "gemini-3-pro-image", parameters: Parameters(), isStretched: false,
        overflow: .fail, from: image))
    _ = try await GarbageCollection(workshop.context)
      .collect(before: .distantFuture, isDryRun: false)
    let made = try await Self.say("make it rain", session, workshop)
    #expect(made.error == nil && made.generation.references.map(\.role) == [.parent])
    #expect(try await workshop.verify().problems.isEmpty)
  }

  private static func start(
    _ workshop: Workshop, _ parameters: Parameters = Parameters(),
    model: String = "gemini-3-pro-image"
  ) async throws -> Session {
    try await Sessions(workshop.context).start(
      Session.Configuration(
        model: model, parameters: parameters, isStretched: false, overflow: .fail, from: nil))
  }

  private static func say(
    _ words: String, _ session: Session, _ workshop: Workshop,
    model: String = "gemini-3-pro-image"
  ) async throws -> Generator.Made {
    let sessions = Sessions(workshop.context)
    let current = try await sessions.session("\(session.id)")
    let request = workshop.request(words, model: model, current.configuration.parameters)
    return try await sessions.say(request, in: current, terms: .init())
  }
}
