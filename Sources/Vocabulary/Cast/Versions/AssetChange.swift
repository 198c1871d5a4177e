/// One way in which a version of an asset differs from an earlier one.
public struct AssetChange: Codable, Hashable, Sendable {
  /// What of an asset can differ.
  public enum Subject: String, Codable, Hashable, Sendable, CaseIterable {
    /// How people and models call it.
    case name
    /// What it is, in words.
    case description
    /// What must not change; one change holds all of them.
    case traits
    /// A look, by its name: what is said of it.
    case look
    /// A picture, by its digest: what is said of it.
    case picture
  }

  /// What differs.
  public let subject: Subject
  /// The name of the look, or the digest of the picture; empty for what an asset has once.
  public let name: String
  /// As it was; `nil` where it was not there.
  public let before: String?
  /// As it became; `nil` where it is not there any more.
  public let after: String?

  init(_ subject: Subject, _ name: String, _ before: String?, _ after: String?) {
    self.subject = subject
    self.name = name
    self.before = before
    self.after = after
  }
}

extension AssetVersion {
  /// How it differs from `earlier`, a version of the same asset: words first, then looks, then pictures in order of arrival.
  public func changes(since earlier: AssetVersion) -> [AssetChange] {
    let (then, now) = (earlier.asset, asset)
    var changes: [AssetChange] = []
    if then.name != now.name { changes.append(AssetChange(.name, "", then.name, now.name)) }
    if then.description != now.description {
      changes.append(AssetChange(.description, "", then.description, now.description))
    }
    if then.facts != now.facts {
      changes.append(
        AssetChange(
          .traits, "", then.facts.without(now.facts).joined(separator: "; "),
          now.facts.without(then.facts).joined(separator: "; ")))
    }
    let (oldLooks, newLooks) = (then.looks.byName(\.name), now.looks.byName(\.name))
    for name in then.looks.map(\.name) + now.looks.map(\.name).without(then.looks.map(\.name))
    where oldLooks[name] != newLooks[name] {
      changes.append(AssetChange(.look, name, oldLooks[name]?.words, newLooks[name]?.words))
    }
    let (old, new) = (earlier.references.byName(\.digest), references.byName(\.digest))
    for digest in earlier.references.map(\.digest)
      + references.map(\.digest).without(earlier.references.map(\.digest))
    where old[digest]?.words != new[digest]?.words {
      changes.append(AssetChange(.picture, "\(digest)", old[digest]?.words, new[digest]?.words))
    }
    return changes
  }
}

extension Asset {
  /// Its traits, with the shots from which they hold.
  fileprivate var facts: [String] {
    traits.map { trait in traitStarts?[trait].map { "\(trait) from shot \($0) on" } ?? trait }
  }
}

extension Look {
  fileprivate var words: String {
    ([description] + traits + droppedTraits.map { "without \($0)" } + tags
      + [fromShot.map { "from shot \($0) on" } ?? ""])
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

extension Reference {
  fileprivate var words: String {
    ([view?.rawValue ?? "", look ?? "", caption] + tags + [isPinned ? "pinned" : ""])
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

extension Array where Element: Hashable {
  fileprivate func without(_ others: [Element]) -> [Element] {
    let others = Set(others)
    return filter { !others.contains($0) }
  }
}

extension Array {
  fileprivate func byName<Key: Hashable>(_ key: (Element) -> Key) -> [Key: Element] {
    Dictionary(map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }
}
