import Foundation
import TroupeStorage
import TroupeVocabulary

/// A folder of its own for one test, removed with the value.
final class TestLibrary: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "troupe-storage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appending(path: "troupe.sqlite").path }

  func open(
    _ migrations: [Migration] = TestLibrary.migrations, create: Bool = true,
    applicationID: Int32 = TestLibrary.applicationID, lockTimeout: Duration = .seconds(60)
  ) throws -> Database {
    try Database(
      path: path, migrations: migrations, applicationID: applicationID, create: create,
      lockTimeout: lockTimeout)
  }

  /// Every file of the folder with its digest and time of change.
  func state() throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let path = folder.appending(path: name).path
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return (name, "\(Digest(hashing: try bytes(path))) \(changed)")
      })
  }

  func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  static let applicationID: Int32 = 0x5472_4F75

  static let migrations = [
    Migration(
      version: 1, name: "first",
      sql: """
        CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL, weight REAL, bytes BLOB)
          STRICT;
        CREATE TABLE entry (
          generation TEXT NOT NULL, position INTEGER NOT NULL, prompt TEXT NOT NULL, cost REAL,
          bytes BLOB, row_digest TEXT NOT NULL, PRIMARY KEY (generation, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent)
          STRICT;
        """)
  ]
}

extension Database {
  func count(_ table: String) async throws -> Int {
    try await read { try $0.row("SELECT count(*) FROM \(table)")?.int(0) ?? -1 }
  }

  func addNote(_ text: String) async throws {
    try await write { try $0.execute("INSERT INTO note (text) VALUES (?)", text) }
  }
}
