internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// What was removed for good, which is no damage.
extension Verification {
  struct Purged: Sendable {
    /// Since when files are gone, in words.
    var files: [Digest: String] = [:]
    /// Rows that lost words.
    var rows: [VerificationReport.Problem] = []
  }

  /// Rows that cannot be read were found to be damaged before.
  func purges() async throws -> Purged {
    do { return try await database.read(Self.purges) } catch is TroupeError { return Purged() }
  }

  private static func purges(_ connection: Connection) throws -> Purged {
    var purged = Purged()
    for row in try connection.rows(
      "SELECT f.digest, p.at FROM purge_file f JOIN purge p ON p.id = f.purge ORDER BY p.id")
    { purged.files[try row.digest("digest")] = "purged on \(day(try row.date("at")))" }
    let rows = try connection.rows(
      """
      SELECT p.id, p.at, p.subject, p.name, count(r.number) AS count
      FROM purge p LEFT JOIN purge_row r ON r.purge = p.id GROUP BY p.id ORDER BY p.id
      """)
    purged.rows = try rows.map { row in
      let what = "\(try row.text("subject")) \(try row.text("name"))"
      let date = day(try row.date("at"))
      return .init(
        subject: what,
        reason: "purged on \(date): rows that lost words or were removed: \(try row.int("count"))")
    }
    return purged
  }

  private static func day(_ date: Date) -> String { String(date.ISO8601Format().prefix(10)) }
}
