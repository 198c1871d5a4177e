import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

/// Writers killed at random points: nothing acknowledged is lost, and no row names a missing file
/// (D1, D9).
struct KillTests {
  @Test func nothingAcknowledgedIsLost() async throws {
    let library = try TestLibrary()
    try library.open().close()
    for _ in 0..<12 {
      let folder = library.folder
      let life = UInt32.random(in: 1_000...60_000)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [folder = folder as URL, life = life as UInt32] in
        try await Self.writeForEver(in: folder) {
          Thread.detachNewThread {
            usleep(life)
            kill(getpid(), SIGKILL)
          }
        }
      }
    }
    let acknowledged = try Self.acknowledgements(in: library.folder)
    let store = ObjectStore(folder: library.folder.appending(path: "objects"))
    let kept = try await library.open(create: false).read { connection in
      try connection.rows("SELECT text FROM note").map { try $0.digest(0) }
    }
    #expect(acknowledged.count >= 12)
    #expect(acknowledged.isSubset(of: kept))
    for digest in kept { #expect(store.check(digest, fileExtension: "bin") == nil) }
    #expect(try Process.sqlite(library.path, "PRAGMA integrity_check") == "ok")
  }

  /// Keeps a file, names it in a row, then notes outside the library that it was acknowledged.
  private static func writeForEver(in folder: URL, _ afterFirst: () -> Void) async throws {
    let database = try Database(
      path: folder.appending(path: "troupe.sqlite").path, migrations: TestLibrary.migrations,
      applicationID: TestLibrary.applicationID, create: false)
    let store = ObjectStore(folder: folder.appending(path: "objects"))
    let notes = open(
      folder.appending(path: "acknowledged").path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var isFirst = true
    while true {
      let bytes = Data((0..<2000).map { _ in UInt8.random(in: 0...255) })
      let digest = try store.put(bytes, fileExtension: "bin")
      try await database.addNote(digest.description)
      _ = "\(digest)\n".withCString { write(notes, $0, strlen($0)) }
      if isFirst { afterFirst() }
      isFirst = false
    }
  }

  private static func acknowledgements(in folder: URL) throws -> Set<Digest> {
    let path = folder.appending(path: "acknowledged").path
    guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
    return Set(
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
        Digest(String($0))
      })
  }
}
