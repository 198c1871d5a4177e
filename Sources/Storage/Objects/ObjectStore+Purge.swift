package import Foundation
package import TroupeVocabulary

/// Files that were removed for good. What is left of one is an empty file of its name that ends in `.purged`: whoever asks
/// for the bytes is told since when they are gone.
extension ObjectStore {
  static let purgedExtension = "purged"

  /// Removes an object for good, whatever its file ends in; durable on return. Removing it again changes nothing.
  /// - Parameter date: since when it is gone.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`.
  package func purge(_ digest: Digest, at date: Date) throws {
    let mark = path(digest, fileExtension: Self.purgedExtension)
    let shelf = (mark as NSString).deletingLastPathComponent
    try refuseLink(shelf)
    try DurableFile.makeFolder(shelf)
    if access(mark, F_OK) != 0 { try DurableFile.write(Data(), to: mark) }
    let time = timeval(tv_sec: Int(date.timeIntervalSince1970), tv_usec: 0)
    utimes(mark, [time, time])
    for path in try files(of: digest) where unlink(path) != 0 && errno != ENOENT {
      throw TroupeError.system(errno, path: path, operation: "remove")
    }
    try OpenFile.synchronizeFolder(shelf)
    removePreviews(of: digest)
  }

  /// The paths of an object's files: one for each ending under which its bytes were kept; none where it is missing.
  /// - Throws: `LibraryError.file` when its folder cannot be read.
  package func files(of digest: Digest) throws -> [String] {
    let path = path(digest, fileExtension: Self.purgedExtension)
    let shelf = (path as NSString).deletingLastPathComponent
    guard access(shelf, F_OK) == 0 else { return [] }
    try refuseLink(shelf)
    let mark = (path as NSString).lastPathComponent
    let beginning = mark.dropLast(Self.purgedExtension.count)
    return try names(in: shelf).filter { $0.hasPrefix(beginning) && $0 != mark }
      .map { "\(shelf)/\($0)" }
  }

  /// Why `digest` cannot be used for the reason that `check` gave, or `missing`: it was purged, or it is damaged.
  package func fault(of digest: Digest, reason: String) -> TroupeError {
    var facts = stat()
    let mark = path(digest, fileExtension: Self.purgedExtension)
    guard reason == "missing", lstat(mark, &facts) == 0 else {
      return .library(.damagedFile(digest, reason: reason))
    }
    return .library(.purged("the picture or file \(digest)", at: facts.changed))
  }

  /// The object that the file at `url` is; `nil` where its name says that it is none.
  package static func object(at url: URL) -> (digest: Digest, fileExtension: String)? {
    let shelf = url.deletingLastPathComponent().lastPathComponent
    return Digest(shelf + url.deletingPathExtension().lastPathComponent).map {
      ($0, url.pathExtension)
    }
  }
}
