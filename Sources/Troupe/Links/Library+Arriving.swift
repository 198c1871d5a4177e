internal import Foundation
internal import TroupeCatalog

extension Library {
  /// An asset of this library on its way into another one.
  /// - Parameter generations: those that the other one has too, which alone references may name as where they come from.
  func arriving(_ asset: Asset, naming generations: Set<ULID>) async throws -> ArrivingAsset {
    let objects = services.objects
    let references = try await services.catalog.references(
      of: asset.handle, includeRetired: false)
    let types = try await sourceTypes(of: references)
    let arriving = references.map { reference in
      let origin = reference.origin.flatMap { generations.contains($0.generation) ? $0 : nil }
      let type = types[reference.source] ?? reference.image.type
      return ArrivingReference(
        reference: reference.coming(from: origin),
        image: {
          try objects.readChecked(
            reference.digest, fileExtension: reference.image.type.fileExtension)
        },
        source: { try objects.readChecked(reference.source, fileExtension: type.fileExtension) })
    }
    var release: ArrivingRelease?
    if let kept = asset.release {
      let ending = (kept.path as NSString).pathExtension
      release = ArrivingRelease(
        fileName: kept.fileName, addedAt: kept.addedAt,
        bytes: try objects.readChecked(kept.digest, fileExtension: ending), fileExtension: ending)
    }
    return ArrivingAsset(asset: asset, references: arriving, release: release)
  }

  /// The types of the files that `references` were made from.
  func sourceTypes(of references: [Reference]) async throws -> [Digest: MediaType] {
    try await services.catalog.sourceTypes(of: references.map(\.source))
  }
}

extension Reference {
  /// The same, said to come from `origin`.
  fileprivate func coming(from origin: OutputID?) -> Reference {
    Reference(
      image: image, source: source, fileName: fileName, asset: asset, kind: kind, view: view,
      look: look, caption: caption, tags: tags, isPinned: isPinned, rank: rank, origin: origin,
      importedAt: importedAt)
  }
}
