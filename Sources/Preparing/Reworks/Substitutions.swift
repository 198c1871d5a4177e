package import TroupeRecord
internal import TroupeSelection
package import TroupeVocabulary

/// What stands for what when an older request is prepared again.
package struct Substitutions: Sendable {
  /// New images, by the older image that each stands for.
  package let images: [OutputID: InputImage]
  /// The generation that is prepared again and those made from it: none of their images went into it.
  package let notBefore: Set<ULID>
  /// Handles as they were then, with what those assets are called now where that differs.
  package let handles: [Handle: Handle]
  /// By handle as they were then, what the assets were called that the request showed. Aliases and names mean these alone:
  /// one that was given to another asset since must not bring that in.
  package let names: [Handle: String]

  /// By handle as they were then, the assets as they were recorded, which stand for those of today; `nil` for today's.
  package let recorded: [Handle: RecordedAsset]?

  package init(
    images: [OutputID: InputImage], notBefore: Set<ULID>, handles: [Handle: Handle],
    names: [Handle: String] = [:], recorded: [Handle: RecordedAsset]? = nil
  ) {
    self.images = images
    self.recorded = recorded
    self.names = names
    self.notBefore = notBefore
    self.handles = handles
  }

  /// The candidates that were not made from the image that is rebuilt, and the verdicts on the others.
  func split(_ assets: [AssetCandidates]) -> ([AssetCandidates], [ExcludedReference]) {
    let isDescendant = { (reference: Reference) in
      reference.origin.map { notBefore.contains($0.generation) } ?? false
    }
    let usable = assets.map { asset in
      AssetCandidates(
        asset: asset.asset, references: asset.references.filter { !isDescendant($0) },
        nearDuplicates: asset.nearDuplicates, sharpness: asset.sharpness)
    }
    let excluded = assets.flatMap { asset in
      asset.references.filter(isDescendant).map { reference in
        ExcludedReference(
          depiction: reference.depiction, reference: reference.digest,
          reason: "left out: it was made from this image")
      }
    }
    return (usable, excluded)
  }
}

extension Asset {
  /// The same asset under another handle.
  func called(_ handle: Handle) -> Asset {
    var asset = self
    asset.handle = handle
    return asset
  }
}

extension Reference {
  /// The same picture of an asset under another handle.
  func called(_ handle: Handle) -> Reference {
    if asset == handle { return self }
    var reference = self
    reference.asset = handle
    return reference
  }
}

extension [Asset] {
  /// The asset that has this handle.
  func called(_ handle: Handle) -> Asset? { first { $0.handle == handle } }
}
