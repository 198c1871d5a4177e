package import Foundation
package import TroupeVocabulary

// Rows are as untrusted as any input. Each getter throws `.database` when the column is missing, and
// `.damagedRow` when it holds another type or a value beyond its bounds; the optional ones take NULL
// as nil. None calls a generic helper: over hundreds of thousands of rows that would take longer than
// SQLite does.
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

  /// An integer of at most 2^53 either way, so that sums of some of them and of a few products stay
  /// integers.
  package func int(_ column: some RowColumn) throws -> Int {
    let place = try place(of: column)
    guard let integer = try int(at: place) else { throw wrong(place, "an integer") }
    return integer
  }

  /// An integer or `nil`.
  package func optionalInt(_ column: some RowColumn) throws -> Int? {
    try int(at: place(of: column))
  }

  /// The length of a side in pixels, from 1 to 2^24: the product of two can be reckoned with.
  package func side(_ column: some RowColumn) throws -> Int {
    let place = try place(of: column)
    return try bounded(int(column), RowBounds.side, place)
  }

  /// The length of a side in pixels or `nil`.
  package func optionalSide(_ column: some RowColumn) throws -> Int? {
    let place = try place(of: column)
    return try optionalInt(column).map { try bounded($0, RowBounds.side, place) }
  }

  /// A number of bytes, from 0 to 2^44.
  package func byteCount(_ column: some RowColumn) throws -> Int {
    let place = try place(of: column)
    return try bounded(int(column), RowBounds.byteCount, place)
  }

  /// A place in an order or a number of it, from 0 to 2^31.
  package func position(_ column: some RowColumn) throws -> Int {
    let place = try place(of: column)
    return try bounded(int(column), RowBounds.position, place)
  }

  /// All 64 bits of an integer.
  package func bits(_ column: some RowColumn) throws -> UInt64 {
    let place = try place(of: column)
    guard case .integer(let integer) = try value(at: place) else {
      throw wrong(place, "an integer")
    }
    return UInt64(bitPattern: integer)
  }

  /// A finite number of at most 1e15 either way; an integer is one too.
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

  /// US dollars, from 0 to a million.
  package func optionalDollars(_ column: some RowColumn) throws -> Double? {
    let place = try place(of: column)
    guard let dollars = try double(at: place) else { return nil }
    guard RowBounds.dollars.contains(dollars) else {
      throw beyond(place, "0 to 1000000 US dollars")
    }
    return dollars
  }

  /// A moment of the years 1 to 9999, kept as Unix time in milliseconds.
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
      guard let whole = Int(exactly: integer), RowBounds.integer.contains(whole) else {
        throw beyond(place, "-2^53 to 2^53")
      }
      return whole
    case .null: return nil
    default: throw wrong(place, "an integer")
    }
  }

  private func double(at place: Int) throws -> Double? {
    switch try value(at: place) {
    case .real(let number): return try bounded(number, place)
    case .integer(let integer): return try bounded(Double(integer), place)
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
    guard let milliseconds = try int(at: place) else { return nil }
    guard RowBounds.milliseconds.contains(milliseconds) else {
      throw beyond(place, "a moment of the years 1 to 9999")
    }
    return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  private func bounded(_ number: Double, _ place: Int) throws -> Double {
    guard RowBounds.number.contains(number) else { throw beyond(place, "-1e15 to 1e15") }
    return number
  }

  private func bounded(_ value: Int, _ bounds: ClosedRange<Int>, _ place: Int) throws -> Int {
    guard bounds.contains(value) else {
      throw beyond(place, "\(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return value
  }
}
