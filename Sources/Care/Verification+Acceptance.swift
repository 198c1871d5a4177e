internal import TroupeStorage
package import TroupeVocabulary

/// What people looked at and found right, though it is not as it was written.
extension Verification {
  /// Takes each of `subjects`, which `verify` names, for right as it is: all of them, or none.
  /// - Throws: `TroupeError.invalidValue` for what is not damaged, and for what no one can accept: a file, or the schema.
  package func accept(_ subjects: [String]) async throws -> [VerificationReport.Acceptance] {
    let tables = digestedTables
    let rows = subjects.filter { $0 != Self.database }
    let isWhole = rows.count == subjects.count
    let count = try await database.missingChanges()
    guard isWhole || count > 0 else { throw Self.isSound(Self.database) }
    var accepted =
      rows.isEmpty
      ? []
      : try await database.write { connection in
        try rows.map { try Self.accept($0, tables, connection) }
      }
    if !isWhole {
      try await database.acceptMissingChanges()
      accepted.append(.init(subject: Self.database, content: "without \(count) of its changes"))
    }
    return accepted
  }

  private static func accept(
    _ subject: String, _ tables: [String], _ connection: Connection
  ) throws -> VerificationReport.Acceptance {
    let table = String(subject.prefix { $0 != " " })
    guard tables.contains(table) else { throw isSound(subject) }
    if table == subject {
      guard let count = try connection.acceptRows(of: table) else { throw isSound(subject) }
      return .init(subject: subject, content: count.counted("row"))
    }
    guard let values = try connection.acceptRow(subject, of: table) else { throw isSound(subject) }
    let content = values.compactMap { name, value in value.words.map { "\(name)=\($0)" } }
    return .init(subject: subject, content: content.joined(separator: ", "))
  }

  private static func isSound(_ subject: String) -> TroupeError {
    .invalidValue(
      name: "accept", value: subject,
      expected: "a row, a table or 'database' in which verify found a problem")
  }

  private static let database = "database"
}

extension StoredValue {
  fileprivate var words: String? {
    switch self {
    case .null: nil
    case .integer(let integer): "\(integer)"
    case .real(let number): "\(number)"
    case .text(let text): text.count > 200 ? "\(text.prefix(200))…" : text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}
