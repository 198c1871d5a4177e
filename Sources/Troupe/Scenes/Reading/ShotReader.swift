internal import Foundation

/// Reads shots of one scene.
struct ShotReader {
  let source: SceneSource
  /// The ids of all its shots.
  let ids: Set<String>
  /// What they are called, by their ids.
  let titles: [String: String]
  let folder: URL?
  let snippets: [String: String]

  /// The shot of `raw`, over the defaults of the scene.
  /// - Throws: `SceneError` with the line of what is wrong.
  func shot(_ raw: SceneSource.Shot, id: String) throws -> Shot {
    let entries = source.defaults.merging(raw.entries) { _, own in own }
    let reader = EntryReader(file: source.name, line: raw.line, entries: entries, folder: folder)
    guard let written = reader.text("prompt"), !written.allSatisfy(\.isWhitespace) else {
      throw TroupeError.scene(.noPrompt(TextPlace(source.name, line: raw.line), shot: id))
    }
    let words = PromptExpansion(
      snippets: snippets, variables: try variables(reader), place: reader.place("prompt"))
    return Shot(
      id: id, line: raw.line, title: reader.text("title"), prompt: try words.expand(written),
      written: written, edit: try edit(reader), after: try after(reader),
      takes: try reader.number("takes", 1...100) ?? 1, looks: try looks(reader),
      options: try options(reader))
  }

  private func variables(_ reader: EntryReader) throws -> [String: String] {
    source.variables.mapValues(\.text).merging(try reader.table("variables").mapValues(\.text)) {
      _, own in own
    }
  }

  private func looks(_ reader: EntryReader) throws -> [NamedLook] {
    let named = try reader.table("look").sorted { $0.key < $1.key }
    return try named.compactMap { name, entry in
      guard !entry.text.isEmpty else { return nil }
      do {
        return NamedLook(try Handle(name), look: entry.text)
      } catch TroupeError.catalog(.invalidHandle(_, let reason)) {
        throw reader.bad("look.\(name)", entry.text, "\(name) is no handle: \(reason)")
      }
    }
  }

  private func edit(_ reader: EntryReader) throws -> ShotSource? {
    guard let text = reader.text("edit") else { return nil }
    if ids.contains(text) { return .shot(text) }
    let image = try reader.image("edit", text)
    if case .prefix = image, !Self.isLikeID(text) { throw unknown(text, reader.place("edit")) }
    return .image(image)
  }

  /// Whether it may be the beginning of a generation's identifier, or of an image's digest.
  private static func isLikeID(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9A-Za-z]{6,64}(?:\/[0-9]+)?/) != nil
      && text.contains(where: \.isNumber)
  }

  private func after(_ reader: EntryReader) throws -> [ShotInput] {
    try (reader.entries["after"]?.all ?? []).filter { !$0.isEmpty }.map { text in
      if ids.contains(text) { return ShotInput(text) }
      let parts = text.split(separator: ":", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard let shot = parts.first, ids.contains(shot) else {
        throw unknown(parts.first ?? text, reader.place("after"))
      }
      guard parts.count == 2, let role = Role(rawValue: parts[1]), role != .parent else {
        let roles = Role.allCases.filter { $0 != .parent }.map(\.rawValue)
        throw reader.bad(
          "after", text, "behind a shot can stand \(roles.joined(separator: ", "))")
      }
      return ShotInput(shot, role: role)
    }
  }

  private func unknown(_ shot: String, _ place: TextPlace) -> TroupeError {
    let shot = String(shot.prefix(64))
    // One that is called so has an id of its own.
    let titled = ids.filter { titles[$0]?.lowercased() == shot.lowercased() }.sorted()
    let nearest = titled.isEmpty ? Spelling.nearest(to: shot, among: ids.sorted()) : titled
    return .scene(.unknownShot(place, shot: shot, nearest: nearest))
  }

  private func options(_ reader: EntryReader) throws -> GenerateOptions {
    var options = GenerateOptions()
    options.model = reader.text("model")
    options.aspect = try reader.value("aspect", expected: "it is a ratio, as in 16:9") {
      AspectRatio.value($0) == nil ? nil : $0
    }
    options.size = reader.text("size")
    options.seed = try reader.number("seed", Int.min...Int.max)
    options.options = try reader.table("option").mapValues(\.text)
    for key in ["thinking", "search"] {
      if let text = reader.text(key) { options.options[key] = text.replacing(" ", with: "") }
    }
    options.references = try reader.list("ref") { try reader.input("ref", $0) }
    options.mask = try reader.value("mask") { try reader.image("mask", $0) }
    options.uris = try reader.list("uri") { try ImageAddress(typed: $0) }
    options.without = try reader.list("without") { try Handle($0) }
    options.with = try reader.list("with") { try NamedLook(typed: $0) }
    options.views = try reader.list("view") { try ViewWish($0) }
    options.versions = try reader.list("as") { try NamedVersion(typed: $0) }
    options.withoutTraits = try reader.list("without_trait") { $0 }
    options.withoutAdapters = try reader.list("without_adapter") { try Handle($0) }
    options.omitsDescriptions = try reader.flag("no_descriptions")
    options.allowsBlank = try reader.flag("allow_blank")
    options.usesHardLimits = try reader.flag("stretch")
    options.isBatch = try reader.flag("batch")
    options.shot = try reader.number("shot", StoryTime.shots)
    let all = Overflow.allCases.map(\.rawValue).joined(separator: ", ")
    options.overflow =
      try reader.value("overflow", expected: "it is one of \(all)", Overflow.init(rawValue:))
      ?? .fail
    options.maxCost = try reader.value("max_cost", expected: "it is US dollars, 0 or more") {
      Double($0).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }
    return options
  }
}
