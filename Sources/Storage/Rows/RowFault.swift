package import Foundation
package import TroupeVocabulary

/// What numbers in rows may be. Bounds far beyond what Troupe writes, and so small that no reckoning
/// with them overflows.
enum RowBounds {
  static let integer = -(1 << 53)...(1 << 53)
  static let number = -1e15...1e15
  static let side = 1...(1 << 24)
  static let byteCount = 0...(1 << 44)
  static let position = 0...(1 << 31)
  static let dollars = 0...1e6
  /// The years 1 to 9999, from 1970 on.
  static let milliseconds = -62_135_596_800_000...253_402_300_799_999
}

extension Row {
  /// The error of a row whose `column` holds what it cannot: it names the row.
  /// - Parameter reason: what is wrong, as in `is not a handle`.
  package func damaged(_ column: some RowColumn, _ reason: String) -> TroupeError {
    guard let place = try? place(of: column) else { return RowFault.noColumn("\(column)") }
    return damaged(at: place, "column '\(columns[place])' \(reason)")
  }

  /// What `decode` makes of the text of a column.
  package func decoded<Value>(
    _ column: some RowColumn, _ decode: (Data) throws -> Value
  ) throws -> Value {
    let text = try text(column)
    do { return try decode(Data(text.utf8)) } catch {
      throw damaged(column, "holds unreadable JSON (\(error))")
    }
  }

  /// The error of a value beyond its bounds, `bounds` in words.
  func beyond(_ place: Int, _ bounds: String) -> TroupeError {
    guard let value = try? value(at: place) else { return RowFault.past }
    let found =
      switch value {
      case .integer(let integer): "\(integer)"
      case .real(let number): "\(number)"
      default: value.kind
      }
    return damaged(
      at: place, "column '\(columns[place])' holds \(found), and \(bounds) belongs there")
  }

  /// The error of a value of another type than `expected`.
  func wrong(_ place: Int, _ expected: String) -> TroupeError {
    guard let value = try? value(at: place) else { return RowFault.past }
    return damaged(
      at: place, "column '\(columns[place])' holds \(value.kind) where \(expected) belongs")
  }

  private func damaged(at place: Int, _ reason: String) -> TroupeError {
    guard let name = name(of: place) else { return .library(.database(detail: reason)) }
    return .library(.damagedRow(name, reason: reason))
  }

  /// Columns by which people and `verify` tell rows apart.
  private static let keys: Set = [
    "id", "generation", "attempt", "asset", "digest", "session", "original", "form", "position",
    "number", "name_key", "reference", "tag",
  ]

  /// The table that the value at `place` comes from, and the keys of its row that were read with it;
  /// `nil` for a value that was computed.
  private func name(of place: Int) -> String? {
    let (tables, columns) = (tables, columns)
    guard tables.indices.contains(place), let table = tables[place] else { return nil }
    let keys = columns.indices.filter { tables[$0] == table && Self.keys.contains(columns[$0]) }
    let words = keys.prefix(3).compactMap { index in
      switch try? value(at: index) {
      case .integer(let integer): "\(columns[index])=\(integer)"
      case .text(let text): "\(columns[index])=\(text.prefix(80))"
      default: nil
      }
    }
    return ([table] + words).joined(separator: " ")
  }
}

/// What a reader of rows can get wrong.
enum RowFault {
  static let past = TroupeError.library(
    .database(detail: "a row was read after its statement had moved on"))

  static func noColumn(_ name: String) -> TroupeError {
    .library(.database(detail: "the answer has no column '\(name)'"))
  }
}
