internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Re-reads every file and every row of the record and derives their digests again. Changes nothing.
package struct Verification: Sendable {
  let database: Database
  let objects: ObjectStore
  let digestedTables: [String]

  /// Checks `database` and `objects`; `digestedTables` are those whose rows carry a digest.
  package init(database: Database, objects: ObjectStore, digestedTables: [String]) {
    self.database = database
    self.objects = objects
    self.digestedTables = digestedTables
  }

  /// Checks everything.
  /// - Parameter progress: called with files checked and files in all.
  package func verify(
    progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> VerificationReport {
    let (rows, rowProblems) = try await checkRows()
    let named = try await namedFiles()
    var problems = rowProblems
    for (index, file) in named.enumerated() {
      try Task.checkCancellation()
      if let reason = objects.check(file.digest, fileExtension: file.fileExtension) {
        let path = ObjectStore.relativePath(file.digest, fileExtension: file.fileExtension)
        problems.append(.init(subject: path, reason: reason))
      }
      progress(index + 1, named.count)
    }
    let known = Set(named.map(\.digest))
    let orphans = try objects.all().filter { !known.contains($0.digest) }.count
    return VerificationReport(
      files: named.count, rows: rows, orphans: orphans, problems: problems)
  }

  private func checkRows() async throws -> (Int, [VerificationReport.Problem]) {
    let tables = digestedTables
    return try await database.read { connection in
      var count = 0
      var problems: [VerificationReport.Problem] = []
      for table in tables {
        count += try connection.verifyRows(of: table) { row in
          problems.append(.init(subject: row, reason: "its content does not match its digest"))
        }
      }
      problems += try Self.structure(connection) + Self.states(connection)
      problems += try Self.profiles(connection)
      return (count, problems)
    }
  }

  private static func structure(
    _ connection: Connection
  ) throws -> [VerificationReport.Problem] {
    let integrity = try connection.rows("PRAGMA integrity_check")
      .map { try $0.text("integrity_check") }
      .filter { $0 != "ok" }
      .map { VerificationReport.Problem(subject: "database", reason: $0) }
    let links = try connection.rows("PRAGMA foreign_key_check").map {
      VerificationReport.Problem(
        subject: "a row of \(try $0.text("table"))",
        reason: "it names a missing row of \(try $0.text("parent"))")
    }
    return integrity + links
  }

  /// The derived state must be that of the last event (D7).
  private static func states(_ connection: Connection) throws -> [VerificationReport.Problem] {
    try connection.rows(
      """
      SELECT g.id FROM generation g LEFT JOIN current_state s ON s.generation = g.id
      WHERE s.state IS NOT (
        SELECT e.state FROM event e WHERE e.generation = g.id ORDER BY e.id DESC LIMIT 1)
      """
    ).map {
      VerificationReport.Problem(
        subject: "generation \(try $0.text("id"))",
        reason: "its state is not that of its last event")
    }
  }

  /// A profile's key must be the digest of its text.
  private static func profiles(_ connection: Connection) throws -> [VerificationReport.Problem] {
    var problems: [VerificationReport.Problem] = []
    try connection.forEach("SELECT digest, profile_json FROM model_profile") { row in
      let digest = try row.text(0)
      if digest != "\(Digest(hashing: Data(try row.text(1).utf8)))" {
        problems.append(
          .init(subject: "model_profile digest=\(digest)", reason: "its key is not its digest"))
      }
    }
    return problems
  }

  private struct NamedFile: Sendable {
    let digest: Digest
    let fileExtension: String
  }

  private func namedFiles() async throws -> [NamedFile] {
    try await database.read { connection in
      try connection.rows("SELECT digest, extension FROM object ORDER BY digest").map {
        NamedFile(digest: try $0.digest("digest"), fileExtension: try $0.text("extension"))
      }
    }
  }
}
