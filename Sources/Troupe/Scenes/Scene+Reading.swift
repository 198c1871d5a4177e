public import Foundation
internal import TroupePreparing

/// How a scene is written down.
public enum SceneFormat: String, Hashable, Sendable, CaseIterable {
  /// Tables: `[[shot]]`.
  case toml
  /// A map with a list or a map of `shots`.
  case yaml
  /// A line for each shot; the first names the keys.
  case csv
  /// A heading for each shot with its words below, or a table.
  case markdown

  /// The format that the end of a file's name says: `.toml`, `.yaml`, `.yml`, `.csv`, `.md`; `nil` for any other.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "toml": self = .toml
    case "yaml", "yml": self = .yaml
    case "csv": self = .csv
    case "md", "markdown": self = .markdown
    default: return nil
    }
  }
}

extension Scene {
  /// Reads the scene in `file`; files that it names are sought from its folder, which may hold `snippets/*.txt`.
  /// - Parameter snippets: words by name that stand for `%name` in prompts, such as `Library.snippets()`; those of the
  ///   scene and of its folder go before them.
  /// - Throws: `SceneError` with the file and the line of what is wrong; `LibraryError.noFile`,
  ///   `LibraryError.directory`, `LibraryError.unreadableFile`.
  public init(contentsOf file: URL, snippets: [String: String] = [:]) throws {
    let path = try file.localPath()
    guard let facts = path.facts else { throw TroupeError.library(.noFile(path: "\(path)")) }
    guard let format = SceneFormat(fileExtension: file.pathExtension) else {
      throw TroupeError.scene(.unknownFormat(file: "\(path)"))
    }
    if facts.st_size > SceneText.mostBytes {
      throw SceneText.tooLarge("\(path)", Int(facts.st_size))
    }
    let isEmpty = facts.st_mode & S_IFMT == S_IFREG && facts.st_size == 0
    let folder = file.absoluteURL.deletingLastPathComponent()
    let near = try SnippetFolder(in: folder).all()
    try self.init(
      data: isEmpty ? Data() : try ImageFile.read(path), name: "\(path)", format: format,
      folder: folder, snippets: snippets.merging(near) { _, near in near })
  }

  /// Reads a scene.
  /// - Parameters:
  ///   - data: the bytes of its file, UTF-8, at most 4 MiB, with at most 10,000 shots.
  ///   - name: of the file, for errors.
  ///   - format: how it is written.
  ///   - folder: where files that it names are sought; `nil` for the working directory.
  ///   - snippets: words by name that stand for `%name` in prompts; those in the scene go before them.
  /// - Throws: `SceneError` with the line of what is wrong.
  public init(
    data: Data, name: String, format: SceneFormat, folder: URL? = nil,
    snippets: [String: String] = [:]
  ) throws {
    let text = try SceneText(data, name: name).text
    let source = try SceneSource(text, name: name, format: format)
    let ids = try SceneIDs(source, text: text).all
    let reader = ShotReader(
      source: source, ids: Set(ids),
      titles: zip(ids, source.shots).reduce(into: [:]) { $0[$1.0] = $1.1.entries["title"]?.text },
      folder: folder,
      snippets: snippets.merging(source.snippets.mapValues(\.text)) { _, own in own })
    let shots = try zip(source.shots, ids).map { try reader.shot($0, id: $1) }
    if let ring = SceneLinks(shots).ring {
      let line = shots.first { $0.id == ring[0] }?.line ?? 1
      throw TroupeError.scene(.shotRing(TextPlace(name, line: line), shots: ring))
    }
    self.init(
      title: source.title, name: name, shots: shots,
      cast: try source.versions,
      missingIDs: source.shots.contains { $0.entries["id"] == nil })
  }

  /// `text` with an id written in for each shot that has none: no other byte of it changes, and a second time nothing.
  /// - Parameters:
  ///   - text: the scene as its file has it, with or without a byte-order mark.
  ///   - name: of the file, for errors.
  ///   - format: how it is written.
  /// - Throws: `SceneError` for what is no scene; `SceneError.malformed` where an id can only be written by hand, as in a
  ///   shot that YAML repeats by an alias.
  public static func writingIDs(
    in text: String, name: String, format: SceneFormat
  ) throws -> String {
    let (mark, bare) = SceneText.marked(text)
    let source = try SceneSource(bare, name: name, format: format)
    let ids = try SceneIDs(source, text: bare).all
    let written = source.writing(ids, in: bare)
    guard let check = try? SceneSource(written, name: name, format: format),
      check.shots.map({ $0.entries["id"]?.text }) == ids,
      check.shots.map(\.entries.withoutID) == source.shots.map(\.entries.withoutID)
    else {
      let line = source.shots.first { $0.idPlace != nil }?.line ?? 1
      throw TroupeError.scene(
        .malformed(
          TextPlace(name, line: line), format: format.rawValue,
          reason: "no id can be written into it for this shot; write one by hand"))
    }
    return mark + written
  }
}

extension SceneSource {
  /// `text` with each of `ids` where a shot has none.
  fileprivate func writing(_ ids: [String], in text: String) -> String {
    var pieces = zip(shots, ids).compactMap { shot, id in
      shot.idPlace.map { (offset: $0.offset, text: $0.before + id + $0.after) }
    }
    if pieces.isEmpty { return text }
    pieces = (pieces + column).sorted { $0.offset < $1.offset }
    var (bytes, written) = (Array(text.utf8)[...], [UInt8]())
    for piece in pieces {
      let count = piece.offset - (text.utf8.count - bytes.count)
      written += bytes.prefix(count)
      written += piece.text.utf8
      bytes = bytes.dropFirst(count)
    }
    return String(decoding: written + bytes, as: UTF8.self)
  }
}

extension SceneEntries {
  /// What a shot says but for its id; lines move as ids are written in.
  fileprivate var withoutID: [String: SceneEntry.Value] {
    filter { $0.key != "id" }.mapValues(\.value)
  }
}
