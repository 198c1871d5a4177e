internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// Writes an asset of another library, inside a write transaction.
struct ArrivalWriter {
  private let writer: AssetWriter
  private let arriving: ArrivingAsset
  /// Those whose bytes are on disk, by their digests.
  private let pictures: [Digest: StagedReference]
  private let entropy: UInt128
  private let library: String?

  init(
    _ writer: AssetWriter, _ arriving: ArrivingAsset, _ pictures: [Digest: StagedReference],
    entropy: UInt128, library: String?
  ) {
    (self.writer, self.arriving, self.pictures) = (writer, arriving, pictures)
    (self.entropy, self.library) = (entropy, library)
  }

  private var connection: Connection { writer.connection }

  func write(as form: ArrivalForm) throws -> Arrived {
    switch form {
    case .new(let handle): return try insert(handle)
    case .merged(let handle):
      let asset = try AssetReader(connection).asset(handle)
      return try writer.keepingVersions(of: [asset.id]) { try merge(into: asset) }
    case .replacing(let handle, let isWhole):
      let asset = try AssetReader(connection).asset(handle)
      return try writer.keepingVersions(of: [asset.id]) {
        try replace(asset, isWhole: isWhole)
      }
    }
  }

  private func insert(_ handle: Handle) throws -> Arrived {
    let came = arriving.asset
    // The same id means the same asset; where that is here under another handle, this one is another.
    let isFree = try connection.row("SELECT 1 FROM asset WHERE id = ?", came.id) == nil
    let (aliases, notes) = try freeAliases(came.aliases, exceptBy: nil)
    let asset = Asset(
      id: isFree ? came.id : ULID(at: writer.now, entropy: entropy), handle: handle,
      kind: came.kind, aliases: aliases, name: Catalog.name(came.name, for: handle),
      description: came.description, traits: came.traits, traitStarts: came.traitStarts,
      tags: came.tags, createdAt: came.createdAt, likeness: came.likeness)
    try writer.insert(asset)
    if let library {
      try connection.execute(
        "INSERT INTO linked_asset (asset, origin, library) VALUES (?, ?, ?)", asset.id, came.id,
        library)
    }
    for look in came.looks { try set(look, of: asset) }
    let added = try addPictures(to: try reread(asset)).added
    try setRelease(of: asset)
    return Arrived(asset: try reread(asset), added: added, known: 0, notes: notes)
  }

  private func merge(into asset: Asset) throws -> Arrived {
    let came = arriving.asset
    var notes: [String] = []
    if asset.description.isEmpty, !came.description.isEmpty {
      try connection.updateDigested(
        "asset", set: ["description": try AssetWriter.bounded(came.description, "description")],
        where: "id = ?", asset.id)
    }
    if asset.traits.isEmpty {
      try writer.setTraits(came.traits, starts: came.traitStarts ?? [:], of: asset.id)
    } else if came.traits != asset.traits {
      notes.append("its traits there are others, and stay as they are here")
    }
    let (aliases, taken) = try freeAliases(came.aliases, exceptBy: asset.id)
    for alias in aliases { try writer.add(Alias(alias), to: asset) }
    try writer.setTags(asset.tags + came.tags, of: asset.id)
    let own = Set(asset.looks.map { Handle.folded($0.name) })
    for look in came.looks where !own.contains(Handle.folded(look.name)) {
      try set(look, of: try reread(asset))
    }
    if asset.release == nil { try setRelease(of: asset) }
    let (added, known) = try addPictures(to: try reread(asset))
    return Arrived(
      asset: try reread(asset), added: added, known: known, notes: taken + notes)
  }

  private func replace(_ asset: Asset, isWhole: Bool) throws -> Arrived {
    let came = arriving.asset
    try connection.updateDigested(
      "asset",
      set: [
        "name": try AssetWriter.bounded(Catalog.name(came.name, for: asset.handle), "name"),
        "description": try AssetWriter.bounded(came.description, "description"),
        "likeness": came.likeness?.rawValue,
      ], where: "id = ?", asset.id)
    let (aliases, notes) = try freeAliases(came.aliases, exceptBy: asset.id)
    try writer.setAliases(aliases, of: asset)
    try writer.setTraits(came.traits, starts: came.traitStarts ?? [:], of: asset.id)
    try writer.setTags(came.tags, of: asset.id)
    for look in came.looks { try set(look, of: try reread(asset)) }
    if isWhole {
      try removeOtherLooks(of: asset)
      try retireOthers(of: asset)
      if arriving.release == nil, asset.release != nil { try writer.removeRelease(of: asset.id) }
    }
    let (added, known) = try addPictures(to: try reread(asset), settingFacts: true)
    if let release = arriving.release, asset.release?.digest != Digest(hashing: release.bytes) {
      try setRelease(of: asset)
    }
    return Arrived(asset: try reread(asset), added: added, known: known, notes: notes)
  }

