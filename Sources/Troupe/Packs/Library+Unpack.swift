public import Foundation
internal import TroupeCatalog
internal import TroupeImaging
internal import TroupeInterchange
internal import TroupeRecord

extension Library {
  /// What a pack would bring, and which of its assets have handles that others have here. Nothing is written.
  /// - Throws: `PackError`; `LibraryError.noFile`.
  @concurrent public func contents(ofPack file: URL) async throws -> PackReport {
    let pack = try OpenPack(at: file.localPath().description, name: file.lastPathComponent)
    var items: [PackReport.Item] = []
    for asset in pack.pack.assets { items.append(try await item(asset, of: pack)) }
    return PackReport(
      file: file.path, assets: items, generations: pack.generations.count,
      byteCount: pack.pack.files.reduce(0) { $0 + $1.byteCount }, notes: pack.notes.map(\.words))
  }

  /// Brings the assets and generations of a pack into this library. All of it is checked before any of it is used: a pack
  /// that breaks a rule is refused, and nothing of it stays.
  /// - Parameters:
  ///   - file: the pack.
  ///   - settlement: what becomes of assets whose handles others have here; `nil` refuses the pack then.
  ///   - settlements: the same of single assets, by their handles in the pack.
  ///   - onEvent: is told how many pictures of all were dealt with.
  /// - Returns: what came in. What is here already as it is there stays as it is.
  /// - Throws: `PackError`; `LibraryError.noFile`; `.image` for a picture that cannot be read;
  ///   `CatalogError.linkedAsset` for one that another library keeps.
  @discardableResult
  @concurrent public func unpack(
    _ file: URL, conflicts settlement: PackSettlement? = nil,
    settling settlements: [Handle: PackSettlement] = [:],
    onEvent: @Sendable @escaping (WorkEvent) -> Void = { _ in }
  ) async throws -> UnpackReport {
    let pack = try OpenPack(at: file.localPath().description, name: file.lastPathComponent)
    var (known, taken): ([Handle: PackReport.Item], [String]) = ([:], [])
    for asset in pack.pack.assets {
      let item = try await item(asset, of: pack)
      known[item.handle] = item
      if item.conflict != nil, settlements[item.handle] ?? settlement == nil {
        taken.append(item.handle.text)
      }
    }
    if !taken.isEmpty {
      throw TroupeError.pack(.conflict(file: pack.name, handles: taken))
    }
    let arriving = try pack.pack.assets.map { try $0.arriving(from: pack) }
    try Self.checkNames(of: arriving, in: pack)
    for item in known.values {
      guard let conflict = item.conflict,
        [.merge, .replace].contains(settlements[item.handle] ?? settlement)
      else { continue }
      // Before the first is written: one that cannot be changed here would leave half a pack.
      try await services.catalog.refuseLinked(try await asset(conflict).id)
    }
    if arriving.count > 1 { try Self.checkPictures(of: arriving, in: pack) }
    let total = arriving.reduce(0) { $0 + $1.references.count }
    let onImage = Self.counting(total, onEvent)
    var report = UnpackReport(file: file.path, notes: pack.notes.map(\.words))
    var arrivals = PackArrivals()
    for asset in arriving {
      let handle = asset.asset.handle
      let arrival = PackArrival(
        asset: asset, conflict: known[handle]?.conflict,
        settlement: settlements[handle] ?? settlement ?? .keep,
        isKnown: known[handle]?.isKnown ?? false)
      let (item, here) = try await arrival.take(into: services.catalog, onImage: onImage)
      report.assets.append(item)
      if let here { arrivals.add(asset, as: here) }
    }
    if !pack.generations.isEmpty {
      let (imported, known, came) = try await importGenerations(
        of: pack, showing: arrivals.assets)
      report.generations = imported.imported
      report.knownGenerations = imported.known + known
      report.notes += imported.refused.map {
        "generation \($0.line) is left out: its \($0.name) is '\($0.value)', and \($0.expected) is expected"
      }
      try await services.catalog.setOrigins(
        arrivals.origins.filter { came.contains($0.origin.generation) })
    }
    let adapters = pack.pack.assets.reduce(0) { $0 + $1.adapters.count }
    if adapters > 0 { report.notes.append("adapters are left out, as packs carry no weights") }
    return report
  }

  /// No two assets of a pack have one name, as a handle or an alias.
  private static func checkNames(of assets: [ArrivingAsset], in pack: OpenPack) throws {
    var owners: [String: Handle] = [:]
    for asset in assets.map(\.asset) {
      for name in [asset.handle.text] + asset.aliases {
        let owner = owners.updateValue(asset.handle, forKey: Handle.nameKey(name))
        guard let owner, owner != asset.handle else { continue }
        throw TroupeError.pack(
          .refused(
            file: pack.name, part: name, reason: "\(owner) and \(asset.handle) have the same name"))
      }
    }
  }

  /// Before the first asset is written, so that a picture of the last one cannot leave half a pack.
  private static func checkPictures(of assets: [ArrivingAsset], in pack: OpenPack) throws {
    for reference in assets.flatMap(\.references) {
      do {
        _ = try Raster(decoding: try reference.image())
        _ = try ImageHeader(reading: try reference.source())
      } catch let fault as ImageFault {
        throw TroupeError.image(name: "\(pack.name): \(reference.reference.digest.short)", fault)
      }
    }
  }

  /// How an asset of a pack stands to those of this library: to the one that has its handle, else to the one that it is by
  /// its id, whatever that is called here.
  private func item(_ asset: PackAsset, of pack: OpenPack) async throws -> PackReport.Item {
    var arriving = try asset.arriving(from: pack)
    let came = arriving.asset
    var owner = try await services.catalog.owner(of: came.handle)
    if owner == nil { owner = try await services.catalog.asset(withID: came.id) }
    var isKnown = false
    if let owner, owner.id == came.id || owner.handle == came.handle, owner.removedAt == nil {
      let origins = Set(arriving.references.compactMap { $0.reference.origin?.generation })
      arriving.asset.handle = owner.handle
      isKnown = PackAsset(try await self.arriving(owner, naming: origins)) == PackAsset(arriving)
    }
    return PackReport.Item(
      handle: came.handle, kind: came.kind, name: came.name,
      references: arriving.references.count, conflict: isKnown ? nil : owner?.handle,
      isKnown: isKnown)
  }
}
