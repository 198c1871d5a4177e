import Foundation
internal import GRDB
import TroupeCSQLite
import TroupeVocabulary

extension Statement {
  /// Binds by length, so that text with a NUL inside is kept whole (GRDB stops at the first).
  func bind(_ arguments: [(any SQLValue)?]) throws {
    let wanted = Int(sqlite3_bind_parameter_count(sqliteStatement))
    guard wanted == arguments.count else {
      throw TroupeError.library(
        .database(
          detail: "\(wanted) values wanted, \(arguments.count) given: \(sql)"))
    }
    // Resets, clears, and tells GRDB that the arguments are in place.
    setUncheckedArguments(StatementArguments())
    for (index, argument) in zip(Int32(1)..., arguments) {
      let code = bind(argument?.stored ?? .null, at: index)
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }

  private func bind(_ value: StoredValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(sqliteStatement, index)
    case .integer(let integer): return sqlite3_bind_int64(sqliteStatement, index, integer)
    case .real(let number): return sqlite3_bind_double(sqliteStatement, index, number)
    case .text(var text):
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) {
          troupe_sqlite_bind_text(sqliteStatement, index, $0.baseAddress, Int64($0.count))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes {
        troupe_sqlite_bind_blob(sqliteStatement, index, $0.baseAddress, Int64($0.count))
      }
    }
  }
}
