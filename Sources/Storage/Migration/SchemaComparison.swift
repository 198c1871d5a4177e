import TroupeVocabulary

extension Database {
  /// A part of the schema that is not as the migrations make it.
  package struct SchemaDifference: Sendable {
    /// Its kind and name, as in `trigger audit`.
    package let subject: String
    /// What is wrong with it.
    package let reason: String
  }

  /// How this database's tables, indexes, triggers and views differ from those that the migrations
  /// make; nothing where another hand changed nothing.
  package func schemaDifferences() async throws -> [SchemaDifference] {
    let schema = schema
    let expected = try translating(path) { try schema.parts() }
    return try await read { connection in
      let number = try connection.row("PRAGMA user_version")?.int(0)
      let named: [SchemaDifference] =
        number == schema.known
        ? [] : [.init(subject: "schema", reason: "its number is not \(schema.known)")]
      let found = try SchemaPart.all(connection)
      let (was, now) = (SchemaPart.byName(expected), SchemaPart.byName(found))
      return named
        + Set(was.keys).union(now.keys).sorted().compactMap { name in
          switch (was[name], now[name]) {
          case (nil, _): SchemaDifference(subject: name, reason: "it is no part of a library")
          case (_, nil): SchemaDifference(subject: name, reason: "it is missing")
          case (let before, let after):
            before == after
              ? nil : SchemaDifference(subject: name, reason: "it is not as the program makes it")
          }
        }
    }
  }
}

/// One entry of SQLite's list of tables, indexes, triggers and views.
private struct SchemaPart: Hashable {
  let kind: String
  let name: String
  let table: String
  let sql: String?

  /// Those of `connection`.
  static func all(_ connection: Connection) throws -> [SchemaPart] {
    try connection.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema").map {
      SchemaPart(
        kind: try $0.text(0), name: try $0.text(1), table: try $0.text(2),
        sql: try $0.optionalText(3))
    }
  }

  static func byName(_ parts: [SchemaPart]) -> [String: Set<SchemaPart>] {
    Dictionary(grouping: parts) { "\($0.kind) \($0.name)" }.mapValues(Set.init)
  }
}

extension LibrarySchema {
  /// Whether the number `found` is damaged: `handle` holds what all migrations make, and not what those
  /// up to that number do.
  func isMisnumbered(_ handle: SQLiteHandle, found: Int) throws -> Bool {
    let all = try handle.transaction(.deferred) {
      try SchemaPart.all(Connection(handle, path: path))
    }
    let parts = Set(all)
    return try parts == Set(self.parts()) && parts != Set(self.parts(upTo: found))
  }

  /// What the migrations make, all or those up to a number, in a database of their own in memory.
  fileprivate func parts(upTo number: Int = .max) throws -> [SchemaPart] {
    let handle = try SQLiteHandle(path: ":memory:")
    // As where libraries are migrated: with it on, tables that are renamed would be named in others.
    try handle.execute("PRAGMA foreign_keys = OFF")
    return try handle.transaction(.immediate) {
      let connection = Connection(handle, path: path)
      for migration in migrations.prefix(number) {
        try handle.script(migration.sql)
        try migration.transform?(connection)
      }
      return try SchemaPart.all(connection)
    }
  }
}
