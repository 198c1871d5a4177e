/// One step of the schema: from `version - 1` to `version`.
package struct Migration: Sendable {
  /// The schema's number once it has run, from 1.
  package let version: Int
  /// What it does, for messages.
  package let name: String
  /// Its statements. They run inside a transaction, with foreign keys checked at the end.
  package let sql: String
  /// What SQL cannot do, such as digesting rows again; runs after `sql` in the same transaction. What
  /// it throws undoes every pending migration.
  package let transform: (@Sendable (Connection) throws -> Void)?

  /// A step that runs `sql`, then `transform`.
  package init(
    version: Int, name: String, sql: String,
    transform: (@Sendable (Connection) throws -> Void)? = nil
  ) {
    self.version = version
    self.name = name
    self.sql = sql
    self.transform = transform
  }
}
