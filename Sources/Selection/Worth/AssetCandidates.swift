internal import Foundation
package import TroupeVocabulary

/// An asset with all its references that may be chosen.
package struct AssetCandidates: Hashable, Sendable {
  /// The asset.
  package let asset: Asset
  /// Its references in any order; retired ones are passed over.
  package let references: [Reference]
  /// Groups of nearly the same picture, of which at most one is chosen.
  package let twins: [[Digest]]
  /// Variance of the Laplacian by picture, where it was measured.
  package let sharpness: [Digest: Double]

  /// The candidates of one asset.
  package init(
    asset: Asset, references: [Reference], twins: [[Digest]] = [],
    sharpness: [Digest: Double] = [:]
  ) {
    self.asset = asset
    self.references = references
    self.twins = twins
    self.sharpness = sharpness
  }

  /// Each usable picture once: pinned first, then by rank, import time and digest.
  var inOrder: [Reference] {
    let keys = references.indices.lazy.filter { references[$0].retiredAt == nil }.map {
      SortKey(references, $0)
    }
    let sorted = keys.sorted { precedes($0, $1) }
    var seen: Set<Digest> = []
    seen.reserveCapacity(sorted.count)
    let order = sorted.map(\.index).filter { seen.insert(references[$0].digest).inserted }
    // As a catalogue hands them over: then there is nothing to copy.
    return order.elementsEqual(references.indices) ? references : order.map { references[$0] }
  }

  /// What orders a picture, small enough to be moved about quickly.
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

  /// The one that is this picture.
  func reference(_ picture: Digest) -> Reference? { references.first { $0.digest == picture } }

  /// The group of each of `references`: those in none are groups of their own.
  func groups(of references: [Reference]) -> [Int] {
    var groups = references.indices.map { twins.count + $0 }
    guard !twins.isEmpty else { return groups }
    var places: [Digest: Int] = [:]
    places.reserveCapacity(references.count)
    for index in references.indices { places[references[index].digest] = index }
    for (number, group) in twins.enumerated() {
      for digest in group {
        guard let place = places[digest], groups[place] >= twins.count else { continue }
        groups[place] = number
      }
    }
    return groups
  }
}

extension [AssetCandidates] {
  /// Handles and look names, as `Mentions` wants them; looks that only references name are among
  /// them.
  var known: [Handle: [String]] {
    Dictionary(
      map { one in
        var looks = one.asset.looks.map(\.name)
        var others: Set<String> = []
        for reference in one.references {
          if let look = reference.look, !looks.contains(look) { others.insert(look) }
        }
        looks += others.sorted()
        return (one.asset.handle, looks)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The candidates of the asset called `handle`.
  func of(_ handle: Handle) -> AssetCandidates? { first { $0.asset.handle == handle } }
}
