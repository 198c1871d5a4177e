package import TroupeVocabulary

/// An asset with all that a prompt may call it.
package struct NamedAsset: Hashable, Sendable {
  /// Its handle.
  package let handle: Handle
  /// The names of its looks.
  package let looks: [String]
  /// Its other names.
  package let aliases: [String]
  /// How people call it; empty for a handle that is only kept for an older prompt.
  package let name: String

  /// An asset by what it is called.
  package init(_ handle: Handle, looks: [String] = [], aliases: [String] = [], name: String = "") {
    self.handle = handle
    self.looks = looks
    self.aliases = aliases
    self.name = name
  }

  /// `asset`, also under the handle that it had then.
  package init(_ asset: Asset, called handle: Handle? = nil) {
    self.init(
      handle ?? asset.handle, looks: asset.looks.map(\.name), aliases: asset.aliases,
      name: asset.name)
  }
}

/// Who is meant by a word: handles before aliases, aliases before names.
package struct CastNames: Sendable {
  /// The words of one rank, by key.
  private typealias Words = [String: [NamedAsset]]

  /// Handles, aliases and names, first rank first.
  private let ranks: [Words]
  /// The most characters of one of them.
  let longest: Int
  /// The most words of one of them.
  let mostWords: Int
  /// Every asset, once for each handle.
  let assets: [NamedAsset]

  /// Characters of the longest name that a mention is compared with.
  private static let longestName = 128

  /// What `assets` are called.
  package init(_ assets: [NamedAsset]) {
    var (handles, aliases, names): (Words, Words, Words) = ([:], [:], [:])
    var seen: Set<Handle> = []
    let assets = assets.filter { seen.insert($0.handle).inserted }
    var longest = Handle.longest
    var mostWords = 1
    for asset in assets {
      handles[asset.handle.key] = [asset]
      for (text, isAlias) in asset.aliases.map({ ($0, true) }) + [(asset.name, false)] {
        let key = Self.key(text)
        guard Self.isUsable(key), key != asset.handle.key else { continue }
        longest = max(longest, key.count)
        mostWords = max(mostWords, key.split(whereSeparator: \.isWhitespace).count)
        if isAlias {
          aliases[key, default: []].append(asset)
        } else {
          names[key, default: []].append(asset)
        }
      }
    }
    self.assets = assets
    self.longest = longest
    self.mostWords = mostWords
    ranks = [handles, aliases, names]
  }

  /// `last` means the newest generation wherever a handle can stand.
  private static func isUsable(_ key: String) -> Bool {
    !key.isEmpty && key != "last" && key.count <= longestName
  }

  /// `text` as names are compared: folded, white space as one space.
  static func key(_ text: some StringProtocol) -> String { Handle.nameKey(text) }

  /// The asset that `text` means; `nil` where it means none.
  /// - Throws: `CatalogError.ambiguousName` where several have this name.
  func asset(_ text: some StringProtocol) throws(TroupeError) -> NamedAsset? {
    let key = Self.key(text)
    for rank in ranks {
      guard let found = rank[key], let first = found.first else { continue }
      if found.count > 1 { throw .catalog(.ambiguous(String(text), found.map(\.handle))) }
      return first
    }
    return nil
  }

  /// The handles of assets with a name that is spelled nearly like `text`.
  func nearest(to text: String) -> [String] {
    let words = ranks.reduce(into: Words()) { $0.merge($1) { first, _ in first } }
    var handles: [String] = []
    for key in Spelling.nearest(to: Self.key(text), among: words.keys) {
      for asset in words[key] ?? [] where !handles.contains(asset.handle.text) {
        handles.append(asset.handle.text)
      }
    }
    return handles
  }
}

extension CatalogError {
  /// `text` is the name of each of `handles`.
  static func ambiguous(_ text: String, _ handles: [Handle]) -> CatalogError {
    .ambiguousName(text, handles: handles.map(\.text).sorted())
  }
}
