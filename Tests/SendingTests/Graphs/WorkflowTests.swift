import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// Workflows of Comfy API v2: assets are brought first, the job has a name of ours that is taken once, and its results are
/// fetched.
@Suite struct WorkflowTests {
  @Test func aWorkflowIsRunFromTheAssetsToItsResults() async throws {
    let fixture = try await WorkflowFixture()
    let made = try await fixture.make()
    #expect(made.error == nil && made.generation.state == .done, "\(made.error as Any)")
    #expect(made.generation.outputs.map(\.width) == [512] && made.generation.costUSD == 0)
    let job = try #require(made.generation.responseID)
    #expect(
      fixture.server.paths.dropLast() == [
        "POST /api/v2/assets", "POST /api/v2/assets", "POST /api/v2/jobs",
        "GET /api/v2/jobs/\(job)", "GET /api/v2/jobs/\(job)",
      ])
    #expect(fixture.server.paths.last?.hasSuffix("/content") == true)
    #expect(fixture.server.jobs == 1 && fixture.server.assets.count == 2)
    #expect(
      fixture.server.requests.allSatisfy {
        $0.header("authorization") == "Bearer \(WorkflowFixture.token)"
      })
    #expect(made.generation.findings.isEmpty)
    #expect(try await fixture.services.states() == ["planned", "sent", "received", "done"])
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    #expect(fixture.spooled.isEmpty)
    let rows = try await fixture.services.column(
      "text", "SELECT body_json || headers_json || next_json AS text FROM leg")
    #expect(!rows.isEmpty && !rows.joined().contains(WorkflowFixture.token))
  }

  /// Links may be paths.
  @Test func pathsAreOnTheHostThatWasAsked() async throws {
    let fixture = try await WorkflowFixture(.init { $0.linksByPath = true })
    #expect(try await fixture.make().error == nil)
  }

  @Test func theNameOfTheJobIsDurableBeforeItIsSent() async throws {
    let fixture = try await WorkflowFixture()
    let copies = fixture.copyAtEachRequest()
    #expect(try await fixture.make().error == nil)
    let copy = try #require(copies.withLock { $0.first { $0.moment == "POST /api/v2/jobs" } })
    let services = try fixture.reopened(in: copy.folder)
    let headers = try await services.column("headers_json", "SELECT headers_json FROM attempt")
    let body = try await services.column("body_json", "SELECT body_json FROM attempt")
    let sent = try #require(fixture.server.submitted.first)
    #expect(headers[0].contains(try #require(sent.header("idempotency-key"))))
    #expect(
      try CanonicalJSON.decode(MessageBody.self, from: Data(body[0].utf8))
        == MessageBody(segments: [.text(String(decoding: sent.body, as: UTF8.self))]))
  }

  @Test func aReplayBringsItsImagesAgainUnderANameOfItsOwn() async throws {
    let fixture = try await WorkflowFixture()
    let made = try await fixture.make()
    fixture.server.restart()
    let again = try await fixture.services.replay.replay(made.generation.id)
    #expect(again.error == nil && again.generation.responseID != made.generation.responseID)
    let keys = try await fixture.services.column(
      "request_key", "SELECT DISTINCT request_key FROM generation")
    #expect(keys.count == 1)
    #expect(try await fixture.make().isFromRecord)
  }

  @Test func aCachedAnswerIsTold() async throws {
    let fixture = try await WorkflowFixture()
    #expect(try await fixture.make().generation.findings.isEmpty)
    let again = try await fixture.make(isFresh: true)
    #expect(again.error == nil && again.generation.findings.map(\.code) == [.cached])
  }

  /// Results elsewhere are fetched from hosts that are named alone, and without the key.
  @Test func aResultAtAHostThatIsNotNamedWaits() async throws {
    let fixture = try await WorkflowFixture(.init { $0.resultBase = "https://cdn.invalid" })
    let made = try await fixture.make()
    #expect(made.error?.code == "job_under_way" && made.generation.state == .sent)
    #expect(made.error.map { "\($0)".contains("cdn.invalid") } == true)
    #expect(fixture.server.submitted.count == 1)
  }

  @Test(arguments: [
    FakeReply(status: 413, json: #"{"error":{"code":"payload_too_large","message":"too large"}}"#),
    FakeReply(status: 500, json: "Server got itself in trouble"), FakeReply.page(),
    FakeReply(json: "").sent(.noAnswer),
  ])
  func anUploadThatFailsEndsItBeforeAnythingIsPlanned(_ reply: FakeReply) async throws {
    let fixture = try await WorkflowFixture(.init { $0.uploads = [reply] })
    let error = await #expect(throws: TroupeError.self) { try await fixture.make() }
    #expect(error?.code == "upload_failed")
    #expect(fixture.server.paths == ["POST /api/v2/assets"])
    #expect(try await fixture.services.column("id", "SELECT id FROM generation").isEmpty)
    #expect(try await fixture.make().error == nil)
  }
}
