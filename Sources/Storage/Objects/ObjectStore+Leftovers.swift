package import Foundation
package import TroupeVocabulary

extension ObjectStore {
  /// Whether the object's file was last written or asked for before `date`.
  package func isOlder(_ digest: Digest, fileExtension: String, than date: Date) -> Bool {
    changed(path(digest, fileExtension: fileExtension)).map { $0 < date } ?? false
  }

  /// Removes an object that was last written or asked for before `date`; returns whether it did.
  /// - Throws: `LibraryError.file`.
  package func remove(
    _ digest: Digest, fileExtension: String, changedBefore date: Date
  ) throws -> Bool {
    let path = path(digest, fileExtension: fileExtension)
    try refuseLink((path as NSString).deletingLastPathComponent)
    guard isOlder(digest, fileExtension: fileExtension, than: date) else { return false }
    // Out of the way first: a writer that asks for it from now on writes it again, and one that asked
    // before has made it young.
    let name = (path as NSString).lastPathComponent
    let aside = "\((path as NSString).deletingLastPathComponent)/.\(name).removed"
    guard rename(path, aside) == 0 else {
      if errno == ENOENT { return false }
      throw TroupeError.system(errno, path: path, operation: "remove")
    }
    guard changed(aside).map({ $0 < date }) ?? true else {
      guard rename(aside, path) == 0 else {
        throw TroupeError.system(errno, path: path, operation: "write")
      }
      return false
    }
    guard unlink(aside) == 0 || errno == ENOENT else {
      throw TroupeError.system(errno, path: path, operation: "remove")
    }
    removePreviews(of: digest)
    return true
  }

  private func changed(_ path: String) -> Date? {
    var facts = stat()
    return lstat(path, &facts) == 0 ? facts.changed : nil
  }

  /// Removes temporary files that stopped writers left behind; returns how many there were.
  /// - Parameter date: younger files stay, as their writers may be at work.
  /// - Throws: `LibraryError.file`.
  package func removeLeftovers(changedBefore date: Date) throws -> Int {
    guard access(folder, F_OK) == 0 else { return 0 }
    var count = 0
    let shelves = try shelves().map { "\(folder)/\($0)" }
    for shelf in [folder] + shelves {
      for name in try names(in: shelf) where name.hasPrefix(".") {
        let path = "\(shelf)/\(name)"
        var facts = stat()
        guard lstat(path, &facts) == 0, facts.changed < date else { continue }
        guard unlink(path) == 0 || errno == ENOENT else {
          throw TroupeError.system(errno, path: path, operation: "remove")
        }
        count += 1
      }
    }
    return count
  }
}

extension stat {
  var changed: Date {
    #if os(macOS)
      Date(timeIntervalSince1970: TimeInterval(st_mtimespec.tv_sec))
    #else
      Date(timeIntervalSince1970: TimeInterval(st_mtim.tv_sec))
    #endif
  }
}
