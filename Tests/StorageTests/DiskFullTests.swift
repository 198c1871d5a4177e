import Foundation
import TestSupport
import Testing
import TroupeStorage
import TroupeVocabulary

/// A file system of one mebibyte, where the machine lets a test mount one.
private final class SmallDisk: Sendable {
  let library: TestLibrary

  init() throws {
    library = try TestLibrary()
    guard
      Tool.run("mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", library.folder.path)
    else { throw CocoaError(.fileWriteNoPermission) }
  }

  deinit { _ = Tool.run("umount", "-l", library.folder.path) }

  /// Takes the space that is left, but for `spare` bytes.
  func fill(leaving spare: Int) throws {
    let path = library.folder.appending(path: "ballast").path
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    let page = [UInt8](repeating: 1, count: 4096)
    var size = 0
    ftruncate(file, 0)
    while write(file, page, page.count) == page.count { size += page.count }
    ftruncate(file, max(0, size - spare))
  }

  static let isAllowed = (try? SmallDisk()) != nil
}

@Suite(
  .enabled(
    if: SmallDisk.isAllowed,
    "mounts a small file system: run the tests as root, with the package mount installed"))
struct DiskFullTests {
  @Test func anObjectThatDoesNotFitLeavesNothing() throws {
    let disk = try SmallDisk()
    let store = ObjectStore(folder: disk.library.folder.appending(path: "objects"))
    let kept = try store.put(Data("kept".utf8), fileExtension: "png")
    let large = Data(repeating: 2, count: 4_000_000)
    let path = store.path(Digest(hashing: large), fileExtension: "png")
    let fault = #expect(throws: TroupeError.self) { try store.put(large, fileExtension: "png") }
    #expect(fault?.code == "disk_full")
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try store.all().map(\.digest) == [kept])
    #expect(try disk.library.files().keys.count { $0.contains(".") } == 1)
    #expect(store.check(kept, fileExtension: "png") == nil)
  }

  @Test func aWriteThatDoesNotFitIsUndoneWhole() async throws {
    let disk = try SmallDisk()
    let database = try disk.library.open()
    try await database.addNote("acknowledged")
    let fault = await #expect(throws: TroupeError.self) {
      try await database.write { connection in
        for _ in 0..<1000 {
          try connection.execute(
            "INSERT INTO note (text, bytes) VALUES ('a', ?)", Data(repeating: 3, count: 4000))
        }
      }
    }
    #expect(fault == .library(.diskFull(path: disk.library.path)))
    #expect(try await database.count("note") == 1)
    #expect(try await database.read { try $0.row("PRAGMA integrity_check")?.text(0) } == "ok")
    try await database.addNote("there is room again")
    #expect(try await database.count("note") == 2)
  }

  @Test(arguments: [4_000, 20_000, 30_000, 40_000])
  func aMigrationWithoutRoomChangesNothing(_ room: Int) async throws {
    let disk = try SmallDisk()
    let old = try disk.library.open()
    try await old.addNote("kept")
    try await old.checkpoint()
    try old.close()
    try disk.fill(leaving: room)
    let second = Migration(version: 2, name: "mood", sql: "ALTER TABLE note ADD COLUMN mood TEXT")
    let fault = #expect(throws: TroupeError.self) {
      try disk.library.open(TestLibrary.migrations + [second])
    }
    #expect(fault?.code == "disk_full")
    try disk.fill(leaving: 1_000_000)
    #expect(try await disk.library.open().count("note") == 1)
    #expect(try Process.sqlite(disk.library.path, "PRAGMA user_version") == "1")
    let names = try disk.library.files().keys
    #expect(names.allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func aSpoolFileKeepsWhatCame() throws {
    let disk = try SmallDisk()
    let spool = Spool(folder: disk.library.folder.appending(path: "spool"))
    let file = try spool.open(ULID(at: .now, entropy: 1))
    try file.append(Data("first".utf8))
    let fault = #expect(throws: TroupeError.self) {
      try file.append(Data(repeating: 4, count: 4_000_000))
    }
    #expect(fault?.code == "disk_full")
    #expect(try file.read().starts(with: Data("first".utf8)))
  }
}
