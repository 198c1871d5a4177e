public import Foundation
internal import TroupeCatalog
internal import TroupeInterchange
internal import TroupeStorage

extension Library {
  /// Packs assets into one file, to travel to another library: looks, traits, references in use with the files that they
  /// were made from, releases and, where wanted, generations. <doc:Packs> tells what is in a pack. The same content always
  /// is the same bytes.
  /// - Parameters:
  ///   - handles: at least one.
  ///   - query: the generations that go with them, as `search` takes it; `nil` for none.
  ///   - file: the pack.
  ///   - replacing: whether a file of this name is replaced.
  /// - Returns: what is in it.
  /// - Throws: `CatalogError.unknownAsset`, `.assetRemoved`; `LibraryError.damagedFile` for a picture that is not as recorded;
  ///   `PackError.unpackable` for more than a pack may hold; `LibraryError.file`, `LibraryError.diskFull`.
  @discardableResult
  @concurrent public func pack(
    _ handles: [Handle], with query: String? = nil, to file: URL, replacing: Bool = false
  ) async throws -> PackReport {
    guard !handles.isEmpty else {
      throw TroupeError.invalidValue(name: "assets", value: "", expected: "at least one asset")
    }
    try NewFiles.refuse(file, within: folder)
    if !replacing { try NewFiles.refuse([file]) }
    var (assets, seen): ([Asset], Set<ULID>) = ([], [])
    for handle in handles {
      let asset = try await asset(handle)
      if seen.insert(asset.id).inserted { assets.append(asset) }
    }
    let (generations, notes) = try await generations(answering: query)
    let ids = Set(generations.map(\.generation.id))
    var contents = PackContents(objects: services.objects)
    for asset in assets {
      let types = try await sourceTypes(
        of: services.catalog.references(of: asset.handle, includeRetired: false))
      try contents.add(try await arriving(asset, naming: ids), types)
    }
    for one in generations { try contents.add(one) }
    let items = contents.assets.map { one in
      PackReport.Item(
        handle: one.asset.handle, kind: one.asset.kind, name: one.asset.name,
        references: one.references.count)
    }
    let adapters = try await services.catalog.adapters(ofAssets: assets.map(\.id))
    let left = adapters.values.joined().map {
      "the adapter '\($0.name)' of \($0.asset) stays here: packs carry no weights"
    }.sorted()
    let pack: Pack
    do {
      pack = try PackWriter.write(contents.content, to: file.absoluteURL.path) {
        Digest(hashing: $0).hex
      }
    } catch {
      throw TroupeError.unpackable(file.path, error)
    }
    return PackReport(
      file: file.path, assets: items, generations: generations.count,
      byteCount: pack.files.reduce(0) { $0 + $1.byteCount },
      notes: notes + left + contents.notes)
  }

  /// The generations that answer to `query`, those that were made first at the beginning.
  private func generations(
    answering query: String?
  ) async throws -> ([ExportedGeneration], notes: [String]) {
    guard let query else { return ([], []) }
    var (all, notes, cursor) = ([ExportedGeneration](), [String](), String?.none)
    repeat {
      let page = try await search(query, limit: Self.generationsAtOnce, after: cursor)
      all += try await ExportedGeneration.read(page.generations.map(\.id), in: services)
      if cursor == nil { notes = page.notes }
      cursor = page.next
    } while cursor != nil
    return (all, notes)
  }
}

/// What goes into a pack, each file once.
struct PackContents {
  private let objects: ObjectStore
  private(set) var assets: [ArrivingAsset] = []
  private var lines: [Data] = []
  private var sources: [String: PackSource] = [:]
  private(set) var notes: [String] = []

  init(objects: ObjectStore) { self.objects = objects }

  var content: PackContent {
    PackContent(
      assets: assets.map { PackAsset($0) }, generations: lines, sources: Array(sources.values))
  }

  /// - Throws: `LibraryError.damagedFile` for a picture that is not as recorded.
  mutating func add(_ asset: ArrivingAsset, _ types: [Digest: MediaType]) throws {
    assets.append(asset)
    for one in asset.references.map(\.reference) {
      try add(one.digest, type: one.image.type.rawValue, one.image.type.fileExtension)
      let type = types[one.source] ?? one.image.type
      try add(one.source, type: type.rawValue, type.fileExtension)
    }
    guard let release = asset.release else { return }
    let digest = Digest(hashing: release.bytes)
    let type = Self.type(of: release)
    sources[digest.hex] = PackSource(
      PackFile(sha256: digest.hex, byteCount: release.bytes.count, type: type),
      .data(release.bytes))
  }

  private static func type(of release: ArrivingRelease) -> String {
    if let image = MediaType(sniffing: release.bytes.prefix(16)) { return image.rawValue }
    return ["pdf": "application/pdf", "txt": "text/plain"][release.fileExtension.lowercased()]
      ?? "application/octet-stream"
  }

  /// Adds a generation with its images.
  mutating func add(_ one: ExportedGeneration) throws {
    var images: [String] = []
    for output in one.generation.outputs {
      let ending = (output.path as NSString).pathExtension
      if let file = try? add(output.digest, type: output.type, ending) {
        images.append(file.path)
      } else {
        notes.append("the image \(output.id) is not in the library any more")
      }
    }
    lines.append(try one.line(images: images))
  }

  @discardableResult
  private mutating func add(
    _ digest: Digest, type: String, _ ending: String
  ) throws -> PackFile {
    if let known = sources[digest.hex] { return known.file }
    if let reason = objects.check(digest, fileExtension: ending) {
      throw TroupeError.library(.damagedFile(digest, reason: reason))
    }
    let size = objects.size(digest, fileExtension: ending) ?? 0
    let file = PackFile(sha256: digest.hex, byteCount: size, type: type)
    sources[digest.hex] = PackSource(
      file, .path(objects.path(digest, fileExtension: ending)))
    return file
  }
}
