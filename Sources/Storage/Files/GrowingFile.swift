package import Foundation
import TroupeVocabulary

/// A new file that is written part by part: it has its name when it is whole, and until then nothing has.
package struct GrowingFile: ~Copyable {
  private let file: OpenFile
  private let path: String
  private var isNamed = false

  /// Begins the file that will stand at `path`, an absolute one; others may read it as far as the user's mask lets them.
  /// - Throws: `LibraryError.file`.
  package init(at path: String) throws {
    file = try DurableFile.createBeside(path, mode: 0o666)
    self.path = path
  }

  deinit {
    if !isNamed { unlink(file.path) }
  }

  /// Adds to its end.
  /// - Throws: `LibraryError.diskFull`, `LibraryError.file`.
  package func append(_ bytes: Data) throws { try bytes.withUnsafeBytes { try file.write($0) } }

  /// Makes all durable and gives it its name.
  /// - Parameter replacing: whether what stands there is replaced; else it stays, and nothing is left of this one.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`.
  package consuming func finish(replacing: Bool) throws {
    try file.synchronize()
    if !replacing, access(path, F_OK) == 0 {
      throw TroupeError.system(EEXIST, path: path, operation: "write")
    }
    try DurableFile.rename(file.path, to: path)
    isNamed = true
  }
}