  private func reread(_ asset: Asset) throws -> Asset {
    try AssetReader(connection).asset(asset.id)
  }
}

// MARK: Parts

extension ArrivalWriter {
  /// Those of `aliases` that no other asset has, and notes on the others.
  private func freeAliases(
    _ aliases: [String], exceptBy owner: ULID?
  ) throws -> ([String], notes: [String]) {
    var (free, notes): ([String], [String]) = ([], [])
    for alias in aliases {
      let key = try Alias(alias).key
      if let taken = try AssetReader(connection).owner(of: key), taken.id != owner {
        notes.append("the alias '\(alias)' is left out: \(taken.handle) has it")
      } else {
        free.append(alias)
      }
    }
    return (free, notes)
  }

  private func set(_ look: Look, of asset: Asset) throws {
    let name = try Handle(look.name)
    if try writer.removal(of: name, asset.id)?.isRemoved == true {
      try connection.updateDigested(
        "look", set: ["removed_at": nil], where: "asset = ? AND name_key = ?", asset.id, name.key)
    }
    let key = try writer.lookKey(name, of: asset)
    // One that is merged into may have other traits.
    let own = Set(asset.traits.map(Handle.nameKey))
    try writer.setLook(
      key, of: asset,
      LookDetails(
        description: look.description, traits: look.traits,
        droppedTraits: look.droppedTraits.filter { own.contains(Handle.nameKey($0)) },
        tags: look.tags, fromShot: look.fromShot ?? 0))
  }

  /// Adds the pictures that `asset` does not have; those that it has come back into use.
  /// - Parameter settingFacts: whether what is said of those, and their order, becomes what is said there.
  private func addPictures(
    to asset: Asset, settingFacts: Bool = false
  ) throws -> (added: Int, known: Int) {
    var (added, known) = (0, 0)
    for one in arriving.references {
      let reference = one.reference
      let row = try connection.row(
        "SELECT id FROM reference WHERE asset = ? AND digest = ?", asset.id, reference.digest)
      if let row {
        known += 1
        try keep(reference, row: try row.int("id"), of: asset, settingFacts: settingFacts)
      } else if let staged = pictures[reference.digest] {
        try staged.nameFiles(connection, at: writer.now)
        try writer.insert(reference, staged, into: asset)
        added += 1
      }
    }
    if settingFacts {
      try writer.orderReferences(arriving.references.map(\.reference.digest), of: asset)
    }
    return (added, known)
  }

  private func keep(
    _ reference: Reference, row: Int, of asset: Asset, settingFacts: Bool
  ) throws {
    var columns: [String: (any SQLValue)?] = [:]
    columns.updateValue(nil, forKey: "retired_at")
    if settingFacts {
      columns.updateValue(reference.view?.rawValue, forKey: "view")
      columns.updateValue(
        try reference.look.flatMap { try writer.lookKey($0, of: asset) }, forKey: "look")
      columns["caption"] = try AssetWriter.bounded(reference.caption, "caption")
      columns["is_pinned"] = reference.isPinned
      try writer.setReferenceTags(reference.tags, of: row)
    }
    try connection.updateDigested("reference", set: columns, where: "id = ?", row)
  }

  /// Takes looks that it does not bring out of use, and puts the others in its order.
  private func removeOtherLooks(of asset: Asset) throws {
    let brought = Set(arriving.asset.looks.map { Handle.folded($0.name) })
    for look in asset.looks where !brought.contains(Handle.folded(look.name)) {
      try connection.updateDigested(
        "look", set: ["removed_at": writer.now], where: "asset = ? AND name_key = ?", asset.id,
        Handle.folded(look.name))
    }
    for (place, look) in arriving.asset.looks.enumerated() {
      try writer.setLook(
        Handle.folded(look.name), of: asset, LookDetails(order: place + 1))
    }
  }

  private func retireOthers(of asset: Asset) throws {
    let brought = Set(arriving.references.map(\.reference.digest))
    for one in try AssetReader(connection).references(of: asset, includeRetired: false)
    where !brought.contains(one.digest) {
      try connection.updateDigested(
        "reference", set: ["retired_at": writer.now], where: "asset = ? AND digest = ?", asset.id,
        one.digest)
    }
  }

  private func setRelease(of asset: Asset) throws {
    guard let release = arriving.release else { return }
    try writer.setRelease(
      Digest(hashing: release.bytes), byteCount: release.bytes.count,
      fileExtension: release.fileExtension, called: release.fileName, at: release.addedAt,
      of: asset.id)
  }
}
