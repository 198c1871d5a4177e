import Foundation

/// The library's schema: its numbered SQL files, embedded in the binary.
public enum Schema {
  /// Marks a SQLite file as a Troupe library: `TrOu` in ASCII.
  public static let applicationID: Int32 = 0x5472_4F75

  /// One numbered file.
  public struct Migration: Sendable {
    /// The schema's number once it is applied.
    public let version: Int
    /// The file's name.
    public let name: String
    /// The statements.
    public let sql: String
  }

  /// All of them, oldest first; their numbers have no gaps.
  public static let migrations = [
    Migration(
      version: 1, name: "v0001_library.sql",
      sql: String(decoding: PackageResources.v0001_library_sql, as: UTF8.self)),
    Migration(
      version: 2, name: "v0002_fingerprints.sql",
      sql: String(decoding: PackageResources.v0002_fingerprints_sql, as: UTF8.self)),
    Migration(
      version: 3, name: "v0003_selections.sql",
      sql: String(decoding: PackageResources.v0003_selections_sql, as: UTF8.self)),
    Migration(
      version: 4, name: "v0004_renditions.sql",
      sql: String(decoding: PackageResources.v0004_renditions_sql, as: UTF8.self)),
    Migration(
      version: 5, name: "v0005_sessions.sql",
      sql: String(decoding: PackageResources.v0005_sessions_sql, as: UTF8.self)),
    Migration(
      version: 6, name: "v0006_legs.sql",
      sql: String(decoding: PackageResources.v0006_legs_sql, as: UTF8.self)),
    Migration(
      version: 7, name: "v0007_order.sql",
      sql: String(decoding: PackageResources.v0007_order_sql, as: UTF8.self)),
    Migration(
      version: 8, name: "v0008_digests.sql",
      sql: String(decoding: PackageResources.v0008_digests_sql, as: UTF8.self)),
    Migration(
      version: 9, name: "v0009_findings.sql",
      sql: String(decoding: PackageResources.v0009_findings_sql, as: UTF8.self)),
    Migration(
      version: 10, name: "v0010_aliases.sql",
      sql: String(decoding: PackageResources.v0010_aliases_sql, as: UTF8.self)),
    Migration(
      version: 11, name: "v0011_refusals.sql",
      sql: String(decoding: PackageResources.v0011_refusals_sql, as: UTF8.self)),
    Migration(
      version: 12, name: "v0012_looks.sql",
      sql: String(decoding: PackageResources.v0012_looks_sql, as: UTF8.self)),
    Migration(
      version: 13, name: "v0013_reworks.sql",
      sql: String(decoding: PackageResources.v0013_reworks_sql, as: UTF8.self)),
    Migration(
      version: 14, name: "v0014_cast_looks.sql",
      sql: String(decoding: PackageResources.v0014_cast_looks_sql, as: UTF8.self)),
    Migration(
      version: 15, name: "v0015_adapters.sql",
      sql: String(decoding: PackageResources.v0015_adapters_sql, as: UTF8.self)),
    Migration(
      version: 16, name: "v0016_annotations.sql",
      sql: String(decoding: PackageResources.v0016_annotations_sql, as: UTF8.self)),
    Migration(
      version: 17, name: "v0017_places.sql",
      sql: String(decoding: PackageResources.v0017_places_sql, as: UTF8.self)),
    Migration(
      version: 18, name: "v0018_scenes.sql",
      sql: String(decoding: PackageResources.v0018_scenes_sql, as: UTF8.self)),
    Migration(
      version: 19, name: "v0019_checks.sql",
      sql: String(decoding: PackageResources.v0019_checks_sql, as: UTF8.self)),
    Migration(
      version: 20, name: "v0020_sessions_and_likeness.sql",
      sql: String(decoding: PackageResources.v0020_sessions_and_likeness_sql, as: UTF8.self)),
    Migration(
      version: 21, name: "v0021_versions.sql",
      sql: String(decoding: PackageResources.v0021_versions_sql, as: UTF8.self)),
    Migration(
      version: 22, name: "v0022_finding.sql",
      sql: String(decoding: PackageResources.v0022_finding_sql, as: UTF8.self)),
    Migration(
      version: 23, name: "v0023_words.sql",
      sql: String(decoding: PackageResources.v0023_words_sql, as: UTF8.self)),
    Migration(
      version: 24, name: "v0024_costs.sql",
      sql: String(decoding: PackageResources.v0024_costs_sql, as: UTF8.self)),
    Migration(
      version: 25, name: "v0025_edges.sql",
      sql: String(decoding: PackageResources.v0025_edges_sql, as: UTF8.self)),
    Migration(
      version: 26, name: "v0026_look_alikes.sql",
      sql: String(decoding: PackageResources.v0026_look_alikes_sql, as: UTF8.self)),
    Migration(
      version: 27, name: "v0027_small_rows.sql",
      sql: String(decoding: PackageResources.v0027_small_rows_sql, as: UTF8.self)),
    Migration(
      version: 28, name: "v0028_members.sql",
      sql: String(decoding: PackageResources.v0028_members_sql, as: UTF8.self)),
    Migration(
      version: 29, name: "v0029_interchange.sql",
      sql: String(decoding: PackageResources.v0029_interchange_sql, as: UTF8.self)),
  ]

  /// The tables whose rows carry a `row_digest`.
  public static let digestedTables = [
    "model_profile", "generation", "cast_member", "cast_look", "input", "attempt", "exchange",
    "output", "event",
    "selection", "sheet_part", "session", "session_end", "turn", "history", "leg",
    "asset", "asset_alias", "asset_tag", "fingerprint", "library", "look", "look_trait",
    "object", "reference", "reference_tag",
    "finding", "rendition", "source", "thumbnail", "trait",
    "rework", "rework_step", "rework_event", "adapter", "adapter_use",
    "scene", "scene_file", "shot_take",
    "picture_check", "check_event", "check_answer", "check_verdict",
    "release", "fork_turn", "turn_retry", "purge", "purge_file", "purge_row", "purge_event",
    "asset_version", "reference_version", "cast_version", "imported", "generation_member",
    "accepted_parent",
  ]
}
