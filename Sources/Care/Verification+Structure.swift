internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// The database as a whole: its schema, its pages, its links, and whether all of it is there.
extension Verification {
  func checkSchema(isQuick: Bool) async throws -> [VerificationReport.Problem] {
    let schema = try await checking("schema") {
      try await database.schemaDifferences().map { .init(subject: $0.subject, reason: $0.reason) }
    }
    let whole = try await checking("database") {
      try await database.read { try Self.structure($0, isQuick: isQuick) }
    }
    let links = try await checking("links") { try await database.read(Self.links) }
    let profiles = try await checking("model_profile") {
      try await database.read(Self.profiles)
    }
    let missing = try await checking("database") {
      let count = try await database.missingChanges()
      let reason =
        count == 1
        ? "the last change of it is missing" : "the last \(count) changes of it are missing"
      return count == 0 ? [] : [.init(subject: "database", reason: reason)]
    }
    return schema + whole + links + profiles + missing
  }

  private static func structure(
    _ connection: Connection, isQuick: Bool
  ) throws -> [VerificationReport.Problem] {
    try connection.rows("PRAGMA \(isQuick ? "quick_check" : "integrity_check")")
      .map { try $0.text(0) }
      .filter { $0 != "ok" }
      .map { VerificationReport.Problem(subject: "database", reason: $0) }
  }

  private static func links(_ connection: Connection) throws -> [VerificationReport.Problem] {
    try connection.rows("PRAGMA foreign_key_check").map {
      VerificationReport.Problem(
        subject: "a row of \(try $0.text("table"))",
        reason: "it names a missing row of \(try $0.text("parent"))")
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
}
