import Foundation
import LineageFixture
import TestSupport
import Testing
import ToyProvider
import TroupeVocabulary

@testable import TroupeSending

/// What becomes of a job whose process died: it is submitted once, and finished by another process.
@Suite struct JobCrashTests {
  private static let pictures = [
    SamplePicture.png(width: 40, height: 20), SamplePicture.png(width: 20, height: 40),
  ]
  private static let digests = pictures.map { Digest(hashing: $0) }

  /// A library with a job, and what it looked like at each request.
  private func made() async throws -> (JobFixture, [LibraryCopy]) {
    let fixture = try JobFixture(.init { $0.pictures = Self.pictures })
    let copies = fixture.copyAtEachRequest()
    _ = try await fixture.make()
    fixture.server.onRequest { _ in }
    return (fixture, copies.withLock(\.self))
  }

  private func copy(_ copies: [LibraryCopy], at moment: String) throws -> LibraryCopy {
    try #require(copies.last { $0.moment == moment })
  }

  @Test func aCrashAtEachRequestIsFinishedWithOneSubmission() async throws {
    let (fixture, copies) = try await made()
    #expect(copies.map(\.moment).count == 6)
    for copy in copies {
      let heard = fixture.server.requests.count
      let services = try fixture.reopened(in: copy.folder)
      let findings = try await services.recovery.recover()
      #expect(fixture.server.requests.count == heard, "recover asks no provider")
      if copy.moment.hasPrefix("POST") {
        #expect(findings.map(\.after) == [.unknown])
        #expect(try await services.recovery.fetch().isEmpty)
        continue
      }
      #expect(findings.isEmpty, "\(copy.moment)")
      #expect(try await services.only().state == .sent, "\(copy.moment)")
      #expect(try await services.recovery.fetch().map(\.after) == [.done], "\(copy.moment)")
      let generation = try await services.only()
      #expect(generation.outputs.map(\.digest) == Self.digests, "\(copy.moment)")
      #expect(generation.costUSD == 0.08 && generation.texts == ["Here."])
      #expect(copy.spooled.isEmpty, "\(copy.moment)")
      #expect(try await services.verification.verify().problems.isEmpty, "\(copy.moment)")
    }
    #expect(fixture.server.submissions == 1)
  }

  @Test func fetchingNeedsNoRecoverBefore() async throws {
    let (fixture, copies) = try await made()
    let services = try fixture.reopened(in: copy(copies, at: "GET /v1/jobs/job-1").folder)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
  }

  @Test func aWholePollThatACrashLeftIsRecorded() async throws {
    let (fixture, copies) = try await made()
    let copy = try copy(copies, at: "GET /v1/jobs/job-1")
    let address = "\(fixture.server.baseURL)/images/1"
    try copy.spool(Data(#"{"status":"done","results":["\#(address)"]}"#.utf8), leg: 1)
    let services = try fixture.reopened(in: copy.folder)
    let heard = fixture.server.requests.count
    #expect(try await services.recovery.recover().isEmpty)
    #expect(try await services.column("next_json", "SELECT next_json FROM leg").count == 2)
    #expect(try await services.only().state == .sent && copy.spooled.isEmpty)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
    #expect(fixture.server.requests.count == heard + 1, "no poll is repeated")
    #expect(try await services.only().outputs.map(\.digest) == [Self.digests[0]])
  }

  @Test func aRefusalThatACrashLeftIsRecorded() async throws {
    let (fixture, copies) = try await made()
    let copy = try copy(copies, at: "GET /v1/jobs/job-1")
    try copy.spool(Data(#"{"status":"refused","reason":"MODERATED"}"#.utf8), leg: 1)
    fixture.server.stop()
    let services = try fixture.reopened(in: copy.folder)
    #expect(try await services.recovery.recover().map(\.after) == [.refused])
    #expect(try await services.verification.verify().problems.isEmpty)
  }

  @Test func aWholeImageThatACrashLeftIsRecorded() async throws {
    let (fixture, copies) = try await made()
    let copy = try copy(copies, at: "GET /images/2?sig=s")
    try copy.spool(Self.pictures[1], type: "image/png", leg: 3)
    fixture.server.stop()
    let services = try fixture.reopened(in: copy.folder)
    #expect(try await services.recovery.recover().map(\.after) == [.done])
    #expect(try await services.only().outputs.map(\.digest) == Self.digests)
    #expect(copy.spooled.isEmpty)
    #expect(try await services.verification.verify().problems.isEmpty)
  }

  /// The process died between writing an answer into the record and clearing it from the spool.
  @Test func anAnswerThatIsInTheRecordIsNotTakenForTheNext() async throws {
    let (fixture, copies) = try await made()
    let copy = try copy(copies, at: "GET /images/1?sig=s")
    let address = "\(fixture.server.baseURL)/images/1"
    try copy.spool(Data(#"{"status":"done","results":["\#(address)"]}"#.utf8), leg: 1)
    let services = try fixture.reopened(in: copy.folder)
    #expect(try await services.recovery.recover().isEmpty)
    #expect(try await services.only().state == .sent && copy.spooled.isEmpty)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
    #expect(try await services.only().outputs.map(\.digest) == Self.digests)
  }

  @Test func anUnreadablePollThatACrashLeftEndsNothing() async throws {
    let (fixture, copies) = try await made()
    let copy = try copy(copies, at: "GET /v1/jobs/job-1")
    try copy.spool(Data("<html>".utf8), leg: 1)
    let services = try fixture.reopened(in: copy.folder)
    #expect(try await services.recovery.recover().isEmpty)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
  }

  @Test func collectingGarbageLeavesWhatAJobHasFetched() async throws {
    let (fixture, copies) = try await made()
    let copy = try copy(copies, at: "GET /images/2?sig=s")
    let services = try fixture.reopened(in: copy.folder)
    _ = try await services.garbage.collect(before: .distantFuture, isDryRun: false)
    #expect(try await services.verification.verify().problems.isEmpty)
    #expect(try await services.recovery.fetch().map(\.after) == [.done])
    #expect(try await services.only().outputs.map(\.digest) == Self.digests)
  }
}
