internal import Foundation
internal import TroupeRecord

/// The files that an import is to look at, in the order in which they were last changed.
struct PictureFiles {
  /// A file, and how people call it.
  struct Found: Sendable {
    let file: ImportedFiles.File
    /// As it was named, or its path from the folder that was.
    let name: String
    /// Whether it was named itself, and not found in a folder.
    let isNamed: Bool
  }

  private(set) var files: [Found] = []
  /// What cannot be read, with the reason.
  private(set) var refused: [RefusedImage] = []

  /// Looks at `paths`; folders are gone through with all in them, but for what is hidden, and links in them are not followed.
  init(_ paths: [URL]) {
    var seen: Set<String> = []
    for path in paths {
      let path = path.standardizedFileURL
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder) else {
        refused.append(RefusedImage(file: path.path, error: .library(.noFile(path: path.path))))
        continue
      }
      for found in isFolder.boolValue ? Self.inside(path) : [Self.found(path.path, path.path, true)]
      {
        if let found, seen.insert(found.file.path).inserted { files.append(found) }
      }
    }
    files.sort {
      ($0.file.modifiedAt, $0.file.path) < ($1.file.modifiedAt, $1.file.path)
    }
  }

  /// Leaves out those that were changed later.
  mutating func leave(changedAfter date: Date) {
    let latest = Int(date.timeIntervalSince1970 * 1_000_000)
    files.removeAll { $0.file.modifiedAt > latest }
  }

  private static func inside(_ folder: URL) -> [Found?] {
    guard let names = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    var all: [Found?] = []
    while let name = names.nextObject() as? String {
      if (name as NSString).lastPathComponent.hasPrefix(".") {
        names.skipDescendants()
      } else {
        all.append(found("\(folder.path)/\(name)", name, false))
      }
    }
    return all
  }

  /// `nil` for what is no file.
  private static func found(_ path: String, _ name: String, _ isNamed: Bool) -> Found? {
    var facts = stat()
    guard (isNamed ? stat(path, &facts) : lstat(path, &facts)) == 0,
      facts.st_mode & S_IFMT == S_IFREG
    else { return nil }
    #if canImport(Darwin)
      let time = facts.st_mtimespec
    #else
      let time = facts.st_mtim
    #endif
    return Found(
      file: ImportedFiles.File(
        path: path, byteCount: Int(facts.st_size),
        modifiedAt: Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000),
      name: name, isNamed: isNamed)
  }
}
