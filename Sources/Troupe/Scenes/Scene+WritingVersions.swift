public import Foundation

extension Scene {
  /// Writes into the scene in `file` which versions of assets it shows, whole and durable or not at all; no other byte of it
  /// changes.
  /// - Parameter cast: the assets that the file shows as they were, each with the version to show.
  /// - Throws: as `init(contentsOf:snippets:)` and `writing(_:in:name:format:)`; `LibraryError.file`.
  public static func write(_ cast: [SceneVersion], into file: URL) throws {
    try rewrite(file) { text, name, format in
      try writing(cast, in: text, name: name, format: format)
    }
  }

  /// `text` with the versions that `cast` says in the places of those that stand there.
  /// - Parameters:
  ///   - cast: the assets that `text` shows as they were, each with the version to show.
  ///   - text: the scene as its file has it, with or without a byte-order mark.
  ///   - name: of the file, for errors.
  ///   - format: how it is written.
  /// - Throws: `SceneError` for what is no scene; `SceneError.malformed` where a version can only be written by hand.
  public static func writing(
    _ cast: [SceneVersion], in text: String, name: String, format: SceneFormat
  ) throws -> String {
    let (mark, bare) = SceneText.marked(text)
    let source = try SceneSource(bare, name: name, format: format)
    let wanted = Dictionary(
      cast.map { ($0.name.asset, $0.name) }, uniquingKeysWith: { first, _ in first })
    var lines = bare.split(
      omittingEmptySubsequences: false, whereSeparator: { $0.isNewline }
    ).map { $0.startIndex..<$0.endIndex }
    var written = bare
    for version in try source.versions.sorted(by: { $0.line > $1.line }) {
      guard let name = wanted[version.name.asset], name != version.name else { continue }
      lines = Array(lines.prefix(version.line))
      guard let line = lines.last, lines.count == version.line,
        let number = Self.number(of: version.name, in: bare[line])
      else { continue }
      written.replaceSubrange(number, with: "\(name.number)")
    }
    let check = try? SceneSource(written, name: name, format: format)
    guard let check, check.shots.map(\.entries) == source.shots.map(\.entries),
      let now = try? check.versions.map(\.name),
      now == (try source.versions.map { wanted[$0.name.asset] ?? $0.name })
    else {
      throw TroupeError.scene(
        .malformed(
          TextPlace(name, line: source.cast.values.map(\.line).min() ?? 1),
          format: format.rawValue, reason: "the versions can only be written by hand here"))
    }
    return mark + written
  }

  /// Where the number of a version stands in a line: that of the last one that is written so.
  private static func number(
    of name: NamedVersion, in line: Substring
  ) -> Range<String.Index>? {
    line.ranges(of: /[@＠]([^\s@＠#＃"']+)[#＃]([0-9]+)/).compactMap {
      (range: Range<String.Index>) -> Range<String.Index>? in
      guard let found = try? NamedVersion(typed: String(line[range])), found == name,
        let sign = line[range].lastIndex(where: { "#＃".contains($0) })
      else { return nil }
      return line.index(after: sign)..<range.upperBound
    }.last
  }
}

extension SceneSource {
  /// The assets that it shows as they were, in the order of the file.
  /// - Throws: `SceneError.badValue` for what names no version of the asset that is its key.
  var versions: [SceneVersion] {
    get throws {
      try cast.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }.map { key, entry in
        guard let name = try? NamedVersion(typed: entry.text), (try? Handle(key)) == name.asset
        else {
          let bare = key.hasPrefix("@") ? String(key.dropFirst()) : key
          throw TroupeError.scene(
            .badValue(
              TextPlace(self.name, line: entry.line), key: "cast.\(bare)", value: entry.text,
              expected: "a version of that asset, as in @\(bare)#3"))
        }
        return SceneVersion(name, line: entry.line)
      }
    }
  }
}
