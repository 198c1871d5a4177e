package import Foundation
package import TroupeVocabulary

// Each getter throws `.database` when the column is missing or holds another type; the optional
// ones take NULL as nil. None calls a generic helper: over hundreds of thousands of rows that would
// take longer than SQLite does.
extension Row {
  /// Text.
  package func text(_ column: some RowColumn) throws -> String {
    let place = try place(of: column)
    guard let text = try text(at: place) else { throw wrong(place, "text") }
    return text
  }

  /// Text or `nil`.
  package func optionalText(_ column: some RowColumn) throws -> String? {
    try text(at: place(of: column))
  }

  /// An integer; one that `Int` cannot hold is an error.
  package func int(_ column: some RowColumn) throws -> Int {
    let place = try place(of: column)
    guard let integer = try int(at: place) else { throw wrong(place, "an integer") }
    return integer
  }

  /// An integer or `nil`.
  package func optionalInt(_ column: some RowColumn) throws -> Int? {
    try int(at: place(of: column))
  }

  /// A number; an integer is one too.
  package func double(_ column: some RowColumn) throws -> Double {
    let place = try place(of: column)
    guard let number = try double(at: place) else { throw wrong(place, "a number") }
    return number
  }

  /// A number or `nil`.
  package func optionalDouble(_ column: some RowColumn) throws -> Double? {
    try double(at: place(of: column))
  }

  /// Whether the integer is not 0.
  package func bool(_ column: some RowColumn) throws -> Bool { try int(column) != 0 }

  /// Bytes.
  package func data(_ column: some RowColumn) throws -> Data {
    let place = try place(of: column)
    guard let bytes = try data(at: place) else { throw wrong(place, "bytes") }
    return bytes
  }

  /// Bytes or `nil`.
  package func optionalData(_ column: some RowColumn) throws -> Data? {
    try data(at: place(of: column))
  }

  /// A digest, written `sha256:…`.
  package func digest(_ column: some RowColumn) throws -> Digest {
    let place = try place(of: column)
    guard let digest = try digest(at: place) else { throw wrong(place, "a digest") }
    return digest
  }

  /// A digest or `nil`.
  package func optionalDigest(_ column: some RowColumn) throws -> Digest? {
    try digest(at: place(of: column))
  }

  /// A ULID in its 26 letters.
  package func ulid(_ column: some RowColumn) throws -> ULID {
    let place = try place(of: column)
    guard let ulid = try ulid(at: place) else { throw wrong(place, "a ULID") }
    return ulid
  }

  /// A ULID or `nil`.
  package func optionalULID(_ column: some RowColumn) throws -> ULID? {
    try ulid(at: place(of: column))
  }

  /// A moment, kept as Unix time in milliseconds.
  package func date(_ column: some RowColumn) throws -> Date {
    let place = try place(of: column)
    guard let date = try date(at: place) else { throw wrong(place, "a date") }
    return date
  }

  /// A moment or `nil`.
  package func optionalDate(_ column: some RowColumn) throws -> Date? {
    try date(at: place(of: column))
  }
}

extension Row {
  private func text(at place: Int) throws -> String? {
    switch try value(at: place) {
    case .text(let text): return text
    case .null: return nil
    default: throw wrong(place, "text")
    }
  }

  private func int(at place: Int) throws -> Int? {
    switch try value(at: place) {
    case .integer(let integer):
      guard let whole = Int(exactly: integer) else { throw wrong(place, "a smaller integer") }
      return whole
    case .null: return nil
    default: throw wrong(place, "an integer")
    }
  }

  private func double(at place: Int) throws -> Double? {
    switch try value(at: place) {
    case .real(let number): return number
    case .integer(let integer): return Double(integer)
    case .null: return nil
    default: throw wrong(place, "a number")
    }
  }

  private func data(at place: Int) throws -> Data? {
    switch try value(at: place) {
    case .blob(let bytes): return bytes
    case .null: return nil
    default: throw wrong(place, "bytes")
    }
  }

  private func digest(at place: Int) throws -> Digest? {
    guard let text = try text(at: place) else { return nil }
    guard let digest = Digest(text) else { throw wrong(place, "a digest") }
    return digest
  }

  private func ulid(at place: Int) throws -> ULID? {
    guard let text = try text(at: place) else { return nil }
    guard let ulid = ULID(text) else { throw wrong(place, "a ULID") }
    return ulid
  }

  private func date(at place: Int) throws -> Date? {
    try int(at: place).map { Date(timeIntervalSince1970: Double($0) / 1000) }
  }

  private func wrong(_ place: Int, _ expected: String) -> TroupeError {
    do {
      return RowFault.wrongType(columns[place], holds: try value(at: place), expected: expected)
    } catch {
      return RowFault.past
    }
  }
}

/// What a reader of rows can get wrong.
enum RowFault {
  static let past = TroupeError.library(
    .database(detail: "a row was read after its statement had moved on"))

  static func noColumn(_ name: String) -> TroupeError {
    .library(.database(detail: "the answer has no column '\(name)'"))
  }

  static func wrongType(_ column: String, holds value: StoredValue, expected: String) -> TroupeError
  {
    .library(.database(detail: "column '\(column)' holds \(value.kind) where \(expected) belongs"))
  }
}
