internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// Copies files and folders so that at every moment each copy is the old one or the new one. Of a link to a file the
/// copy is that file; links to folders are not followed.
enum FolderCopy {
  /// Brings `copy` to what `source` holds; where that is missing, nothing is changed.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`.
  static func copy(_ source: URL, to copy: URL) throws {
    switch try kind(source) {
    case .typeRegular?: try copyFile(source, to: copy)
    case .typeSymbolicLink? where isFile(source): try copyFile(source, to: copy)
    case .typeDirectory?: try copyFolder(source, to: copy)
    default: return
    }
  }

  private static func copyFile(_ source: URL, to copy: URL) throws {
    let bytes: Data
    do { bytes = try Data(contentsOf: source) } catch {
      // An answer that came meanwhile has another name now.
      if access(source.path, F_OK) != 0 { return }
      throw fault(source, "read", error)
    }
    try DurableFile.write(bytes, to: copy.path)
  }

  private static func copyFolder(_ source: URL, to copy: URL) throws {
    try DurableFile.makeFolder(copy.path)
    let names = try names(source)
    for name in names {
      try Self.copy(source.appending(path: name), to: copy.appending(path: name))
    }
    for name in try Self.names(copy) where !names.contains(name) {
      let left = copy.appending(path: name)
      do { try FileManager.default.removeItem(at: left) } catch {
        throw fault(left, "remove", error)
      }
    }
  }

  private static func kind(_ url: URL) throws -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    return attributes?[.type] as? FileAttributeType
  }

  /// Whether a link ends at a file that can be read to an end.
  private static func isFile(_ link: URL) -> Bool {
    var facts = stat()
    return stat(link.path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  private static func names(_ folder: URL) throws -> Set<String> {
    do { return Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) } catch {
      throw fault(folder, "read", error)
    }
  }

  private static func fault(_ url: URL, _ operation: String, _ error: any Error) -> TroupeError {
    .library(.file(path: url.path, operation: operation, reason: error.localizedDescription))
  }
}
