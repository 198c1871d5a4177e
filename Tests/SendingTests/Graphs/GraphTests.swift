import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// Graphs that a server runs: images are brought first, the job has a name of ours, and its results are fetched.
@Suite struct GraphTests {
  @Test func aGraphIsRunFromTheUploadsToItsResults() async throws {
    let fixture = try await GraphFixture()
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done)
    #expect(made.generation.outputs.map(\.width) == [512] && made.generation.costUSD == 0)
    let job = try #require(made.generation.responseID)
    #expect(
      fixture.server.paths == [
        "POST /upload/image", "POST /upload/image", "POST /prompt", "GET /history/\(job)",
        "GET /queue", "GET /queue", "GET /history/\(job)", "GET /view",
      ])
    #expect(fixture.server.jobs == 1)
    #expect(fixture.server.requests.allSatisfy { $0.header("authorization") == nil })
    let names = made.generation.inputs.map { "troupe/troupe-\($0.rendition.digest.hex).png" }
    #expect(fixture.server.inputs.keys.sorted() == names.sorted())
    #expect(made.generation.findings.isEmpty)
    #expect(try await fixture.services.states() == ["planned", "sent", "received", "done"])
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(fixture.spooled.isEmpty)
  }

  /// What is recorded as sent is what was sent, the name of the job with it, before it is sent.
  @Test func theNameOfTheJobIsDurableBeforeItIsSent() async throws {
    let fixture = try await GraphFixture()
    let copies = fixture.copyAtEachRequest()
    let made = try await fixture.make()
    let copy = try #require(copies.withLock { $0.first { $0.moment == "POST /prompt" } })
    let recorded = try await fixture.reopened(in: copy.folder)
      .column("body_json", "SELECT body_json FROM attempt")
    let body = String(decoding: try #require(fixture.server.submitted.first), as: UTF8.self)
    let stored = try CanonicalJSON.decode(MessageBody.self, from: Data(recorded[0].utf8))
    #expect(stored == MessageBody(segments: [.text(body)]))
    #expect(body.contains(try #require(made.generation.responseID)))
    // Nothing is planned while images are on their way.
    let before = try #require(copies.withLock { $0.first { $0.moment == "POST /upload/image" } })
    let planned = try await fixture.reopened(in: before.folder)
      .column("id", "SELECT id FROM generation")
    #expect(planned.isEmpty)
  }

  @Test func anEqualRequestIsAnsweredFromTheRecordWhateverTheServerCallsItsFiles() async throws {
    let fixture = try await GraphFixture(.init { $0.renamesUploads = true })
    let made = try await fixture.make()
    #expect(made.error == nil)
    let body = String(decoding: try #require(fixture.server.submitted.first), as: UTF8.self)
    #expect(body.components(separatedBy: " (1).png\"").count == 3)
    let again = try await fixture.make()
    #expect(again.isFromRecord && again.generation.id == made.generation.id)
    #expect(fixture.server.jobs == 1)
  }

  @Test func aReplayBringsItsImagesAgainAndHasANameOfItsOwn() async throws {
    let fixture = try await GraphFixture(.init { $0.renamesUploads = true })
    let made = try await fixture.make()
    let again = try await fixture.services.replay.replay(made.generation.id)
    #expect(again.error == nil && again.generation.responseID != made.generation.responseID)
    #expect(fixture.server.paths.count { $0 == "POST /upload/image" } == 4)
    #expect(fixture.server.outputs.count == 2)
    let keys = try await fixture.services.column(
      "request_key", "SELECT DISTINCT request_key FROM generation")
    #expect(keys.count == 1)
  }

  /// The second run writes a file of its own, and nothing else in it is new.
  @Test func aCachedAnswerIsTold() async throws {
    let fixture = try await GraphFixture()
    #expect(try await fixture.make().generation.findings.isEmpty)
    let again = try await fixture.make(isFresh: true)
    #expect(again.error == nil && again.generation.findings.map(\.code) == [.cached])
    #expect(fixture.server.outputs.count == 2)
  }

  @Test func anOldFileIsTold() async throws {
    let fixture = try await GraphFixture(.init { $0.keepsOldFile = true })
    #expect(try await fixture.make().generation.findings.map(\.code) == [.cached])
  }

  @Test func aTokenGoesToTheServerAlone() async throws {
    let fixture = try await GraphFixture(.init { $0.token = "TEST-KEY" }, token: "TEST-KEY")
    #expect(try await fixture.make().error == nil)
    #expect(fixture.server.requests.allSatisfy { $0.header("authorization") == "Bearer TEST-KEY" })
    let rows = try await fixture.services.column(
      "text", "SELECT body_json || headers_json || next_json AS text FROM leg")
    #expect(!rows.isEmpty && !rows.joined().contains("TEST-KEY"))
  }

  @Test(arguments: [
    FakeReply(status: 400, json: ""), FakeReply(status: 413, json: "too large"),
    FakeReply(status: 500, json: "Server got itself in trouble"), FakeReply.page(),
    FakeReply(json: "").sent(.noAnswer),
  ])
  func anUploadThatFailsEndsItBeforeAnythingIsPlanned(_ reply: FakeReply) async throws {
    let fixture = try await GraphFixture(.init { $0.uploads = [reply] })
    let error = await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(error?.code == "upload_failed")
    if reply.status == 413 { #expect(error.map { "\($0)".contains("too large") } == true) }
    #expect(fixture.server.paths == ["POST /upload/image"])
    #expect(try await fixture.services.column("id", "SELECT id FROM generation").isEmpty)
    #expect(fixture.spooled.isEmpty)
    #expect(try await fixture.make().error == nil)
  }
}
