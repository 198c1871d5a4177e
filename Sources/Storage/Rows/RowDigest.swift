import Foundation
import TroupeVocabulary

/// The digest of a row: SHA-256 over its table's name and its columns in order of name.
///
/// Table: length, name. Column: length, name, a letter for the type, length, bytes. Lengths,
/// integers and bit patterns of numbers are eight bytes, high byte first. Columns that hold NULL
/// are left out.
enum RowDigest {
  static func of(table: String, _ values: [(String, StoredValue)]) -> Digest {
    var bytes = name(table)
    for (column, value) in values.sorted(by: { $0.0 < $1.0 }) {
      guard value != .null else { continue }
      bytes.append(contentsOf: name(column))
      bytes.append(value)
    }
    return Digest(hashing: bytes)
  }

  /// The same of a row whose columns, in order of name, stand at the places `order` of `values`; the names are as `name(_:)`
  /// gives them.
  static func of(
    table: [UInt8], columns: [[UInt8]], order: [Int], _ values: [StoredValue]
  ) -> Digest {
    var bytes = table
    for place in order {
      if case .null = values[place] { continue }
      bytes.append(contentsOf: columns[place])
      bytes.append(values[place])
    }
    return Digest(hashing: bytes)
  }

  /// A name as digests take it.
  static func name(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(counted: name.utf8)
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append(counted part: some Collection<UInt8>) {
    append(big: UInt64(part.count))
    append(contentsOf: part)
  }

  fileprivate mutating func append(big number: UInt64) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(_ value: StoredValue) {
    switch value {
    case .null: break
    case .integer(let integer):
      append(UInt8(ascii: "I"))
      append(big: 8)
      append(big: UInt64(bitPattern: integer))
    case .real(let number):
      append(UInt8(ascii: "R"))
      append(big: 8)
      // SQLite keeps -0.0 as 0.
      append(big: number == 0 ? 0 : number.bitPattern)
    case .text(let text):
      append(UInt8(ascii: "T"))
      append(counted: text.utf8)
    case .blob(let data):
      append(UInt8(ascii: "B"))
      append(counted: data)
    }
  }
}
