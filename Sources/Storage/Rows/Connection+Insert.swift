import Foundation
import TroupeVocabulary

extension Connection {
  /// Adds one row; names of tables and columns are quoted.
  package func insert(
    into table: String, _ values: KeyValuePairs<String, (any SQLValue)?>
  ) throws {
    try insert(into: table, values.map { ($0.key, $0.value?.stored ?? .null) })
  }

  /// Adds one row with its digest in the column `row_digest`, so that `verifyRows` can find any
  /// later change.
  ///
  /// The digest covers the table's name and every column that is not NULL: a nullable column may be
  /// added to the table later, a column with a default may not.
  /// - Throws: `LibraryError.database` also when a value is not of its column's declared type, or a column that
  ///   SQLite would fill by itself is left out: the digest would not be that of the row.
  package func insertDigested(
    into table: String, _ values: KeyValuePairs<String, (any SQLValue)?>
  ) throws {
    let layout = try layouts.layout(of: table, on: self)
    let given = Dictionary(
      values.map { ($0.key, $0.value?.stored ?? .null) }, uniquingKeysWith: { _, last in last })
    let stored = try layout.digested.compactMap { column -> (String, StoredValue)? in
      let value = try column.kept(given[column.name] ?? .null, in: table)
      if value == .null, column.hasDefault || column.isRowID {
        throw TroupeError.library(
          .database(detail: "\(table).\(column.name) of a digested row is left open"))
      }
      return value == .null ? nil : (column.name, value)
    }
    guard given.count(where: { $0.value != .null }) == stored.count else {
      throw TroupeError.library(
        .database(detail: "\(table) lacks a column among \(given.keys.sorted())"))
    }
    let digest = RowDigest.of(table: table, stored)
    try insert(into: table, stored + [(TableLayout.digestColumn, digest.stored)])
  }

  private func insert(into table: String, _ values: [(String, StoredValue)]) throws {
    let names = values.map { Self.quote($0.0) }.joined(separator: ", ")
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
    try execute(
      "INSERT INTO \(Self.quote(table)) (\(names)) VALUES (\(places))",
      arguments: values.map(\.1))
  }

  /// `name` as an identifier of SQL.
  static func quote(_ name: String) -> String {
    "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\""
  }
}

extension TableLayout.Column {
  fileprivate var isRowID: Bool { isKey && type == "INTEGER" }

  /// `value` as the column will keep it.
  fileprivate func kept(_ value: StoredValue, in table: String) throws -> StoredValue {
    switch (type, value) {
    case (_, .null), ("INTEGER", .integer), ("INT", .integer), ("TEXT", .text), ("BLOB", .blob),
      ("ANY", .integer), ("ANY", .text), ("ANY", .blob):
      return value
    case ("REAL", .integer(let integer)): return .real(Double(integer))
    case ("REAL", .real(let number)) where !number.isNaN: return value
    default:
      throw TroupeError.library(
        .database(
          detail: "\(table).\(name) is \(type) and cannot keep \(value.kind) in a digested row"))
    }
  }
}
