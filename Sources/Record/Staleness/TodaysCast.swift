internal import TroupeVocabulary

/// The assets as they are, to compare with what was said of them.
struct TodaysCast {
  private let assets: [ULID: Asset]

  init(_ assets: [Asset]) {
    self.assets = Dictionary(assets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The asset; `nil` where it was removed.
  func inUse(_ id: ULID) -> Asset? { assets[id].flatMap { $0.removedAt == nil ? $0 : nil } }

  /// How an asset differs of which this was said.
  /// - Parameter handle: what it was called then; `nil` where that does not matter.
  func differences(
    of id: ULID, called handle: Handle?, _ description: String, _ traits: [String]
  ) -> [Staleness] {
    guard let now = inUse(id) else {
      let name = assets[id]?.handle ?? handle ?? "removed"
      return [
        Staleness(
          NamedLook(name), .asset, before: "\(handle ?? name)", after: "",
          .removed(assets[id]?.removedAt))
      ]
    }
    // Of which shot it was said is not known here: what holds at one of them is no difference.
    let said = Said(description: description, traits: traits)
    let all = said.differences(
      from: Said(description: now.description, traits: now.traits), NamedLook(now.handle))
    let isOfAShot = Set(now.traitStarts?.values.map(\.self) ?? []).contains { start in
      let then = Said(description: now.description, traits: now.traits(atShot: start - 1))
      return said.differences(from: then, NamedLook(now.handle)).isEmpty
    }
    return isOfAShot ? [] : all
  }

  /// How these looks of an asset differ; of one that was removed they do not.
  func differences(of id: ULID, _ looks: [Look]) -> [Staleness] {
    guard let asset = inUse(id) else { return [] }
    return looks.flatMap { look in
      let now = asset.looks(named: [look.name]).first ?? Look(name: look.name)
      return Said(description: look.description, traits: look.traits).differences(
        from: Said(description: now.description, traits: now.traits),
        NamedLook(asset.handle, look: look.name))
    }
  }
}

/// The words about an asset or a look. Composed and decomposed letters are equal, as are all kinds of white space; the order of
/// traits says nothing.
private struct Said {
  let description: String
  let traits: [String]

  func differences(from now: Said, _ name: NamedLook) -> [Staleness] {
    var found: [Staleness] = []
    if Self.plain(description) != Self.plain(now.description) {
      found.append(
        Staleness(
          name, .description, before: description, after: now.description, .assetChanged))
    }
    let (gone, come) = (without(now), now.without(self))
    if !gone.isEmpty || !come.isEmpty {
      found.append(
        Staleness(
          name, .traits, before: gone.joined(separator: "; "), after: come.joined(separator: "; "),
          .assetChanged))
    }
    return found
  }

  /// The traits that `other` lacks.
  private func without(_ other: Said) -> [String] {
    let known = Set(other.traits.map(Self.plain))
    return traits.filter { trait in
      let plain = Self.plain(trait)
      return !plain.isEmpty && !known.contains(plain)
    }
  }

  /// Strings that are canonically equivalent are equal.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
