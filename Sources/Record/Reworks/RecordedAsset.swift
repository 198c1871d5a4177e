internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// An asset as a generation used it: what was said of it then, and the pictures that could be chosen.
package struct RecordedAsset: Sendable {
  /// Its name, description and traits of then.
  package let asset: Asset
  /// Those chosen and those left out.
  package let pictures: Set<Digest>
}

extension GenerationReader {
  /// The assets that `id` mentions, as they were, by their handles of then.
  package func recordedCast(of id: ULID) throws -> [Handle: RecordedAsset] {
    let row = try connection.row("SELECT excluded_json FROM generation WHERE id = ?", id)
    let excluded = try row?.json([ExcludedReference].self, "excluded_json") ?? []
    let chosen = try GenerationDetailRows(connection, of: [id]).inputs[id] ?? []
    var pictures: [Handle: Set<Digest>] = [:]
    for one in excluded {
      if let handle = one.asset { pictures[handle, default: []].insert(one.reference) }
    }
    for input in chosen.map(\.chosen) {
      if let handle = input.asset { pictures[handle, default: []].insert(input.reference) }
      for part in input.sheet ?? [] {
        if let handle = part.asset { pictures[handle, default: []].insert(part.reference) }
      }
    }
    return Dictionary(
      try cast(of: id).map { member in
        let handle = member.asset.handle
        return (
          handle, RecordedAsset(asset: member.asset, pictures: pictures[handle] ?? [])
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}
