internal import Foundation
package import TroupeVocabulary

/// An asset with the references that may be chosen for it.
package struct AssetCandidates: Hashable, Sendable {
  /// The asset.
  package let asset: Asset
  /// Its references in any order; retired ones are ignored.
  package let references: [Reference]
  /// Groups of near-duplicate pictures; at most one of each group is chosen.
  package let nearDuplicates: [[Digest]]
  /// Sharpness by picture, as the variance of the Laplacian of 8-bit luminance; absent if not measured.
  package let sharpness: [Digest: Double]

  /// The candidates of one asset.
  package init(
    asset: Asset, references: [Reference], nearDuplicates: [[Digest]] = [],
    sharpness: [Digest: Double] = [:]
  ) {
    self.asset = asset
    self.references = references
    self.nearDuplicates = nearDuplicates
    self.sharpness = sharpness
  }

  /// Each usable picture once, in the order that breaks ties: pinned first, then by rank, import time
  /// and digest.
  var inOrder: [Reference] {
    let keys = references.indices.lazy.filter { references[$0].retiredAt == nil }.map {
      SortKey(references, $0)
    }
    let sorted = keys.sorted { precedes($0, $1) }
    var seen: Set<Digest> = []
    seen.reserveCapacity(sorted.count)
    let order = sorted.map(\.index).filter { seen.insert(references[$0].digest).inserted }
    // A catalog returns them in this order: then there is nothing to copy.
    return order.elementsEqual(references.indices) ? references : order.map { references[$0] }
  }

  /// What determines a picture's order; smaller than a reference and so faster to sort.
  private struct SortKey {
    let isPinned: Bool
    let rank: Int
    let importedAt: Double
    let index: Int

    init(_ references: [Reference], _ index: Int) {
      isPinned = references[index].isPinned
      rank = references[index].rank
      importedAt = references[index].importedAt.timeIntervalSinceReferenceDate
      self.index = index
    }
  }

  private func precedes(_ left: SortKey, _ right: SortKey) -> Bool {
    if left.isPinned != right.isPinned { return left.isPinned }
    if left.rank != right.rank { return left.rank < right.rank }
    if left.importedAt != right.importedAt { return left.importedAt < right.importedAt }
    return references[left.index].digest < references[right.index].digest
  }

  /// The reference with this picture.
  func reference(_ picture: Digest) -> Reference? { references.first { $0.digest == picture } }

  /// The time of day of the place in this picture, by its tags.
  func time(of picture: Digest) -> TimeOfDay? {
    guard asset.kind == .place else { return nil }
    return reference(picture)?.tags.lazy.compactMap { TimeOfDay(rawValue: $0.foldedKey) }.first
  }

  /// For each of `references` the number of its group of near-duplicates; a picture without any is a
  /// group of its own.
  func duplicateGroups(of references: [Reference]) -> [Int] {
    var groups = references.indices.map { nearDuplicates.count + $0 }
    guard !nearDuplicates.isEmpty else { return groups }
    var indices: [Digest: Int] = [:]
    indices.reserveCapacity(references.count)
    for index in references.indices { indices[references[index].digest] = index }
    for (number, group) in nearDuplicates.enumerated() {
      for digest in group {
        guard let index = indices[digest], groups[index] >= nearDuplicates.count else { continue }
        groups[index] = number
      }
    }
    return groups
  }
}

extension [AssetCandidates] {
  /// Handles with look names, as `ParsedPrompt` takes them; looks that only references name are
  /// included.
  package var known: [Handle: [String]] {
    Dictionary(
      map { candidates in
        var looks = candidates.asset.looks.map(\.name)
        var others: Set<String> = []
        for reference in candidates.references {
          if let look = reference.look, !looks.contains(look) { others.insert(look) }
        }
        looks += others.sorted()
        return (candidates.asset.handle, looks)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The candidates of the asset called `handle`.
  func of(_ handle: Handle) -> AssetCandidates? { first { $0.asset.handle == handle } }
}
