import Foundation
import TroupeVocabulary

/// What the first hundred bytes of a database file say, read without SQLite, which may write when
/// it opens a file.
struct LibraryHeader {
  let schemaVersion: Int
  let applicationID: Int32
  let isWAL: Bool
  /// Size in pages; a database without tables has one.
  let pageCount: Int

  /// `nil` for a missing or an empty file.
  /// - Throws: `LibraryError.notALibrary` when the file is no SQLite database, `LibraryError.file`.
  init?(path: String) throws {
    guard access(path, F_OK) == 0 else { return nil }
    let bytes = try OpenFile.file(path, O_RDONLY).head(100)
    if bytes.isEmpty { return nil }
    guard bytes.count == 100, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw TroupeError.library(.notALibrary(path: path))
    }
    schemaVersion = Int(Self.integer(bytes[60..<64]))
    applicationID = Self.integer(bytes[68..<72])
    isWAL = bytes[19] == 2
    pageCount = Int(Self.integer(bytes[28..<32]))
  }

  private static func integer(_ bytes: ArraySlice<UInt8>) -> Int32 {
    Int32(bitPattern: bytes.reduce(0) { $0 << 8 | UInt32($1) })
  }
}
