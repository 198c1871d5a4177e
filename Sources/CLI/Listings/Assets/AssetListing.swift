import Troupe

/// Assets and references as people read them.
struct AssetListing {
  let library: Library

  /// In columns of the terminal: more than any text that the catalog takes. Another hand may have written more.
  private static let longest = 64 << 10

  func table(_ references: [Reference]) -> SafeText {
    var table = Table(["REFERENCE", "SIZE", "VIEW", "LOOK", "", "FILE"])
    for reference in references {
      let marks = [
        reference.isPinned ? "pinned" : nil, reference.retiredAt == nil ? nil : "retired",
      ].compactMap(\.self).joined(separator: ", ")
      table.add(
        .init(reference.digest.short), "\(reference.width)×\(reference.height)",
        .init(reference.view?.rawValue ?? "–"), .init(reference.look ?? "–"), .init(marks),
        .init(library.file(of: reference).path))
    }
    return table.text()
  }

  func details(_ asset: Asset) -> SafeText {
    var table = Table(["", ""])
    func row(_ label: String, _ values: [String]) {
      for (index, value) in values.enumerated() where !value.isEmpty {
        table.add(
          .init(index == 0 ? label : "", .faint), .init(value.truncated(to: Self.longest)))
      }
    }
    row("Kind", [asset.kind.rawValue])
    row("Name", [asset.name])
    row("Aliases", [asset.aliases.joined(separator: ", ")])
    row("Description", [asset.description])
    row("Traits", asset.traits)
    row("Tags", [asset.tags.joined(separator: ", ")])
    row(
      "Looks",
      asset.looks.map { look in
        "\(asset.handle)/\(look.name)" + (look.description.isEmpty ? "" : ": \(look.description)")
      })
    row("Added", [asset.createdAt.asMinute])
    return "\(asset.handle, .strong)\n\(table.text())"
  }
}
