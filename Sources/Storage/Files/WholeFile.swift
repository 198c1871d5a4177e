package import Foundation

/// Reading files that are not the library's.
package enum WholeFile {
  /// All bytes of the file at `path`, in memory and not mapped: a file that is made shorter meanwhile would end the process.
  /// - Throws: `LibraryError.file`, also for what is no file.
  package static func read(_ path: String) throws -> Data {
    try OpenFile.file(path, O_RDONLY).whole()
  }
}
