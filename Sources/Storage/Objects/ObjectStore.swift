package import Foundation
package import TroupeVocabulary

/// Files named by the SHA-256 of their bytes: `ab/cdef….ext` in one folder. Never changed once
/// written.
package struct ObjectStore: Sendable {
  /// A file of the store.
  package struct Entry: Hashable, Sendable {
    /// What its name says that it holds.
    package let digest: Digest
    /// Its extension, without the dot.
    package let fileExtension: String
    /// Its size.
    package let byteCount: Int

    package init(digest: Digest, fileExtension: String, byteCount: Int) {
      self.digest = digest
      self.fileExtension = fileExtension
      self.byteCount = byteCount
    }
  }

  /// The folder's name in a library.
  package static let folderName = "objects"

  let folder: String

  /// The store in `folder`, which is made at the first `put`.
  package init(folder: URL) { self.folder = folder.standardizedFileURL.path }

  /// Keeps `bytes` and returns their digest; durable on return (D1). Keeping the same bytes again
  /// costs little.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`; then nothing is left behind.
  package func put(_ bytes: Data, fileExtension: String) throws -> Digest {
    let digest = Digest(hashing: bytes)
    let path = path(digest, fileExtension: fileExtension)
    let shelf = (path as NSString).deletingLastPathComponent
    try refuseLink(shelf)
    if size(path) == bytes.count {
      // So that it is not taken for an old one that nothing names.
      utimes(path, nil)
      // Its writer may have been stopped between the rename and this.
      try OpenFile.synchronizeFolder(shelf)
    } else {
      try DurableFile.makeFolder(shelf)
      try DurableFile.write(bytes, to: path)
    }
    return digest
  }

  /// Where the object is, as an absolute path.
  package func path(_ digest: Digest, fileExtension: String) -> String {
    "\(folder)/\(Self.shelved(digest, fileExtension))"
  }

  /// Where the object is, from the library's folder: `objects/ab/cdef….ext`.
  package static func relativePath(_ digest: Digest, fileExtension: String) -> String {
    "\(folderName)/\(shelved(digest, fileExtension))"
  }

  /// How many bytes the object's file has; `nil` when it is missing.
  package func size(_ digest: Digest, fileExtension: String) -> Int? {
    size(path(digest, fileExtension: fileExtension))
  }

  /// The bytes of an object, not checked against the digest.
  /// - Throws: `LibraryError.damagedFile` when it is missing, `LibraryError.purged` when it was removed for good,
  ///   `LibraryError.file` when it cannot be read.
  package func read(_ digest: Digest, fileExtension: String) throws -> Data {
    let path = path(digest, fileExtension: fileExtension)
    try refuseOther(path)
    do {
      // Not mapped: there an error of the device ends the process.
      return try OpenFile.file(path, O_RDONLY).whole()
    } catch {
      guard access(path, F_OK) == 0 || errno != ENOENT else {
        throw fault(of: digest, reason: "missing")
      }
      throw error
    }
  }

  /// The bytes of an object that are to leave the library.
  /// - Throws: as `read(_:fileExtension:)`; `LibraryError.damagedFile` too when they have another digest.
  package func readChecked(_ digest: Digest, fileExtension: String) throws -> Data {
    let bytes = try read(digest, fileExtension: fileExtension)
    guard Digest(hashing: bytes) == digest else {
      throw fault(of: digest, reason: "holds other bytes")
    }
    return bytes
  }

  /// Reads the object whole: `nil` when its bytes have this digest, else why not: `missing`, `holds
  /// other bytes`.
  package func check(_ digest: Digest, fileExtension: String) -> String? {
    let path = path(digest, fileExtension: fileExtension)
    if isOther(path) { return "is no file" }
    if isLink((path as NSString).deletingLastPathComponent) {
      return "is in a folder that is a link"
    }
    do {
      return try OpenFile.file(path, O_RDONLY).digest() == digest ? nil : "holds other bytes"
    } catch {
      return access(path, F_OK) == 0 ? "cannot be read" : "missing"
    }
  }

  /// Looks whether the object's file has so many bytes, without reading it: `nil` when it has, else why not.
  package func checkSize(_ digest: Digest, fileExtension: String, _ byteCount: Int) -> String? {
    let path = path(digest, fileExtension: fileExtension)
    if isOther(path) { return "is no file" }
    if isLink((path as NSString).deletingLastPathComponent) {
      return "is in a folder that is a link"
    }
    guard let size = size(path) else { return "missing" }
    return size == byteCount ? nil : "has \(size) bytes, and \(byteCount) were written"
  }

  /// The bytes of an object as they lie on disk, for a reader of a few of them; not checked against the digest.
  /// - Throws: `LibraryError.file` when it cannot be read.
  package func mapped(_ digest: Digest, fileExtension: String) throws -> Data {
    let path = path(digest, fileExtension: fileExtension)
    try refuseOther(path)
    do {
      return try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    } catch {
      let purged = fault(of: digest, reason: "missing")
      if access(path, F_OK) != 0, case .library(.purged) = purged { throw purged }
      throw TroupeError.library(
        .file(path: path, operation: "read", reason: error.localizedDescription))
    }
  }

  /// Every object, in order of digest. Files that are no objects are passed over.
  /// - Throws: `LibraryError.file` when the folder cannot be read.
  package func all() throws -> [Entry] {
    guard access(folder, F_OK) == 0 else { return [] }
    return try shelves().flatMap { shelf in
      try names(in: "\(folder)/\(shelf)").compactMap { entry(shelf, $0) }
    }
  }

  private static func shelved(_ digest: Digest, _ fileExtension: String) -> String {
    "\(digest.hex.prefix(2))/\(digest.hex.dropFirst(2)).\(fileExtension)"
  }

  private func entry(_ shelf: String, _ name: String) -> Entry? {
    let halves = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, halves[1] != Self.purgedExtension,
      let digest = Digest(shelf + halves[0]),
      let size = size("\(folder)/\(shelf)/\(name)")
    else { return nil }
    return Entry(digest: digest, fileExtension: String(halves[1]), byteCount: size)
  }

  /// The folders of objects. One that is a link leads elsewhere, and is none.
  func shelves() throws -> [String] {
    try names(in: folder).filter { name in
      var facts = stat()
      return name.utf8.count == 2 && lstat("\(folder)/\(name)", &facts) == 0
        && facts.st_mode & S_IFMT == S_IFDIR
    }
  }

  func names(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw TroupeError.library(
        .file(path: folder, operation: "read", reason: error.localizedDescription))
    }
  }

  /// Whether something stands at `path` that is no file: a pipe would keep its reader waiting, and a link
  /// leads elsewhere.
  private func isOther(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT != S_IFREG
  }

  func isLink(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK
  }

  /// Refuses the folder of an object where it leads elsewhere.
  func refuseLink(_ shelf: String) throws {
    guard isLink(shelf) else { return }
    throw TroupeError.library(
      .file(path: shelf, operation: "use", reason: "it is a link, and libraries follow none"))
  }

  private func refuseOther(_ path: String) throws {
    try refuseLink((path as NSString).deletingLastPathComponent)
    guard isOther(path) else { return }
    throw TroupeError.library(.file(path: path, operation: "read", reason: "it is no file"))
  }

  private func size(_ path: String) -> Int? {
    var facts = stat()
    return lstat(path, &facts) == 0 ? Int(facts.st_size) : nil
  }
}
