import Foundation
import LineageFixture
import Testing
import TroupeStorage
import TroupeVocabulary

/// Libraries in which looks had no traits become libraries of today.
@Suite struct LookMigrationTests {
  private static let child = LookDetails(description: "Mira at eight", traits: ["two braids"])

  private func library() async throws -> LineageFixture {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("mira")
    _ = try await fixture.catalog.setLook("Child", of: "mira", Self.child)
    return fixture
  }

  private func check(_ migrated: TestServices, _ fixture: LineageFixture) async throws {
    let old = try await migrated.catalog.asset("mira")
    #expect(old.looks == [Look(name: "Child", description: "Mira at eight")])
    #expect(try await migrated.verification.verify().problems.isEmpty)
    let new = try await migrated.catalog.setLook("child", of: "mira", Self.child)
    #expect(try await fixture.catalog.asset("mira") == new)
    let report = try await migrated.verification.verify()
    #expect(report.problems.isEmpty, "\(report.problems)")
    #expect(try await report.rows == fixture.verify().rows)
  }

  private func copy(_ fixture: LineageFixture) throws -> URL {
    let folder = fixture.folder.appending(path: "old")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["objects", "troupe.sqlite", "troupe.sqlite-wal"] {
      let source = fixture.folder.appending(path: name)
      try FileManager.default.copyItem(at: source, to: folder.appending(path: name))
    }
    return folder
  }

  @Test func aLibraryWithoutDigestsOfLooksIsMigrated() async throws {
    let fixture = try await library()
    let folder = try copy(fixture)
    try await OldLibrary.downgrade(folder)
    try await check(try fixture.reopened(in: folder), fixture)
  }

  @Test func aLibraryOfVersion11IsMigrated() async throws {
    let fixture = try await library()
    let folder = try copy(fixture)
    let path = folder.appending(path: "troupe.sqlite").path
    let database = try OldLibrary.open(path, create: false, versions: OldLibrary.newest)
    try await database.write { connection in
      let none: [String: (any SQLValue)?] = [
        "mirrored_frequencies": nil, "mirrored_gradients": nil,
      ]
      try OldLibrary.undoInterchange(connection)
      try connection.updateDigested("fingerprint", set: none, where: "1")
      for statement in [
        "DROP TABLE imported", "DROP TABLE prompt_length", "DROP INDEX asset_name",
        "DROP TABLE cost_sum", "DROP TABLE generation_member",
        "DROP TABLE imported_file",
        "DROP TABLE fingerprint_block", "DROP TABLE fingerprint_waiting",
        "DROP INDEX reference_digest",
        "ALTER TABLE fingerprint DROP COLUMN mirrored_frequencies",
        "ALTER TABLE fingerprint DROP COLUMN mirrored_gradients",
        "DROP TABLE release", "DROP TABLE fork_turn", "DROP TABLE turn_retry",
        "DROP TABLE edge",
        "DROP TABLE purge_event", "DROP TABLE purge_row", "DROP TABLE purge_file",
        "DROP INDEX generation_cost", "DROP INDEX generation_bad_price",
        "DROP INDEX exchange_cost", "DROP INDEX exchange_bad_cost",
        "DROP TABLE purge", "DROP TABLE cast_version", "DROP TABLE reference_version",
        "DROP TABLE asset_version",
        "DROP TABLE backup_place", "ALTER TABLE asset DROP COLUMN likeness",
        "DROP TABLE look_trait", "DROP TABLE rework_event", "DROP TABLE rework_step",
        "DROP TABLE rework", "DROP TABLE adapter", "DROP TABLE adapter_use", "DROP TABLE cast_look",
        "DROP TABLE check_verdict", "DROP TABLE check_answer", "DROP TABLE check_event",
        "DROP TABLE picture_check", "DROP TABLE shot_take", "DROP TABLE scene_file",
        "DROP TABLE scene",
        "DROP TABLE annotation", "DROP TABLE annotation_act",
        "DROP TABLE board_item", "DROP TABLE board", "DROP INDEX generation_batch",
        "DROP INDEX generation_replay_of",
        "ALTER TABLE look DROP COLUMN tags_json",
        "ALTER TABLE look DROP COLUMN dropped_json", "ALTER TABLE look DROP COLUMN from_shot",
        "ALTER TABLE look DROP COLUMN removed_at", "ALTER TABLE trait DROP COLUMN from_shot",
        "DROP INDEX cast_member_facts", "DROP INDEX input_reference",
        """
        DELETE FROM table_digest
        WHERE name IN ('look_trait', 'rework', 'rework_step', 'rework_event', 'cast_look', 'adapter',
          'adapter_use', 'picture_check', 'check_event', 'check_answer', 'check_verdict',
          'scene', 'scene_file', 'shot_take', 'release', 'fork_turn', 'turn_retry', 'purge',
          'purge_file', 'purge_row', 'purge_event', 'asset_version', 'reference_version',
          'cast_version')
        """,
        "PRAGMA user_version = 11",
      ] { try connection.execute(statement) }
    }
    try await database.checkpoint()
    try database.close()
    let migrated = try fixture.reopened(in: folder)
    try await check(migrated, fixture)
    // What it could not hold before.
    _ = try await migrated.catalog.setLook("child", of: "mira", LookDetails(fromShot: 3))
    _ = try await migrated.catalog.set(
      "mira", AssetDetails(traits: ["a scar"], traitStarts: ["a scar": 12]))
    _ = try await migrated.catalog.add(
      .place, handle: "harbor", name: nil, description: "", traits: [], tags: [], references: [])
    #expect(try await migrated.verification.verify().problems.isEmpty)
    #expect(FileManager.default.fileExists(atPath: path + ".backup-v11"))
  }
}
