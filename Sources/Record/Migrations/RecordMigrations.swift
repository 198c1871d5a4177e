internal import TroupeCatalog
package import TroupeStorage

/// The steps of the schema that SQL cannot do: those that check and compute digests.
package enum RecordMigrations {
  /// What runs after the SQL of schema version `version`, in the same transaction; `nil` where the SQL is all.
  package static func transform(
    for version: Int
  ) -> (@Sendable (Connection) throws -> Void)? {
    switch version {
    case 7: { @Sendable in try ArrivalOrderMigration($0).run() }
    case 8: { @Sendable in try DigestMigration($0).run() }
    case 9: { @Sendable in try $0.sumAgain("finding") }
    case 10: { @Sendable in try $0.sumAgain("asset_alias") }
    case 12: { @Sendable in try $0.sumAgain("look_trait") }
    case 13:
      { @Sendable connection in
        for table in ["rework", "rework_step", "rework_event"] { try connection.sumAgain(table) }
      }
    case 14: { @Sendable in try $0.sumAgain("cast_look") }
    case 15:
      { @Sendable connection in
        for table in ["adapter", "adapter_use"] { try connection.sumAgain(table) }
      }
    case 18:
      { @Sendable connection in
        for table in ["scene", "scene_file", "shot_take"] { try connection.sumAgain(table) }
      }
    case 19:
      { @Sendable connection in
        for table in ["picture_check", "check_event", "check_answer", "check_verdict"] {
          try connection.sumAgain(table)
        }
      }
    case 20:
      { @Sendable connection in
        for table in [
          "release", "fork_turn", "turn_retry", "purge", "purge_file", "purge_row", "purge_event",
        ] { try connection.sumAgain(table) }
      }
    case 21:
      { @Sendable connection in
        for table in ["asset_version", "reference_version", "cast_version"] {
          try connection.sumAgain(table)
        }
      }
    case 23: { @Sendable in try $0.sumAgain("imported") }
    case 26: { @Sendable in try HashBlocks($0).rebuild() }
    case 28:
      { @Sendable connection in
        try connection.sumAgain("generation_member")
        try SearchIndex(connection).fill()
        try CostSums(connection).fill()
      }
    case 29: { @Sendable in try $0.sumAgain("accepted_parent") }
    default: nil
    }
  }
}
