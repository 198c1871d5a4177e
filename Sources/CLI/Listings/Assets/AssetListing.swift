import Troupe

/// Assets and references as people read them.
struct AssetListing {
  let library: Library

  /// In columns of the terminal: more than any text that the catalog takes. Another hand may have written more.
  private static let longest = 64 << 10

  func table(_ references: [Reference]) -> SafeText {
    let paths = StandardStream.output.takesLinks ? [] : ["FILE"]
    var table = Table(["REFERENCE", "SIZE", "VIEW", "LOOK", "", "CAPTION", "FROM"] + paths)
    for reference in references {
      let marks = [
        reference.isPinned ? "pinned" : nil, reference.retiredAt == nil ? nil : "retired",
      ].compactMap(\.self).joined(separator: ", ")
      let file = library.file(of: reference)
      table.add(
        [
          .init(reference.digest.short, file: file), "\(reference.width)×\(reference.height)",
          .init(reference.view?.rawValue ?? "–"), .init(reference.look ?? "–"), .init(marks),
          .init(reference.caption.truncated(to: 40)),
          .init(reference.origin?.description ?? reference.fileName),
        ] + paths.map { _ in .init(path: file.path) })
    }
    return table.text()
  }

  /// - Parameter library: the folder of the one that it comes from.
  func details(_ asset: Asset, from library: String? = nil) -> SafeText {
    let looks = asset.looks.flatMap { look -> [String] in
      let words = look.description.isEmpty ? "" : ": \(look.description)"
      var lines = ["\(asset.handle)/\(look.name)\(words)"]
      lines += look.traits.map { "trait: \($0)" }
      lines += look.droppedTraits.map { "without: \($0)" }
      if let shot = look.fromShot { lines.append("from shot \(shot)") }
      return lines
    }
    let starts = asset.traitStarts ?? [:]
    let traits = asset.traits.map { trait -> String in
      starts[trait].map { "\(trait) (from shot \($0))" } ?? trait
    }
    return "\(asset.handle, .strong)\n"
      + Self.rows([
        ("Kind", [asset.kind.rawValue]), ("Name", [asset.name]),
        ("Aliases", [asset.aliases.joined(separator: ", ")]),
        ("Description", [asset.description]),
        ("Traits", traits),
        ("Tags", [asset.tags.joined(separator: ", ")]), ("Looks", looks),
        ("Likeness", [asset.likeness?.rawValue ?? ""]),
        ("Release", asset.release.map { [$0.sentence, self.library.url(of: $0.path).path] } ?? []),
        ("Added", [asset.createdAt.asMinute]), ("Kept in", [library ?? ""]),
      ])
  }

  func details(_ look: Look, of asset: Asset) -> SafeText {
    "\("\(asset.handle)/\(look.name)", .strong)\n"
      + Self.rows([
        ("Look of", [asset.name]), ("Description", [look.description]), ("Traits", look.traits),
        ("Without", look.droppedTraits), ("Tags", [look.tags.joined(separator: ", ")]),
        ("From shot", [look.fromShot.map(String.init) ?? ""]),
      ])
  }

  private static func rows(_ all: [(label: String, values: [String])]) -> SafeText {
    var table = Table(["", ""])
    for (label, values) in all {
      for (index, value) in values.enumerated() where !value.isEmpty {
        table.add(
          .init(index == 0 ? label : "", .faint), .init(value.truncated(to: longest)))
      }
    }
    return table.text()
  }
}

extension Release {
  /// As in `agreement.pdf, 2f3a9c1d, added 2026-11-30`.
  fileprivate var sentence: String { "\(fileName), \(digest.short), added \(addedAt.asDay)" }
}
