import Foundation
import Synchronization
import TroupeCatalog
import TroupeImaging
import TroupeSchema
import TroupeStorage
import TroupeVocabulary

/// A library folder of its own with a catalogue in it, removed with the value.
final class TestCatalog: Sendable {
  let folder: URL
  let database: Database
  let objects: ObjectStore
  let catalog: Catalog

  /// - Parameter beforeRows: runs when an asset's files are kept and its rows are not.
  init(
    in folder: URL? = nil, normalization: Normalization = Normalization(),
    beforeRows: @escaping @Sendable () -> Void = {}
  ) throws {
    self.folder =
      folder
      ?? FileManager.default.temporaryDirectory
      .appending(path: "troupe-catalog-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    database = try Database(
      path: self.folder.appending(path: "troupe.sqlite").path,
      migrations: Schema.migrations.map {
        Migration(version: $0.version, name: $0.name, sql: $0.sql)
      },
      applicationID: Schema.applicationID, create: true)
    objects = ObjectStore(folder: self.folder.appending(path: "objects"))
    let ticks = Ticks()
    catalog = Catalog(
      database: database, objects: objects, normalization: normalization,
      clock: { ticks.next() },
      entropy: {
        beforeRows()
        return UInt128.random(in: 0...UInt128.max)
      })
  }

  deinit {
    try? database.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Adds a character without more ado.
  @discardableResult
  func character(_ handle: String, _ references: NewReference...) async throws -> Asset {
    try await catalog.add(
      .character, handle: try Handle(handle), name: nil, description: "", traits: [], tags: [],
      references: references
    ).asset
  }

  func count(_ table: String) async throws -> Int {
    try await database.read { try $0.row("SELECT count(*) FROM \(table)")?.int(0) ?? -1 }
  }
}

/// A clock that goes on by a second each time it is read.
private final class Ticks: Sendable {
  private let count = Mutex(0)

  func next() -> Date {
    count.withLock {
      $0 += 1
      return Date(timeIntervalSince1970: 1_726_000_000 + Double($0))
    }
  }
}

extension NewReference {
  /// A plain picture of its own color, 40 by 30 pixels unless said otherwise.
  static func plain(
    _ color: UInt32, width: Int = 40, height: Int = 30, look: String? = nil, view: View? = nil,
    caption: String = "", tags: [String] = [], isPinned: Bool = false
  ) throws -> NewReference {
    let raster = Raster(width: width, height: height, filledWith: Color(hex: color))
    return NewReference(
      bytes: try raster.encodedPNG(), fileName: "pictures/\(color).png", view: view, look: look,
      caption: caption, tags: tags, isPinned: isPinned)
  }

  static let notAnImage = NewReference(
    bytes: Data("<html>".utf8), fileName: "third.png")
}
