internal import TroupeDrawing
internal import TroupeImaging

/// What a model sheet says of an asset and its references.
struct SheetText {
  let asset: Asset
  /// The one look shown; `nil` for all.
  let look: String?
  let references: [Reference]

  var header: ContactSheet.Header {
    let name = look.map { $0.isEmpty ? "\(asset.handle)" : "\(asset.handle)/\($0)" }
    let count = references.count == 1 ? "1 reference" : "\(references.count) references"
    return ContactSheet.Header(
      title: asset.name,
      subtitle: [name ?? "\(asset.handle)", asset.kind.rawValue, count].sideBySide,
      description: asset.description, facts: facts)
  }

  private static let mostFacts = 24

  private var facts: [String] {
    let more = asset.traits.count - Self.mostFacts
    return asset.traits.prefix(Self.mostFacts) + (more > 0 ? ["and \(more) more"] : [])
  }

  func tile(_ reference: Reference, _ image: Raster) -> ContactSheet.Tile {
    let notes = [
      reference.isPinned ? "pinned" : nil, reference.digest.short,
      "\(reference.width)×\(reference.height)",
    ]
    // An only look is named in the header.
    let hasLooks = look == nil && references.contains { $0.look != nil }
    return ContactSheet.Tile(
      image: image, title: reference.view?.rawValue ?? "no view", caption: reference.caption,
      note: notes.compactMap(\.self).sideBySide,
      group: hasLooks ? reference.look ?? "usual look" : "", isMarked: reference.isPinned)
  }
}

extension [String] {
  /// Joined by dots; what runs from right to left in one does not reach into the next.
  var sideBySide: String { map { "\u{2068}\($0)\u{2069}" }.joined(separator: "  ·  ") }
}

extension ContactSheet {
  /// All words on it, for which fonts are needed.
  var text: String {
    let words = [header.title, header.subtitle, header.description] + header.facts
    return (words + tiles.flatMap { [$0.title, $0.caption, $0.note, $0.group] }).joined()
  }
}
