public import Foundation
internal import TroupeCatalog
internal import TroupeSchema
internal import TroupeStorage

extension Library {
  /// Uses the cast of another library in this one: prompts can name it, its pictures are sent. It is changed there alone,
  /// and kept here as it stands there, so that this library is whole without the other.
  /// - Parameter folder: the other library's folder.
  /// - Returns: what came in; assets whose handles are taken here are told and left out.
  /// - Throws: `LibraryError.noLibrary`, `.notALibrary`, `.libraryNewer`; `TroupeError.invalidValue` for this library itself,
  ///   and for one of an older schema, which this would change.
  @discardableResult
  @concurrent public func linkCast(of folder: URL) async throws -> LinkReport {
    let path = Self.path(of: folder)
    guard path != Self.path(of: self.folder) else {
      throw TroupeError.invalidValue(
        name: "library", value: path, expected: "another library: one has its own cast already")
    }
    let other = try await Self.opened(at: path)
    defer { try? other.close() }
    try await services.catalog.keepLink(to: path, stamp: "")
    return try await CastLink(path: path, of: other, in: self).takeOver()
  }

  /// Ends the use of another library's cast. What came from it stays as it is, and belongs to this library from now on.
  /// - Throws: `TroupeError.invalidValue` for a library that is not linked.
  @concurrent public func unlinkCast(of folder: URL) async throws {
    let path = Self.path(of: folder)
    guard try await services.catalog.removeLink(to: path) else {
      let known = try await linkedLibraries().map(\.path).joined(separator: ", ")
      throw TroupeError.invalidValue(
        name: "library", value: path,
        expected: known.isEmpty ? "a linked library, and there is none" : "one of \(known)")
    }
  }

  /// The libraries whose cast is used in this one.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func linkedLibraries() async throws -> [LinkedLibrary] {
    try await services.catalog.links()
  }

  /// Takes over what changed in the casts of linked libraries. Where nothing did, that costs a look at each.
  /// - Parameter again: whether all is taken over once more though nothing changed there, as when a handle has become free.
  /// - Returns: what changed, of each library where anything did; and libraries that cannot be read now, with why: what came
  ///   from them before is used as it is.
  /// - Throws: `LibraryError` where this library cannot be written.
  @discardableResult
  @concurrent public func refreshLinks(again: Bool = false) async throws -> (
    reports: [LinkReport], unread: [(path: String, error: TroupeError)]
  ) {
    var (reports, unread): ([LinkReport], [(String, TroupeError)]) = ([], [])
    for link in try await services.catalog.links() {
      do {
        let other = try await Self.opened(at: link.path)
        defer { try? other.close() }
        let stamp = try await CastLink(path: link.path, of: other, in: self).stamp(like: link.stamp)
        if stamp == link.stamp, !again { continue }
        let report = try await CastLink(path: link.path, of: other, in: self).takeOver()
        if stamp != link.stamp || !report.isEmpty { reports.append(report) }
      } catch is CancellationError {
        throw CancellationError()
      } catch let error as TroupeError {
        unread.append((link.path, error))
      } catch {
        unread.append((link.path, .library(.database(detail: "\(error)"))))
      }
    }
    return (reports, unread)
  }

  private static func path(of folder: URL) -> String {
    folder.standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// The library at `path`, which is left as it is: one of an older schema would be migrated.
  private static func opened(at path: String) async throws -> Library {
    let folder = URL(filePath: path, directoryHint: .isDirectory)
    let database = folder.appending(path: LibraryLocation.databaseName).path
    if let version = try Database.schemaVersion(at: database), version < Schema.migrations.count {
      throw TroupeError.invalidValue(
        name: "library", value: path,
        expected:
          "a library of this version's schema; open it once by itself, which brings it there after a backup"
      )
    }
    return try await open(at: folder)
  }
}
