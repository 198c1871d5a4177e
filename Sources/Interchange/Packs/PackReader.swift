package import Foundation

/// A pack from a stranger: all that it says is within bounds and has its form before it can be used.
///
/// Nothing is written to disk here, and no name in a pack becomes a path: files are asked for by digest, and whoever asks
/// keeps them by digest. Opening takes the memory of `pack.json` and `generations.jsonl`, and reading that of one file.
package struct PackReader: ~Copyable {
  /// What the pack says of itself.
  package let pack: Pack
  /// The generations that it carries, in the order of their ids.
  package let generations: [PackGeneration]
  /// What is left out of it.
  package let notes: [PackNote]
  private let archive: ArchiveReader
  private let entries: [String: ArchiveEntry]
  private let sha256: (Data) -> String

  /// Opens the pack at `path`. The bytes of its files are not read yet.
  /// - Parameters:
  ///   - totalBytes: most bytes of all its files together.
  ///   - sha256: the SHA-256 of bytes, in 64 lower-case hexadecimal digits.
  /// - Throws: the first fault.
  package init(
    path: String, totalBytes: Int, sha256: @escaping (Data) -> String
  ) throws(PackFault) {
    let bounds = ArchiveBounds(totalBytes: totalBytes, entryBytes: PackBounds.file)
    let archive: ArchiveReader
    do { archive = try ArchiveReader(path: path, bounds: bounds) } catch { throw PackFault(error) }
    try self.init(archive, sha256)
  }

  /// Opens a pack in memory.
  /// - Throws: as `init(path:totalBytes:sha256:)`.
  package init(
    bytes: Data, totalBytes: Int, sha256: @escaping (Data) -> String
  ) throws(PackFault) {
    let bounds = ArchiveBounds(totalBytes: totalBytes, entryBytes: PackBounds.file)
    let archive: ArchiveReader
    do { archive = try ArchiveReader(bytes: bytes, bounds: bounds) } catch {
      throw PackFault(error)
    }
    try self.init(archive, sha256)
  }

  private init(
    _ archive: consuming ArchiveReader, _ sha256: @escaping (Data) -> String
  ) throws(PackFault) {
    let entries = Dictionary(uniqueKeysWithValues: archive.entries.map { ($0.name, $0) })
    guard let manifest = entries[Pack.manifestPath] else {
      throw PackFault(.notPack, at: Pack.manifestPath)
    }
    let (pack, unknown) = try PackJSON.read(Self.json(of: manifest, in: archive))
    try PackCheck.check(pack)
    try Self.compare(pack, with: entries)
    var generations: [PackGeneration] = []
    if let file = pack.files.first(where: { $0.path == Pack.generationsPath }),
      let entry = entries[file.path]
    {
      let bytes = try Self.json(of: entry, in: archive)
      guard sha256(bytes) == file.sha256 else { throw PackFault(.digestDiffers, at: file.path) }
      generations = try PackGenerations.read(bytes)
      try PackGenerations.check(generations, of: pack)
    }
    self.pack = pack
    self.generations = generations
    notes = unknown + Self.unused(pack, generations)
    self.archive = archive
    self.entries = entries
    self.sha256 = sha256
  }

  /// The bytes of a file of the pack, which have been found to have its digest.
  /// - Throws: a fault of the file.
  package func bytes(of file: PackFile) throws(PackFault) -> Data {
    guard let entry = entries[file.path] else { throw PackFault(.missingEntry, at: file.path) }
    let bytes = try Self.bytes(of: entry, in: archive)
    guard bytes.count == file.byteCount else {
      throw PackFault(.sizeDiffers(bytes.count), at: file.path)
    }
    guard sha256(bytes) == file.sha256 else { throw PackFault(.digestDiffers, at: file.path) }
    return bytes
  }

  /// Reads every file once, so that a damaged pack is known before any of it is used.
  /// - Throws: the first fault.
  package func verify() throws(PackFault) {
    for file in pack.files { _ = try bytes(of: file) }
  }
}

extension PackReader {
  private static func bytes(
    of entry: ArchiveEntry, in archive: borrowing ArchiveReader
  ) throws(PackFault) -> Data {
    do { return try archive.bytes(of: entry) } catch { throw PackFault(error) }
  }

  private static func json(
    of entry: ArchiveEntry, in archive: borrowing ArchiveReader
  ) throws(PackFault) -> Data {
    guard entry.byteCount <= PackBounds.json else {
      throw PackFault(.archive(.entryTooLarge(entry.byteCount)), at: entry.name)
    }
    return try bytes(of: entry, in: archive)
  }

  /// Every listed file is an entry of its size, and every entry but `pack.json` is listed.
  private static func compare(
    _ pack: Pack, with entries: [String: ArchiveEntry]
  ) throws(PackFault) {
    for file in pack.files {
      guard let entry = entries[file.path] else { throw PackFault(.missingEntry, at: file.path) }
      guard entry.byteCount == file.byteCount else {
        throw PackFault(.sizeDiffers(entry.byteCount), at: file.path)
      }
    }
    let listed = Set(pack.files.map(\.path)).union([Pack.manifestPath])
    if let other = entries.keys.filter({ !listed.contains($0) }).min() {
      throw PackFault(.unlistedEntry, at: other)
    }
  }

  private static func unused(_ pack: Pack, _ generations: [PackGeneration]) -> [PackNote] {
    let digests = PackCheck.used(by: pack)
    let images = Set(generations.flatMap(\.images)).union([Pack.generationsPath])
    let unused = pack.files.filter { !digests.contains($0.sha256) && !images.contains($0.path) }
    return unused.map(\.path).sorted().prefix(PackBounds.notes).map { .unusedFile($0) }
  }
}

extension PackFault {
  init(_ fault: ArchiveFault) { self.init(.archive(fault.reason), at: fault.entry ?? "") }
}
