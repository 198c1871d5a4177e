import TroupeVocabulary

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
