public import Foundation
internal import TroupeCatalog
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// The largest file that is kept as a release, in bytes.
  private static let largestRelease = 64 << 20

  /// Keeps a file that says what the real person shown by an asset agreed to. It takes the place of an earlier one, which
  /// stays in the library.
  /// - Parameters:
  ///   - file: of any type, at most 64 MiB.
  ///   - handle: the asset.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`; `TroupeError.invalidValue` for an empty file, and one
  ///   that is too large; `LibraryError.noFile`, `LibraryError.unreadableFile`, `LibraryError.directory`.
  @discardableResult
  @concurrent public func setRelease(_ file: URL, of handle: Handle) async throws -> Asset {
    let bytes = try Self.release(file)
    let ending = file.pathExtension.lowercased().filter {
      $0.isASCII && ($0.isLetter || $0.isNumber)
    }
    return try await services.catalog.setRelease(
      bytes, called: file.lastPathComponent,
      fileExtension: ending.isEmpty || ending == "purged" ? "bin" : String(ending.prefix(16)),
      of: handle)
  }

  /// Takes back what the real person shown by an asset agreed to. The file stays in the library.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @discardableResult
  @concurrent public func removeRelease(of handle: Handle) async throws -> Asset {
    try await services.catalog.removeRelease(of: handle)
  }

  /// Which of `handles` show a real person, of whom no file says that they agreed; for all that leaves the library. Of an
  /// asset of which nothing is said, nothing is warned.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.assetRemoved`.
  @concurrent public func likenessWarnings(
    for handles: [Handle]
  ) async throws -> [LikenessWarning] {
    var warnings: [LikenessWarning] = []
    for handle in handles {
      let asset = try await asset(handle)
      let warning = LikenessWarning(asset: asset.handle, name: asset.name)
      if asset.likeness == .real, asset.release == nil, !warnings.contains(warning) {
        warnings.append(warning)
      }
    }
    return warnings
  }

  /// The same of all whom generations show.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func likenessWarnings(
    in generations: [ULID]
  ) async throws -> [LikenessWarning] {
    let shown = try await services.database.read { connection in
      try generations.flatMap { try LineageReader(connection).cast(of: $0).map(\.asset) }
    }
    let known = Set(try await assets().map(\.handle))
    return try await likenessWarnings(for: shown.filter(known.contains))
  }

  private static func release(_ file: URL) throws -> Data {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
      throw TroupeError.library(.noFile(path: file.path))
    }
    if isFolder.boolValue { throw TroupeError.library(.directory(path: file.path)) }
    let facts = try? FileManager.default.attributesOfItem(atPath: file.path)
    let size = (facts?[.size] as? NSNumber)?.intValue ?? 0
    guard (1...largestRelease).contains(size) else {
      throw TroupeError.invalidValue(
        name: "release", value: "\(file.path) (\(size) bytes)",
        expected: "a file of 1 to \(largestRelease) bytes")
    }
    do { return try Data(contentsOf: file) } catch {
      throw TroupeError.library(
        .unreadableFile(path: file.path, reason: error.localizedDescription))
    }
  }
}
