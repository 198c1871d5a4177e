package import Foundation
package import TroupeVocabulary

/// A spool file that no process holds.
package struct SpoolEntry: Hashable, Sendable {
  /// The send that it answers.
  package let id: ULID
  /// Whether the whole answer is in it (`.answer`), or what came before the process ended
  /// (`.part`).
  package let isComplete: Bool
  /// Where it is.
  package let path: String

  /// A file found at `path`.
  package init(id: ULID, isComplete: Bool, path: String) {
    self.id = id
    self.isComplete = isComplete
    self.path = path
  }
}

/// The folder of answers being received, and of what a crash left (D3).
package struct Spool: Sendable {
  private let folder: String

  /// The spool in `folder`, which is made at the first `open`.
  package init(folder: URL) { self.folder = folder.standardizedFileURL.path }

  /// Makes the file for the answer to `id`, held by this process from its first moment.
  /// - Throws: `LibraryError.file` when there is one already, `LibraryError.diskFull`.
  package func open(_ id: ULID) throws -> SpoolFile {
    try DurableFile.makeFolder(folder)
    let part = path(id, "part")
    for taken in [part, path(id, "answer")] where access(taken, F_OK) == 0 {
      throw TroupeError.system(EEXIST, path: taken, operation: "make")
    }
    let file = try DurableFile.createBeside(part)
    // Locked before it has its name: a claimer never sees it free.
    guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0, rename(file.path, part) == 0 else {
      let code = errno
      unlink(file.path)
      throw TroupeError.system(code, path: part, operation: "make")
    }
    try OpenFile.synchronizeFolder(folder)
    return SpoolFile(id: id, file: file, path: part, isComplete: false)
  }

  /// Looks whether `room` bytes are free on the disk, so that a full one is found before it costs anything.
  /// - Throws: `LibraryError.diskFull`.
  package func checkRoom(_ room: UInt64) throws {
    var facts = statvfs()
    // Where the system does not say, only trying tells.
    guard statvfs(folder, &facts) == 0 else { return }
    guard UInt64(facts.f_bavail) * UInt64(facts.f_frsize) >= room else {
      throw TroupeError.library(.diskFull(path: folder))
    }
  }

  /// The files that no process holds, oldest first.
  /// - Throws: `LibraryError.file` when the folder cannot be read.
  package func abandoned() throws -> [SpoolEntry] {
    guard access(folder, F_OK) == 0 else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw TroupeError.library(
        .file(path: folder, operation: "read", reason: error.localizedDescription))
    }
    return names.compactMap(entry).filter(isFree).sorted { $0.id < $1.id }
  }

  /// Removes the files that no process holds and whose bytes `isUnwanted`.
  /// - Throws: `LibraryError.file`.
  package func removeAbandoned(where isUnwanted: (Data) -> Bool) throws {
    for entry in try abandoned() {
      guard let file = try? OpenFile.file(entry.path, O_RDONLY | O_NOFOLLOW),
        let bytes = try? file.whole(), isUnwanted(bytes)
      else { continue }
      try remove(entry.id)
    }
  }

  /// Takes an abandoned file over, or `nil` when another process holds it or it is gone.
  /// - Throws: `LibraryError.file` when it cannot be opened.
  package func claim(_ entry: SpoolEntry) throws -> SpoolFile? {
    let file: OpenFile
    do {
      file = try OpenFile.file(entry.path, O_RDWR | O_APPEND | O_NOFOLLOW)
    } catch {
      // Another process may have finished it a moment ago.
      guard access(entry.path, F_OK) == 0 else { return nil }
      throw error
    }
    guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0, file.isStillNamed() else { return nil }
    return SpoolFile(id: entry.id, file: file, path: entry.path, isComplete: entry.isComplete)
  }

  /// Whether anything of `id` is there, held or not.
  package func holds(_ id: ULID) -> Bool {
    paths(id).contains { access($0, F_OK) == 0 }
  }

  /// Removes the files of `id`, if there are any.
  /// - Throws: `LibraryError.file`.
  package func remove(_ id: ULID) throws {
    for path in paths(id) {
      guard unlink(path) == 0 || errno == ENOENT else {
        throw TroupeError.system(errno, path: path, operation: "remove")
      }
    }
  }

  private func paths(_ id: ULID) -> [String] { [path(id, "part"), path(id, "answer")] }

  private func path(_ id: ULID, _ suffix: String) -> String { "\(folder)/\(id).\(suffix)" }

  private func entry(_ name: String) -> SpoolEntry? {
    let halves = name.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, ["part", "answer"].contains(halves[1]),
      let id = ULID(String(halves[0]))
    else { return nil }
    return SpoolEntry(id: id, isComplete: halves[1] == "answer", path: "\(folder)/\(name)")
  }

  /// A shared lock asks without keeping other askers out.
  private func isFree(_ entry: SpoolEntry) -> Bool {
    guard let file = try? OpenFile.file(entry.path, O_RDONLY | O_NOFOLLOW) else { return false }
    return flock(file.descriptor, LOCK_SH | LOCK_NB) == 0
  }
}
