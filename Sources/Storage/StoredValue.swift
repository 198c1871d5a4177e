package import Foundation

/// A value as SQLite keeps it.
package enum StoredValue: Hashable, Sendable {
  /// No value.
  case null
  /// A 64-bit integer.
  case integer(Int64)
  /// A floating-point number.
  case real(Double)
  /// Text; may hold any character, NUL too.
  case text(String)
  /// Bytes.
  case blob(Data)

  /// What kind of value it is, in words.
  var kind: String {
    switch self {
    case .null: "nothing"
    case .integer: "an integer"
    case .real: "a number"
    case .text: "text"
    case .blob: "bytes"
    }
  }
}
