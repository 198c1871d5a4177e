internal import Foundation
internal import TroupeRecord
internal import TroupeSelection
internal import TroupeVocabulary

extension RecordedAsset {
  /// It as it was, with those of its pictures that are still there; looks are as they are `now`.
  func candidates(_ now: Asset, _ references: [Reference]) -> AssetCandidates {
    var then = now.called(asset.handle)
    then.name = asset.name
    then.description = asset.description
    then.traits = asset.traits
    then.removedAt = nil
    return AssetCandidates(
      asset: then,
      references: references.filter { pictures.contains($0.digest) }
        .map { $0.called(asset.handle).inUse })
  }

  /// Where it is not as it is `now`.
  func differences(from now: Asset) -> [Adjustment] {
    let fields = [
      ("name", asset.name == now.name), ("description", asset.description == now.description),
      ("traits", asset.traits == now.traits),
    ].filter { !$0.1 }.map(\.0)
    var reasons: [String] = []
    if let removed = now.removedAt {
      reasons.append("it was removed on \(removed.formatted(.iso8601.year().month().day()))")
    }
    if !fields.isEmpty {
      reasons.append("its \(fields.joined(separator: " and ")) changed since")
    }
    return reasons.isEmpty
      ? []
      : [
        Adjustment(
          field: "asset", before: "\(asset.handle)", after: "as recorded",
          reason: reasons.joined(separator: "; "))
      ]
  }
}

extension Reference {
  /// What was retired since was none then.
  fileprivate var inUse: Reference {
    var reference = self
    reference.retiredAt = nil
    return reference
  }
}
