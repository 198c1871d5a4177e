package import Foundation
package import TroupeVocabulary

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

/// A Swift value that can be an argument of a statement.
package protocol SQLValue: Sendable {
  /// The value as SQLite keeps it.
  var stored: StoredValue { get }
}

extension String: SQLValue {
  /// The text.
  package var stored: StoredValue { .text(self) }
}

extension Int: SQLValue {
  /// The integer.
  package var stored: StoredValue { .integer(Int64(self)) }
}

extension Int64: SQLValue {
  /// The integer.
  package var stored: StoredValue { .integer(self) }
}

extension Double: SQLValue {
  /// The number. SQLite keeps NaN as NULL.
  package var stored: StoredValue { .real(self) }
}

extension Bool: SQLValue {
  /// 1 or 0.
  package var stored: StoredValue { .integer(self ? 1 : 0) }
}

extension Data: SQLValue {
  /// The bytes.
  package var stored: StoredValue { .blob(self) }
}

extension Digest: SQLValue {
  /// Its written form, `sha256:…`.
  package var stored: StoredValue { .text(description) }
}

extension ULID: SQLValue {
  /// Its 26 letters.
  package var stored: StoredValue { .text(description) }
}

extension Date: SQLValue {
  /// Unix time in whole milliseconds; a moment beyond what 64 bits hold becomes the nearest that they
  /// do. NaN becomes NULL, as with numbers.
  package var stored: StoredValue {
    let milliseconds = (timeIntervalSince1970 * 1000).rounded()
    if milliseconds.isNaN { return .null }
    return .integer(Int64(exactly: milliseconds) ?? (milliseconds < 0 ? .min : .max))
  }
}

extension StoredValue: SQLValue {
  /// Itself.
  package var stored: StoredValue { self }
}
