package import Foundation
package import TroupeVocabulary

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
  /// Unix time in whole milliseconds.
  package var stored: StoredValue {
    .integer(Int64((timeIntervalSince1970 * 1000).rounded()))
  }
}

extension StoredValue: SQLValue {
  /// Itself.
  package var stored: StoredValue { self }
}
