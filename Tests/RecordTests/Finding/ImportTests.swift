import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// Generations that were made elsewhere.
@Suite struct ImportTests {
  @Test func aLineBecomesAGeneration() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    let id = "01K8Z3TB000000000000000001"
    let report = try await MadeUpRecord.importLines(
      [
        """
        {"id": "\(id)", "prompt": "he said \\"no\\"\\n\\\\ 夜", "created_at": "2026-01-31T12:00:00.5+01:00", \
        "model": "sdxl", "cast": ["@Kael", "mira", "kael"], "tags": ["Hero", "b", "a"], \
        "seed": 77, "state": "refused", "sampler": "euler", "steps": 20}
        """
      ], to: fixture)
    #expect(report.imported == 1 && report.refused.isEmpty)
    let generation = try await fixture.generations.read {
      try $0.generation(#require(ULID(id)))
    }
    #expect(
      generation.prompt == "he said \"no\"\n\\ 夜" && generation.promptSent == generation.prompt)
    #expect(generation.createdAt == Date(timeIntervalSince1970: 1_769_857_200.5))
    #expect(generation.model == "sdxl" && generation.state == .refused)
    #expect(generation.parameters.asked.seed == 77 && generation.parameters.sent.seed == 77)
    for query in [
      "with:@kael", "with:@mira", "夜", "tag:hero tag:a", "state:refused", "model:sd", "euler",
    ] {
      let found = try await GenerationSearch(database: fixture.database)
        .find(SearchQuery(parsing: query), limit: 9)
      #expect(found.map { "\($0.id)" } == [id], "\(query)")
    }
    let rest = try await fixture.database.read {
      try $0.row("SELECT rest_json FROM imported")?.text(0)
    }
    #expect(rest == #"{"sampler":"euler","steps":20}"#)
  }

  @Test func aSecondImportAddsNothing() async throws {
    let fixture = try LineageFixture()
    let lines = (0..<20).map { #"{"prompt": "roof \#($0)"}"# }
    #expect(try await MadeUpRecord.importLines(lines, to: fixture).imported == 20)
    let again = try await MadeUpRecord.importLines(
      lines + [#"{"prompt": "new"}"#], to: fixture)
    #expect(again.imported == 1 && again.known == 20)
  }

  @Test func theIndexIsWhatReindexingWouldMakeIt() async throws {
    let record = try await MadeUpRecord(60, seed: 8)
    let problems = try await record.fixture.services.verification.verify().problems
    #expect(problems.isEmpty, "\(problems)")
  }

  @Test(arguments: [
    ("not json", "line"), ("[1]", "line"), (#"{"prompt": ""}"#, "prompt"), (#"{}"#, "prompt"),
    (#"{"prompt": 7}"#, "prompt"), (#"{"prompt": "a", "created_at": "soon"}"#, "created_at"),
    (#"{"prompt": "a", "created_at": "2026-02-30"}"#, "created_at"),
    (#"{"prompt": "a", "state": "sent"}"#, "state"), (#"{"prompt": "a", "seed": 1.5}"#, "seed"),
    (#"{"prompt": "a", "cast": ["a b"]}"#, "cast"), (#"{"prompt": "a", "cast": [1]}"#, "cast"),
    (#"{"prompt": "a", "tags": ["a,b"]}"#, "tags"),
    (#"{"prompt": "a", "image": "no.png"}"#, "image"),
  ])
  func aFaultyLineIsToldAndTheOthersAreTaken(line: String, name: String) async throws {
    let fixture = try LineageFixture()
    let report = try await MadeUpRecord.importLines(
      [#"{"prompt": "first"}"#, line, "", #"{"prompt": "last"}"#], to: fixture)
    #expect(report.imported == 2)
    #expect(report.refused.map(\.line) == [2] && report.refused.map(\.name) == [name])
  }

  @Test func anIdIsTakenOnce() async throws {
    let fixture = try LineageFixture()
    let report = try await MadeUpRecord.importLines(
      [
        #"{"id": "x1", "prompt": "a", "created_at": 1}"#,
        #"{"id": "x1", "prompt": "b", "created_at": 2}"#,
      ], to: fixture)
    #expect(report.imported == 1 && report.refused.map(\.name) == ["id"])
  }

  @Test func theyArriveInTheOrderInWhichTheyWereMade() {
    let text = """
      {"prompt": "c", "created_at": "2026-03-01"}

      {"prompt": "a", "created_at": 1760000000}
      {"prompt": "says \\"created_at\\": \\"2020\\"", "created_at" : "2026-02-01T00:00:00Z"}
      {"prompt": "no moment"}
      """
    let file = JSONLines(Data(text.utf8))
    #expect(file.lines.map(\.number) == [3, 4, 5, 1])
  }

  @Test(arguments: [
    ("2026-01-31", 1_769_817_600), ("2026-01-31T00:00:00Z", 1_769_817_600),
    ("2026-01-31 01:00:00+0100", 1_769_817_600), ("2026-01-30T19:00-05:00", 1_769_817_600),
    ("2024-02-29T23:59:60Z", 1_709_251_200),
  ])
  func moments(text: String, seconds: Double) {
    #expect(MomentText.date(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: [
    "2026", "2026-1-1", "2026-02-29", "2026-01-31T25:00:00Z", "x", "2026-01-31Tx",
    "2026-01-31T10:00:00.Z",
  ])
  func noMoments(text: String) { #expect(MomentText.date(text) == nil) }
}
