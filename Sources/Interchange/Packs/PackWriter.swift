package import Foundation

/// What goes into a pack. The order of assets, generations and sources makes no difference.
package struct PackContent: Sendable {
  /// The assets; removed ones do not belong into packs.
  package var assets: [PackAsset]
  /// Generations, each an object of JSON as `troupe import --jsonl` reads it; `image` is `PackFile.path` of a source.
  package var generations: [Data]
  /// The bytes of all files that assets and generations name; others are left out.
  package var sources: [PackSource]

  /// Content of a pack.
  package init(assets: [PackAsset], generations: [Data] = [], sources: [PackSource]) {
    self.assets = assets
    self.generations = generations
    self.sources = sources
  }
}

/// The bytes of a file for a pack.
package struct PackSource: Sendable {
  /// Where it goes.
  package let file: PackFile
  /// Where it comes from.
  package let bytes: Bytes

  /// Bytes in memory, or those of a file on disk, which are read as the pack is written.
  package enum Bytes: Sendable {
    case data(Data)
    case path(String)
  }

  /// The bytes of `file`.
  package init(_ file: PackFile, _ bytes: Bytes) {
    self.file = file
    self.bytes = bytes
  }
}

/// Writes packs: the same content is the same bytes, in whatever order its parts come and on whatever machine.
package enum PackWriter {
  /// Writes `content` to the file at `path`, in the place of what stands there; until it is complete nothing changes there.
  ///
  /// Digests of sources are believed: a library checks its files by itself, and `PackReader.verify()` checks a pack.
  /// - Parameter sha256: the SHA-256 of bytes, in 64 lower-case hexadecimal digits.
  /// - Returns: what the pack says of itself.
  /// - Throws: the first fault; whatever is written without one can be read.
  package static func write(
    _ content: PackContent, to path: String, sha256: (Data) -> String
  ) throws(PackFault) -> Pack {
    let generations = try PackGenerations.canonical(content.generations)
    let lines = try PackGenerations.written(generations)
    var pack = Pack(assets: normal(content.assets), files: [])
    let sources = try needed(content.sources, by: pack, generations)
    pack.files = sources.map(\.file)
    if !lines.isEmpty {
      pack.files.append(PackFile(generations: sha256(lines), byteCount: lines.count))
    }
    pack.files.sort { $0.path < $1.path }
    try PackCheck.check(pack)
    try PackGenerations.check(generations, of: pack)
    do {
      try write(PackJSON.written(pack), lines, sources, to: path)
    } catch let fault as ArchiveFault {
      throw PackFault(fault)
    } catch let fault as PackFault {
      throw fault
    } catch {
      throw PackFault(.archive(.cannotWrite), at: path)
    }
    return pack
  }

  private static func write(
    _ manifest: Data, _ lines: Data, _ sources: [PackSource], to path: String
  ) throws(ArchiveFault) {
    let archive = try ArchiveWriter(path: path)
    try archive.add(manifest, as: Pack.manifestPath)
    if !lines.isEmpty { try archive.add(lines, as: Pack.generationsPath) }
    for source in sources {
      let file = source.file
      switch source.bytes {
      case .data(let data) where data.count == file.byteCount:
        try archive.add(data, as: file.path)
      case .data: throw ArchiveFault(.sizeDiffers, entry: file.path)
      case .path(let place):
        try archive.add(file: place, byteCount: file.byteCount, as: file.path)
      }
    }
    try archive.finish()
  }

  /// The sources that are named, in the order of their paths, each once.
  private static func needed(
    _ sources: [PackSource], by pack: Pack, _ generations: [PackGeneration]
  ) throws(PackFault) -> [PackSource] {
    let digests = PackCheck.used(by: pack)
    let images = Set(generations.flatMap(\.images))
    var found: [String: PackSource] = [:]
    for source in sources {
      guard digests.contains(source.file.sha256) || images.contains(source.file.path) else {
        continue
      }
      if let other = found.updateValue(source, forKey: source.file.sha256),
        other.file != source.file
      {
        throw PackFault(.typeDiffers, at: source.file.path)
      }
    }
    return found.values.sorted { $0.file.path < $1.file.path }
  }

  /// Assets in the order of their ids, with tags in order and names of files without folders.
  private static func normal(_ assets: [PackAsset]) -> [PackAsset] {
    assets.map { asset in
      var asset = asset
      asset.tags = ordered(asset.tags)
      if let name = asset.release?.fileName { asset.release?.fileName = fileName(name) }
      for index in asset.looks.indices {
        asset.looks[index].tags = ordered(asset.looks[index].tags)
      }
      for index in asset.references.indices {
        asset.references[index].tags = ordered(asset.references[index].tags)
        asset.references[index].source.fileName = fileName(asset.references[index].source.fileName)
      }
      for index in asset.adapters.indices {
        asset.adapters[index].fileName = fileName(asset.adapters[index].fileName)
      }
      asset.adapters.sort { ($0.addedAt, $0.sha256, $0.name) < ($1.addedAt, $1.sha256, $1.name) }
      return asset
    }.sorted { $0.id < $1.id }
  }

  private static func ordered(_ tags: [String]) -> [String] { Set(tags).sorted() }

  /// The last part of a path of any system, without control characters; nothing where no name is left.
  static func fileName(_ text: String) -> String {
    let last = text.split { "/\\".contains($0) }.last ?? ""
    let scalars = last.unicodeScalars.filter { $0.properties.generalCategory != .control }
    let name = String(String.UnicodeScalarView(scalars))
    return name == "." || name == ".." ? "" : name
  }
}
