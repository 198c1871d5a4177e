internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Re-reads every file and every row of the record and derives their digests again. Changes nothing but what
/// it is told to accept.
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
  /// - Parameters:
  ///   - subjects: what to accept first, as an earlier report names it.
  ///   - isQuick: whether to look alone that every page, row and file is there, files in their sizes, and that no row came,
  ///     went or got another digest. No file is read, no digest computed, and what is derived is not made again.
  ///   - progress: called with files checked and files in all.
  package func verify(
    accepting subjects: [String] = [], isQuick: Bool = false,
    progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> VerificationReport {
    let accepted = subjects.isEmpty ? nil : try await accept(subjects)
    // Each on a connection of its own, by as many processors as there are.
    async let checkedRows = checkRows(isQuick: isQuick)
    async let schema = checkSchema(isQuick: isQuick)
    let derived = isQuick ? [] : try await checkDerived()
    let (rows, damagedRows) = try await checkedRows
    var problems = try await damagedRows + schema + derived
    let named = try await namedFiles()
    let purges = try await purges()
    var purged = purges.rows
    for start in stride(from: 0, to: named.count, by: Self.filesAtOnce) {
      let end = min(start + Self.filesAtOnce, named.count)
      for (file, reason) in try await damaged(named[start..<end], isQuick: isQuick) {
        let path = ObjectStore.relativePath(file.digest, fileExtension: file.fileExtension)
        if reason == "missing", let words = purges.files[file.digest] {
          purged.append(.init(subject: path, reason: words))
        } else {
          problems.append(.init(subject: path, reason: reason))
        }
      }
      for count in start..<end { progress(count + 1, named.count) }
    }
    let known = Set(named.map(\.digest))
    let orphans = try objects.all().filter { !known.contains($0.digest) }.count
    return VerificationReport(
      files: named.count, rows: rows, orphans: orphans, problems: problems,
      unreadable: try await unreadableOutputs(), accepted: accepted, purged: purged)
  }

  /// Files that are looked at together, half of them by each of two processors.
  private static let filesAtOnce = 32

  /// Those of `files` that are not what their names say, and why.
  private func damaged(
    _ files: ArraySlice<NamedFile>, isQuick: Bool
  ) async throws -> [(file: NamedFile, reason: String)] {
    @Sendable func found(_ files: ArraySlice<NamedFile>) throws -> [(NamedFile, String)] {
      try files.compactMap { file in
        try Task.checkCancellation()
        let reason =
          isQuick
          ? objects.checkSize(file.digest, fileExtension: file.fileExtension, file.byteCount)
          : objects.check(file.digest, fileExtension: file.fileExtension)
        return reason.map { (file, $0) }
      }
    }
    async let second = found(files.dropFirst(files.count / 2))
    let first = try found(files.prefix(files.count / 2))
    return try await first + second
  }

  private func checkRows(isQuick: Bool) async throws -> (Int, [VerificationReport.Problem]) {
    var count = 0
    var problems: [VerificationReport.Problem] = []
    for table in digestedTables {
      problems += try await checking(table) {
        let (rows, found) = try await database.read {
          try Self.rows(of: table, $0, isQuick: isQuick)
        }
        count += rows
        return found
      }
    }
    return (count, problems)
  }

  private static func rows(
    of table: String, _ connection: Connection, isQuick: Bool
  ) throws -> (Int, [VerificationReport.Problem]) {
    var problems: [VerificationReport.Problem] = []
    if isQuick {
      let (count, reason) = try connection.verifySum(of: table)
      return (count, reason.map { [.init(subject: table, reason: $0)] } ?? [])
    }
    let count = try connection.verifyRows(
      of: table, onWrongSum: { problems.append(.init(subject: table, reason: $0)) },
      { row in
        problems.append(.init(subject: row, reason: "its content does not match its digest"))
      })
    return (count, problems)
  }

  /// What `check` finds of `subject`; what cannot be read at all is a finding too.
  func checking(
    _ subject: String, _ check: () async throws -> [VerificationReport.Problem]
  ) async throws -> [VerificationReport.Problem] {
    do { return try await check() } catch let error as TroupeError {
      return [.init(subject: subject, reason: "it cannot be read: \(error)")]
    }
  }

  private struct NamedFile: Sendable {
    let digest: Digest
    let fileExtension: String
    let byteCount: Int
  }

  /// Rows that name no file were found to be damaged before.
  private func namedFiles() async throws -> [NamedFile] {
    do {
      return try await database.read { connection in
        try connection.rows("SELECT digest, extension, byte_count FROM object ORDER BY digest")
          .compactMap {
            guard let digest = try? $0.digest("digest") else { return nil }
            return NamedFile(
              digest: digest, fileExtension: (try? $0.text("extension")) ?? "",
              byteCount: (try? $0.int("byte_count")) ?? -1)
          }
      }
    } catch is TroupeError { return [] }
  }
}
