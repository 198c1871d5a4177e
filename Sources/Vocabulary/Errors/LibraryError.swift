public import Foundation

/// What can go wrong with a library, its database and files.
public enum LibraryError: Error, Hashable, Sendable {
  /// No library here, in a parent folder or in the default place.
  case noLibrary(searched: String)
  /// A library stands here already.
  case libraryExists(path: String)
  /// The file is SQLite, or is named like a library, and is none.
  case notALibrary(path: String)
  /// The library was made by a newer version; schema numbers.
  case libraryNewer(path: String, found: Int, known: Int)
  /// Another process holds the library's lock longer than is reasonable.
  case libraryBusy(path: String, seconds: Int)
  /// The database says no; `detail` in its own words.
  case database(detail: String)
  /// No space left where `path` is to be written.
  case diskFull(path: String)
  /// The system refused to read or write `path`.
  case file(path: String, operation: String, reason: String)
  /// A file that a row names is missing or holds other bytes.
  case damagedFile(Digest, reason: String)
  /// A row, named by its table and keys, holds what it cannot.
  case damagedRow(String, reason: String)
  /// The database cannot be read as one; `detail` in its own words.
  case damagedDatabase(path: String, detail: String)
  /// `verify` found this many problems.
  case verifyFailed(problems: Int)
  /// These models, in use here, have ended or end within so many days.
  case modelsEnding([String], days: Int)
  /// No such file.
  case noFile(path: String)
  /// The user's file may not be read; the system's reason.
  case unreadableFile(path: String, reason: String)
  /// A directory where a file was meant.
  case directory(path: String)
  /// What is needed was removed for good, at the wish of a person: what, and when.
  case purged(String, at: Date)
  /// The user did not agree to remove so many files and words for good.
  case purgeNotApproved(files: Int)

  /// A stable name for programs, as in `no_library`.
  public var code: String {
    switch self {
    case .noLibrary: "no_library"
    case .libraryExists: "library_exists"
    case .notALibrary: "not_a_library"
    case .libraryNewer: "library_newer"
    case .libraryBusy: "library_busy"
    case .database: "database"
    case .diskFull: "disk_full"
    case .file: "file"
    case .damagedFile: "damaged_file"
    case .damagedRow: "damaged_row"
    case .damagedDatabase: "damaged_database"
    case .verifyFailed: "verify_failed"
    case .modelsEnding: "models_ending"
    case .noFile: "no_file"
    case .unreadableFile: "unreadable_file"
    case .directory: "directory"
    case .purged: "purged"
    case .purgeNotApproved: "purge_not_approved"
    }
  }
}
