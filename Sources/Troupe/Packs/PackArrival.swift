internal import TroupeCatalog
internal import TroupeRecord

/// One asset of a pack as it comes in.
struct PackArrival {
  let asset: ArrivingAsset
  /// The asset of this library that has its handle.
  let conflict: Handle?
  let settlement: PackSettlement
  let isKnown: Bool

  private var handle: Handle { asset.asset.handle }

  /// Takes it into `catalog`.
  /// - Returns: what became of it, and the asset that it is here; `nil` where it was left out.
  func take(
    into catalog: Catalog, onImage: @escaping @Sendable () -> Void
  ) async throws -> (UnpackReport.Item, Asset?) {
    if isKnown {
      let here = try await catalog.asset(withID: asset.asset.id)
      let known = if let here { here } else { try await catalog.asset(handle) }
      let item = UnpackReport.Item(
        handle: handle, arrived: known.handle, outcome: .known, known: asset.references.count)
      return (item, known)
    }
    guard let conflict else {
      let arrived = try await catalog.receive(asset, as: .new(handle), onImage: onImage)
      return (item(.added, arrived), arrived.asset)
    }
    switch settlement {
    case .keep: return (UnpackReport.Item(handle: handle, arrived: nil, outcome: .left), nil)
    case .merge:
      let arrived = try await catalog.receive(asset, as: .merged(conflict), onImage: onImage)
      return (item(.merged, arrived), arrived.asset)
    case .replace:
      let arrived = try await catalog.receive(
        asset, as: .replacing(conflict, isWhole: false), onImage: onImage)
      return (item(.replaced, arrived), arrived.asset)
    case .rename:
      let free = try await freeHandle(in: catalog)
      let arrived = try await catalog.receive(asset, as: .new(free), onImage: onImage)
      return (item(.renamed, arrived), arrived.asset)
    }
  }

  private func item(_ outcome: UnpackReport.Outcome, _ arrived: Arrived) -> UnpackReport.Item {
    UnpackReport.Item(
      handle: handle, arrived: arrived.asset.handle, outcome: outcome, added: arrived.added,
      known: arrived.known, notes: arrived.notes)
  }

  /// Its own handle where that is free, else the first of `kael-2`, `kael-3` … that no asset is called by.
  private func freeHandle(in catalog: Catalog) async throws -> Handle {
    if try await catalog.owner(of: handle) == nil { return handle }
    for number in 2...9_999 {
      let free = try Handle("\(handle.text.prefix(Handle.longest - 5))-\(number)")
      if try await catalog.owner(of: free) == nil { return free }
    }
    throw TroupeError.catalog(.handleTaken(handle.text, kind: asset.asset.kind))
  }
}

/// What came in with a pack, for the generations that show it.
struct PackArrivals {
  /// The assets, by their handles in the pack.
  private(set) var assets: [Handle: ImportedRows.Asset] = [:]
  /// References that say of which image they were made.
  private(set) var origins: [ReferenceOrigin] = []

  mutating func add(_ arriving: ArrivingAsset, as here: Asset) {
    assets[arriving.asset.handle] = ImportedRows.Asset(id: here.id, kind: here.kind.rawValue)
    origins += arriving.references.compactMap { one in
      one.reference.origin.map {
        ReferenceOrigin(asset: here.id, reference: one.reference.digest, origin: $0)
      }
    }
  }
}
