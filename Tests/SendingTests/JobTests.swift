import Foundation
import LineageFixture
import TestSupport
import Testing
import ToyProvider
import TroupeVocabulary

@testable import TroupeSending

/// Images that are made by jobs: submitted once, asked for, fetched.
@Suite struct JobTests {
  private static let pictures = [
    SamplePicture.png(width: 40, height: 20), SamplePicture.png(width: 20, height: 40),
    SamplePicture.png(width: 30, height: 30),
  ]

  @Test func aJobIsSubmittedAskedForAndFetched() async throws {
    let fixture = try JobFixture(.init { $0.pictures = Array(Self.pictures[..<2]) })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    #expect(
      made.generation.outputs.map(\.digest) == Self.pictures[..<2].map { Digest(hashing: $0) })
    #expect(made.generation.outputs.map(\.width) == [40, 20])
    #expect(made.generation.texts == ["Here."] && made.generation.usage?.total == 7)
    #expect(made.generation.modelResolved == "toy-1" && made.generation.costUSD == 0.08)
    let paths = fixture.server.requests.map { "\($0.method) \($0.path)" }
    #expect(
      paths == [
        "POST /v1/jobs", "GET /v1/jobs/job-1", "GET /v1/jobs/job-1", "GET /v1/jobs/job-1",
        "GET /images/1?sig=s", "GET /images/2?sig=s",
      ])
    let keys = fixture.server.requests.map { $0.header("authorization") }
    #expect(keys == Array(repeating: "Bearer TEST-KEY", count: 4) + [nil, nil])
    #expect(fixture.waits == [1, 1, 1])
    #expect(try await fixture.services.states() == ["planned", "sent", "received", "done"])
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  @Test func onlyTheFirstAndTheDecidingAnswersAreRecorded() async throws {
    let fixture = try JobFixture(.init { $0.notReady = 9 })
    _ = try await fixture.make()
    let bodies = try await fixture.services.column(
      "body_json", "SELECT body_json FROM leg ORDER BY number")
    #expect(bodies.count == 2)
    #expect(bodies.first?.contains("queued") == true && bodies.last?.contains("results") == true)
    #expect(!bodies.joined().contains("TEST-KEY"))
    #expect(
      try await fixture.services.column("status", "SELECT status||'' AS status FROM exchange") == [
        "200"
      ])
  }

  @Test func aJobIsDurableBeforeItIsAskedFor() async throws {
    let fixture = try JobFixture()
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    let copy = try #require(copies.withLock { $0.first { $0.moment.hasPrefix("GET") } })
    let services = try fixture.reopened(in: copy.folder)
    let next = try await services.column("next_json", "SELECT next_json FROM leg")
    #expect(next.count == 1 && next.first?.contains("/v1/jobs/job-1") == true)
    #expect(try await services.only().state == .sent)
  }

  @Test(arguments: [
    (ToyServer.End.refused, GenerationState.refused, "blocked"),
    (.failed, .failed, "no_image"), (.forgotten, .unknown, "outcome_unknown"),
  ])
  func aJobMayEndOtherwise(
    _ end: ToyServer.End, _ state: GenerationState, _ code: String
  ) async throws {
    let fixture = try JobFixture(.init { $0.end = end })
    let made = try await fixture.make()
    #expect(made.generation.state == state && made.error?.code == code)
    let polls = fixture.server.requests.count { $0.path.hasPrefix("/v1/jobs/") }
    if state == .unknown { #expect(made.error?.description.contains("/v1/jobs/job-1") == true) }
    // A job that is not known is looked for three times.
    #expect(polls == (state == .unknown ? 5 : 3))
    #expect(fixture.server.submissions == 1)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  @Test func aSubmissionOnACutConnectionIsAJobAllTheSame() async throws {
    let fixture = try JobFixture(.init { $0.submission = .unfinishedChunks })
    #expect(try await fixture.make().error == nil)
    #expect(fixture.server.submissions == 1)
  }

  @Test func aCutSubmissionIsUnknownAndNotSentAgain() async throws {
    let fixture = try JobFixture(.init { $0.submission = .cut(after: 10) })
    #expect(try await fixture.make().generation.state == .unknown)
    await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(fixture.server.submissions == 1)
  }

  @Test(arguments: [404, 410, 302])
  func resultsThatAreGoneLeaveItUnknown(_ status: Int) async throws {
    let fixture = try JobFixture(.init { $0.instead = [1: .page(status: status)] })
    let made = try await fixture.make()
    #expect(made.generation.state == .unknown && made.error?.code == "outcome_unknown")
    #expect(made.error?.description.contains("could not be fetched (HTTP \(status))") == true)
    #expect(made.generation.costUSD == nil && made.generation.outputs.isEmpty)
    #expect(fixture.server.submissions == 1)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
  }

  /// Addresses are good for minutes.
  @Test(arguments: [403, 404, 410])
  func anAddressThatHasEndedIsAskedForAgain(_ status: Int) async throws {
    let ended = FakeReply.page(status: status)
    let fixture = try JobFixture(.init { $0.images = [ended, ended] })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.outputs.count == 1)
    let paths = fixture.server.requests.dropFirst(4).map(\.path)
    let (image, job) = ("/images/1?sig=s", "/v1/jobs/job-1")
    #expect(paths == [image, job, image, job, image])
    #expect(fixture.server.submissions == 1 && made.generation.costUSD == 0.04)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
  }

  @Test(arguments: [FakeReply.page(), FakeReply(json: ""), FakeReply(json: "{}")])
  func aResultThatIsNoImageIsNone(_ reply: FakeReply) async throws {
    let fixture = try JobFixture(.init { $0.instead = [1: reply] })
    let made = try await fixture.make()
    #expect(made.generation.state == .unknown && made.generation.outputs.isEmpty)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
  }

  @Test(arguments: 1...3)
  func whatCanBeFetchedIsKept(_ gone: Int) async throws {
    let fixture = try JobFixture(
      .init {
        $0.pictures = Self.pictures
        $0.instead = [gone: .page(status: 404)]
      })
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    let expected = Self.pictures.indices.filter { $0 != gone - 1 }
    #expect(
      made.generation.outputs.map(\.digest) == expected.map { Digest(hashing: Self.pictures[$0]) })
    #expect(made.generation.message?.hasPrefix("1 of 3 images could not be fetched") == true)
    #expect(made.generation.costUSD.map { abs($0 - 0.12) < 1e-9 } == true)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
  }

  /// Pictures of cameras have base64 in their metadata.
  @Test func aPictureWithALongStringInItKeepsItsBytes() async throws {
    let text = Data(repeating: 7, count: 600_000).base64EncodedString()
    let picture = SamplePicture.png() + Data("<x data=\"\(text)\"/>".utf8) + Data([0xFF, 0xFE])
    let fixture = try JobFixture(.init { $0.pictures = [picture, Self.pictures[0]] })
    let made = try await fixture.make()
    #expect(made.generation.outputs.first?.digest == Digest(hashing: picture))
    #expect(made.generation.outputs.count == 2)
  }
}
