internal import Foundation
internal import TroupeCatalog
internal import TroupeInterchange

extension PackAsset {
  /// An asset as packs tell it.
  init(_ arriving: ArrivingAsset) {
    let asset = arriving.asset
    self.init(
      id: "\(asset.id)", handle: asset.handle.text, kind: asset.kind.rawValue, name: asset.name,
      createdAt: CanonicalJSON.text(of: asset.createdAt))
    aliases = asset.aliases
    description = asset.description
    traits = asset.traits
    traitStarts = asset.traitStarts ?? [:]
    tags = asset.tags.sorted()
    likeness = asset.likeness?.rawValue
    release = arriving.release.map {
      PackRelease(
        sha256: Digest(hashing: $0.bytes).hex, fileName: $0.fileName, byteCount: $0.bytes.count,
        addedAt: CanonicalJSON.text(of: $0.addedAt))
    }
    looks = asset.looks.map(PackLook.init)
    references = arriving.references.map { PackReference($0.reference) }
  }

  /// The same on its way into this library.
  /// - Throws: `PackError.refused`.
  func arriving(from pack: OpenPack) throws -> ArrivingAsset {
    let handle = try Handle(handle)
    guard let id = ULID(id), let kind = Kind(rawValue: kind),
      let created = try? CanonicalJSON.moment(createdAt)
    else { throw TroupeError.refusing(pack.name, PackFault(.wrongType, at: handle.text)) }
    let asset = Asset(
      id: id, handle: handle, kind: kind, aliases: aliases, name: name, description: description,
      traits: traits, traitStarts: traitStarts.isEmpty ? nil : traitStarts, tags: tags,
      looks: looks.map(Look.init), createdAt: created,
      likeness: likeness.flatMap(Likeness.init))
    return ArrivingAsset(
      asset: asset,
      references: try references.filter { $0.retiredAt == nil }.map {
        try $0.arriving(of: asset, from: pack)
      }, release: try release.map { try $0.arriving(from: pack) })
  }
}

extension PackLook {
  fileprivate init(_ look: Look) {
    self.init(name: look.name)
    description = look.description
    traits = look.traits
    droppedTraits = look.droppedTraits
    tags = look.tags.sorted()
    fromShot = look.fromShot
  }
}

extension Look {
  fileprivate init(_ look: PackLook) {
    self.init(
      name: look.name, description: look.description, traits: look.traits,
      droppedTraits: look.droppedTraits, tags: look.tags, fromShot: look.fromShot)
  }
}

extension PackReference {
  fileprivate init(_ reference: Reference) {
    self.init(
      sha256: reference.digest.hex, width: reference.width, height: reference.height,
      type: reference.image.type.rawValue,
      source: Source(sha256: reference.source.hex, fileName: reference.fileName),
      importedAt: CanonicalJSON.text(of: reference.importedAt))
    view = reference.view?.rawValue
    look = reference.look
    caption = reference.caption
    tags = reference.tags.sorted()
    isPinned = reference.isPinned
    origin = reference.origin.map { "\($0)" }
  }

  fileprivate func arriving(of asset: Asset, from pack: OpenPack) throws -> ArrivingReference {
    guard let digest = Digest(sha256), let source = Digest(source.sha256),
      let type = MediaType(rawValue: type), let imported = try? CanonicalJSON.moment(importedAt)
    else { throw TroupeError.refusing(pack.name, PackFault(.wrongType, at: sha256)) }
    let file = try pack.file(sha256)
    let (image, original) = (sha256, self.source.sha256)
    let reference = Reference(
      image: StoredImage(
        digest: digest, type: type, width: width, height: height, byteCount: file.byteCount),
      source: source, fileName: self.source.fileName, asset: asset.handle, kind: asset.kind,
      view: view.map(View.init(rawValue:)), look: look, caption: caption, tags: tags,
      isPinned: isPinned, rank: 0, origin: origin.flatMap { OutputID($0) },
      importedAt: imported)
    return ArrivingReference(
      reference: reference, image: { try pack.bytes(of: image) },
      source: { try pack.bytes(of: original) })
  }
}

extension PackRelease {
  fileprivate func arriving(from pack: OpenPack) throws -> ArrivingRelease {
    let file = try pack.file(sha256)
    guard let added = try? CanonicalJSON.moment(addedAt) else {
      throw TroupeError.refusing(pack.name, PackFault(.wrongType, at: fileName))
    }
    return ArrivingRelease(
      fileName: fileName, addedAt: added, bytes: try pack.bytes(of: sha256),
      fileExtension: (file.path as NSString).pathExtension)
  }
}
