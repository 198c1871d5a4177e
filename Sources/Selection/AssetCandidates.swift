package import TroupeVocabulary

/// An asset with all its references that may be chosen.
package struct AssetCandidates: Hashable, Sendable {
  /// The asset.
  package let asset: Asset
  /// Its references in any order; retired ones are passed over.
  package let references: [Reference]

  /// The candidates of one asset.
  package init(asset: Asset, references: [Reference]) {
    self.asset = asset
    self.references = references
  }

  /// Each usable picture once: pinned first, then by rank, import time and digest.
  var inOrder: [Reference] {
    var seen: Set<Digest> = []
    return references.filter { $0.retiredAt == nil }.sorted { left, right in
      if left.isPinned != right.isPinned { return left.isPinned }
      return (left.rank, left.importedAt, left.digest) < (
        right.rank, right.importedAt, right.digest
      )
    }.filter { seen.insert($0.digest).inserted }
  }
}

extension [AssetCandidates] {
  /// Handles and look names, as `Mentions` wants them; looks that only references name are among
  /// them.
  var known: [Handle: [String]] {
    Dictionary(
      map { one in
        let looks = one.asset.looks.map(\.name)
        let others = Set(one.references.compactMap(\.look)).subtracting(looks).sorted()
        return (one.asset.handle, looks + others)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The candidates of the asset called `handle`.
  func of(_ handle: Handle) -> AssetCandidates? { first { $0.asset.handle == handle } }
}
