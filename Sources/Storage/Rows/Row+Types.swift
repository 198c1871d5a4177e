package import Foundation
package import TroupeVocabulary

// Each getter throws `.database` when the column is missing or holds another type; the optional
// ones take NULL as nil.
extension Row {
  /// Text.
  package func text(_ column: some RowColumn) throws -> String {
    try required(column, "text", try optionalText(column))
  }

  /// Text or `nil`.
  package func optionalText(_ column: some RowColumn) throws -> String? {
    switch try value(column) {
    case .text(let text): text
    case .null: nil
    case let other: throw wrong(column, other, "text")
    }
  }

  /// An integer; one that `Int` cannot hold is an error.
  package func int(_ column: some RowColumn) throws -> Int {
    try required(column, "an integer", try optionalInt(column))
  }

  /// An integer or `nil`.
  package func optionalInt(_ column: some RowColumn) throws -> Int? {
    switch try value(column) {
    case .integer(let integer): try whole(column, integer)
    case .null: nil
    case let other: throw wrong(column, other, "an integer")
    }
  }

  /// A number; an integer is one too.
  package func double(_ column: some RowColumn) throws -> Double {
    try required(column, "a number", try optionalDouble(column))
  }

  /// A number or `nil`.
  package func optionalDouble(_ column: some RowColumn) throws -> Double? {
    switch try value(column) {
    case .real(let number): number
    case .integer(let integer): Double(integer)
    case .null: nil
    case let other: throw wrong(column, other, "a number")
    }
  }

  /// Whether the integer is not 0.
  package func bool(_ column: some RowColumn) throws -> Bool { try int(column) != 0 }

  /// Bytes.
  package func data(_ column: some RowColumn) throws -> Data {
    try required(column, "bytes", try optionalData(column))
  }

  /// Bytes or `nil`.
  package func optionalData(_ column: some RowColumn) throws -> Data? {
    switch try value(column) {
    case .blob(let bytes): bytes
    case .null: nil
    case let other: throw wrong(column, other, "bytes")
    }
  }

  /// A digest, written `sha256:…`.
  package func digest(_ column: some RowColumn) throws -> Digest {
    try required(column, "a digest", try optionalDigest(column))
  }

  /// A digest or `nil`.
  package func optionalDigest(_ column: some RowColumn) throws -> Digest? {
    guard let text = try optionalText(column) else { return nil }
    guard let digest = Digest(text) else { throw wrong(column, .text(text), "a digest") }
    return digest
  }

  /// A ULID in its 26 letters.
  package func ulid(_ column: some RowColumn) throws -> ULID {
    try required(column, "a ULID", try optionalULID(column))
  }

  /// A ULID or `nil`.
  package func optionalULID(_ column: some RowColumn) throws -> ULID? {
    guard let text = try optionalText(column) else { return nil }
    guard let ulid = ULID(text) else { throw wrong(column, .text(text), "a ULID") }
    return ulid
  }

  /// A moment, kept as Unix time in milliseconds.
  package func date(_ column: some RowColumn) throws -> Date {
    try required(column, "a date", try optionalDate(column))
  }

  /// A moment or `nil`.
  package func optionalDate(_ column: some RowColumn) throws -> Date? {
    try optionalInt(column).map { Date(timeIntervalSince1970: Double($0) / 1000) }
  }

  private func whole(_ column: some RowColumn, _ integer: Int64) throws -> Int {
    guard let whole = Int(exactly: integer) else {
      throw wrong(column, .integer(integer), "an integer of this machine's size")
    }
    return whole
  }

  private func required<Value>(
    _ column: some RowColumn, _ expected: String, _ value: Value?
  ) throws -> Value {
    guard let value else { throw wrong(column, .null, expected) }
    return value
  }

  private func wrong(
    _ column: some RowColumn, _ value: StoredValue, _ expected: String
  ) -> TroupeError {
    let name = (try? column.index(in: columns)).map { columns[$0] }
    return RowFault.wrongType(name ?? "\(column)", holds: value, expected: expected)
  }
}

/// What a reader of rows can get wrong.
enum RowFault {
  static let past = TroupeError.database(detail: "a row was read after its statement had moved on")

  static func noColumn(_ name: String) -> TroupeError {
    .database(detail: "the answer has no column '\(name)'")
  }

  static func wrongType(_ column: String, holds value: StoredValue, expected: String) -> TroupeError
  {
    .database(detail: "column '\(column)' holds \(value.kind) where \(expected) belongs")
  }
}
