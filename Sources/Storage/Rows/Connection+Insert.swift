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
  /// The digest covers the table's name and every column that is not NULL, except the row number: a
  /// nullable column may be added to the table later, a column with a default may not. The row
  /// number may be left out; SQLite then assigns it.
  /// - Throws: `LibraryError.database` also when a value is not of its column's declared type, or a
  ///   column with a default is left out: the digest would not be that of the row.
  package func insertDigested(
    into table: String, _ values: KeyValuePairs<String, (any SQLValue)?>
  ) throws {
    try insertDigested(into: table, values.map { ($0.key, $0.value?.stored ?? .null) })
  }

  /// The same, unless there is a row of the same key.
  package func insertDigestedIfNew(
    into table: String, _ values: KeyValuePairs<String, (any SQLValue)?>
  ) throws {
    try insertDigested(
      into: table, values.map { ($0.key, $0.value?.stored ?? .null) }, orElse: "DO NOTHING")
  }

  /// The same for values as the database keeps them.
  /// - Parameter conflict: what to do where there is a row of the same key, in SQL; `nil` throws.
  package func insertDigested(
    into table: String, _ values: [(String, StoredValue)], orElse conflict: String? = nil
  ) throws {
    let layout = try layouts.layout(of: table, on: self)
    let given = Dictionary(values, uniquingKeysWith: { _, last in last })
    let stored = try layout.digested.compactMap { column -> (String, StoredValue)? in
      let value = try column.kept(given[column.name] ?? .null, in: table)
      if value == .null, column.hasDefault {
        throw TroupeError.library(
          .database(detail: "\(table).\(column.name) of a digested row is left open"))
      }
      return value == .null ? nil : (column.name, value)
    }
    let number = try layout.rowNumber.flatMap { column -> (String, StoredValue)? in
      let value = try column.kept(given[column.name] ?? .null, in: table)
      return value == .null ? nil : (column.name, value)
    }
    let all = stored + [number].compactMap(\.self)
    guard given.count(where: { $0.value != .null }) == all.count else {
      throw TroupeError.library(
        .database(detail: "\(table) lacks a column among \(given.keys.sorted())"))
    }
    let digest = RowDigest.of(table: table, stored)
    try insertSummed(layout, all, digest: digest.stored, orElse: conflict)
  }

  /// Adds a row that did not match its digest before it got a new form. It gets no valid digest:
  /// `verifyRows` goes on reporting it.
  /// - Parameter formerDigest: what the row had for a digest; kept behind the word `damaged`.
  package func insertDamaged(
    into table: String, _ values: [(String, StoredValue)], formerDigest: String
  ) throws {
    try insertSummed(
      layouts.layout(of: table, on: self), values, digest: .text("damaged \(formerDigest)"))
  }

  private func insertSummed(
    _ layout: TableLayout, _ values: [(String, StoredValue)], digest: StoredValue,
    orElse conflict: String? = nil
  ) throws {
    try insert(
      into: layout.table, values + [(TableLayout.digestColumn, digest)], orElse: conflict)
    guard changes > 0 else { return }
    let number = layout.rowNumber == nil ? nil : lastInsertedRowID
    sums.add(digest, number: number, to: layout.table)
  }

  private func insert(
    into table: String, _ values: [(String, StoredValue)], orElse conflict: String? = nil
  ) throws {
    let names = values.map { Self.quote($0.0) }.joined(separator: ", ")
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
    try execute(
      """
      INSERT INTO \(Self.quote(table)) (\(names)) VALUES (\(places))
      \(conflict.map { "ON CONFLICT \($0)" } ?? "")
      """,
      arguments: values.map(\.1))
  }

  /// `name` as an identifier of SQL.
  static func quote(_ name: String) -> String {
    "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\""
  }
}

extension TableLayout.Column {
  /// `value` as the column will keep it.
  func kept(_ value: StoredValue, in table: String) throws -> StoredValue {
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
