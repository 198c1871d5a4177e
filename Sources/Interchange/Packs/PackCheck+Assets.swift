extension PackCheck {
  /// Checks an asset by itself and against the files.
  func check(_ asset: PackAsset, at place: String) throws(PackFault) {
    try Self.require(.ulid, asset.id, "\(place).id")
    try Self.require(.handle, asset.handle, "\(place).handle")
    try Self.require(.kind, asset.kind, "\(place).kind")
    try Self.require(.moment, asset.createdAt, "\(place).created_at")
    try Self.requireText(asset.name, "\(place).name")
    try Self.requireText(asset.description, "\(place).description")
    try Self.requireList(.alias, asset.aliases, "\(place).aliases")
    try Self.requireList(.words, asset.traits, "\(place).traits")
    try Self.requireList(.words, asset.tags, "\(place).tags")
    if let likeness = asset.likeness {
      try Self.require(.likeness, likeness, "\(place).likeness")
    }
    try checkStarts(of: asset, at: "\(place).trait_starts")
    if let release = asset.release { try check(release, at: "\(place).release") }
    let looks = try checkedLooks(of: asset, at: "\(place).looks")
    try checkReferences(of: asset, looks: looks, at: "\(place).references")
    try checkAdapters(of: asset, looks: looks, at: "\(place).adapters")
  }

  private func checkStarts(of asset: PackAsset, at place: String) throws(PackFault) {
    let traits = Set(asset.traits)
    for (trait, shot) in asset.traitStarts.sorted(by: { $0.key < $1.key }) {
      guard traits.contains(trait) else { throw PackFault(.unknownTrait, at: place) }
      try Self.require(shot, in: PackBounds.shots, place)
    }
  }

  private func check(_ release: PackRelease, at place: String) throws(PackFault) {
    let file = try self.file(release.sha256, "\(place).sha256")
    try Self.require(.fileName, release.fileName, "\(place).file_name")
    try Self.require(.moment, release.addedAt, "\(place).added_at")
    guard release.byteCount == file.byteCount else {
      throw PackFault(.sizeDiffers(release.byteCount), at: "\(place).byte_count")
    }
  }

  /// - Returns: the keys of the looks.
  private func checkedLooks(
    of asset: PackAsset, at list: String
  ) throws(PackFault) -> Set<String> {
    try Self.bound(asset.looks.count, PackBounds.looks, list)
    var keys: Set<String> = []
    for (index, look) in asset.looks.enumerated() {
      let place = "\(list)[\(index)]"
      try Self.require(.handle, look.name, "\(place).name")
      guard keys.insert(PackForm.key(look.name)).inserted else {
        throw PackFault(.duplicate, at: "\(place).name")
      }
      try Self.requireText(look.description, "\(place).description")
      try Self.requireList(.words, look.traits, "\(place).traits")
      try Self.requireList(.words, look.droppedTraits, "\(place).dropped_traits")
      try Self.requireList(.words, look.tags, "\(place).tags")
      if let shot = look.fromShot {
        try Self.require(shot, in: PackBounds.shots, "\(place).from_shot")
      }
    }
    return keys
  }

  private func checkReferences(
    of asset: PackAsset, looks: Set<String>, at list: String
  ) throws(PackFault) {
    try Self.bound(asset.references.count, PackBounds.references, list)
    var digests: Set<String> = []
    for (index, reference) in asset.references.enumerated() {
      let place = "\(list)[\(index)]"
      try check(reference, looks: looks, at: place)
      guard digests.insert(reference.sha256).inserted else {
        throw PackFault(.duplicate, at: "\(place).sha256")
      }
    }
  }

  private func check(
    _ reference: PackReference, looks: Set<String>, at place: String
  ) throws(PackFault) {
    let image = try file(reference.sha256, "\(place).sha256")
    try Self.require(.imageType, reference.type, "\(place).type")
    guard image.type == reference.type else { throw PackFault(.typeDiffers, at: "\(place).type") }
    let source = try file(reference.source.sha256, "\(place).source.sha256")
    guard PackForm.imageType.holds(source.type) else {
      throw PackFault(.form(.imageType), at: "\(place).source.sha256")
    }
    try Self.require(.fileName, reference.source.fileName, "\(place).source.file_name")
    try Self.require(reference.width, in: 0...PackBounds.side, "\(place).width")
    try Self.require(reference.height, in: 0...PackBounds.side, "\(place).height")
    if let view = reference.view { try Self.require(.view, view, "\(place).view") }
    try check(look: reference.look, in: looks, at: place)
    try Self.requireText(reference.caption, "\(place).caption")
    try Self.requireList(.words, reference.tags, "\(place).tags")
    if let origin = reference.origin { try Self.require(.output, origin, "\(place).origin") }
    try Self.require(.moment, reference.importedAt, "\(place).imported_at")
    if let retired = reference.retiredAt {
      try Self.require(.moment, retired, "\(place).retired_at")
    }
  }

  private func checkAdapters(
    of asset: PackAsset, looks: Set<String>, at list: String
  ) throws(PackFault) {
    try Self.bound(asset.adapters.count, PackBounds.looks, list)
    for (index, adapter) in asset.adapters.enumerated() {
      let place = "\(list)[\(index)]"
      try Self.require(.adapterName, adapter.name, "\(place).name")
      try Self.require(.adapterName, adapter.model, "\(place).model")
      try Self.require(.adapterName, adapter.triggerWords, "\(place).trigger_words")
      if let base = adapter.base { try Self.requireText(base, "\(place).base") }
      guard adapter.weight > 0, adapter.weight <= 2 else {
        throw PackFault(.form(.weight), at: "\(place).weight")
      }
      try check(look: adapter.look, in: looks, at: place)
      try Self.require(.fileName, adapter.fileName, "\(place).file_name")
      try Self.require(.digest, adapter.sha256, "\(place).sha256")
      try Self.require(adapter.byteCount, in: 0...(1 << 50), "\(place).byte_count")
      try Self.require(.moment, adapter.addedAt, "\(place).added_at")
    }
  }

  private func check(
    look: String?, in looks: Set<String>, at place: String
  ) throws(PackFault) {
    guard let look else { return }
    try Self.require(.handle, look, "\(place).look")
    guard looks.contains(PackForm.key(look)) else {
      throw PackFault(.unknownLook, at: "\(place).look")
    }
  }

  private func file(_ digest: String, _ place: String) throws(PackFault) -> PackFile {
    try Self.require(.digest, digest, place)
    guard let file = files[digest] else { throw PackFault(.unknownFile, at: place) }
    return file
  }
}
