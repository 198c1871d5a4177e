import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeLineage
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// Libraries of version 5, in whose digests row numbers stand, become libraries of today.
@Suite struct ArrivalOrderMigrationTests {
  /// The library of `fixture` as version 5 kept it, in a folder of its own.
  private func old(_ fixture: LineageFixture) async throws -> URL {
    let folder = fixture.folder.appending(path: "old-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["objects", "troupe.sqlite", "troupe.sqlite-wal"] {
      let source = fixture.folder.appending(path: name)
      try FileManager.default.copyItem(at: source, to: folder.appending(path: name))
    }
    try await OldLibrary.downgrade(folder)
    return folder
  }

  /// Generations with references, a sheet, an edit, a refusal, a replay and a conversation.
  private func library() async throws -> LineageFixture {
    let fixture = try LineageFixture([.image(), .image(), .imageSafety])
    try await fixture.addCharacter("kael", views: [.front, .back, .profile])
    try await fixture.addCharacter("mira", views: [.front, .back])
    let first = try await fixture.make(fixture.request("@kael on a roof")).generation
    let image = try await fixture.resolver.output("\(first.id)/1", role: .parent)
    _ = try await fixture.make(fixture.request("at night", parent: image))
    _ = try await fixture.make(fixture.request("@mira fights"))
    var crowd = fixture.request(
      "@kael and @mira", model: "test/small", Parameters(aspect: "4:3"))
    crowd.overflow = .sheet
    _ = try await fixture.make(crowd)
    _ = try await fixture.replay.replay(first.id)
    let session = try await fixture.sessions.start(
      Session.Configuration(
        model: "gemini-3-pro-image", parameters: Parameters(), usesHardLimits: false,
        overflow: .fail, from: nil))
    _ = try await fixture.sessions.say(fixture.request("a sea"), in: session, SendOptions())
    let running = try await fixture.sessions.session("\(session.id)")
    _ = try await fixture.sessions.say(fixture.request("calmer"), in: running, SendOptions())
    return fixture
  }

  private func records(_ database: Database) async throws -> [Generation] {
    try await database.read { connection in
      let ids = try connection.rows("SELECT id FROM generation ORDER BY seq")
      return try GenerationReader(connection).generations(ids.map { try $0.ulid(0) })
    }
  }

  private func texts(_ database: Database, _ sql: String) async throws -> [String] {
    try await database.read { try $0.rows(sql).map { try $0.text(0) } }
  }

  @Test func nothingIsLostAndEverythingVerifies() async throws {
    let fixture = try await library()
    // A library of that time held none.
    try await fixture.database.write { try $0.execute("DELETE FROM finding") }
    let folder = try await old(fixture)
    let migrated = try fixture.reopened(in: folder)
    #expect(migrated.database.migrationBackup?.hasSuffix(".backup-v5") == true)
    let (before, after) = (fixture.database, migrated.database)
    #expect(try await records(after) == records(before))
    for sql in [
      "SELECT row_digest FROM generation ORDER BY id", "SELECT row_digest FROM model_profile",
      "SELECT generation || state || message FROM event ORDER BY generation, id",
      "SELECT name FROM sqlite_schema ORDER BY name",
    ] {
      #expect(try await texts(after, sql) == texts(before, sql))
    }
    let report = try await migrated.verification.verify()
    #expect(report.problems.isEmpty, "\(report.problems)")
    #expect(try await report.rows == fixture.verify().rows)
    let found = try await GenerationSearch(database: after).find(.init(parsing: "roof"), limit: 9)
    #expect(found.count == 2)
  }

  @Test func equalLibrariesMigrateEqually() async throws {
    let fixture = try await library()
    let sql = "SELECT id || row_digest FROM event ORDER BY id"
    let first = try fixture.reopened(in: try await old(fixture)).database
    let second = try fixture.reopened(in: try await old(fixture)).database
    #expect(try await texts(first, sql) == texts(second, sql))
  }

  @Test func aDamagedRowIsMovedAndStillReported() async throws {
    let fixture = try await library()
    let folder = try await old(fixture)
    let path = folder.appending(path: "troupe.sqlite").path
    let damaged = try OldLibrary.open(path, create: false, versions: 5)
    try await damaged.write { connection in
      try connection.execute("UPDATE generation SET prompt = 'another' WHERE seq = 2")
      try connection.execute("UPDATE generation SET profile_json = '{}' WHERE seq = 3")
      try connection.execute(
        "UPDATE event SET message = 'another' WHERE seq = (SELECT max(seq) FROM event)")
    }
    try damaged.close()
    let migrated = try fixture.reopened(in: folder)
    let event = try await texts(migrated.database, "SELECT max(id) FROM event")[0]
    let last = try await texts(
      migrated.database, "SELECT generation FROM event ORDER BY id DESC LIMIT 1")[0]
    let report = try await migrated.verification.verify()
    let digest = Digest(hashing: Data("{}".utf8))
    #expect(
      Set(report.problems.map(\.subject)) == [
        "model_profile digest=\(digest)", "generation seq=2", "generation seq=3",
        "event id=\(event)", "generation \(last)",
      ])
    #expect(report.problems.count == 5)
    let kept = try await texts(
      migrated.database, "SELECT row_digest FROM generation WHERE row_digest LIKE 'damaged %'")
    #expect(kept.count == 2)
    #expect(try await records(migrated.database).count == records(fixture.database).count)
  }
}
