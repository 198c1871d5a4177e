internal import Foundation
internal import TroupeCatalog

/// The cast of another library as it is taken over into this one.
struct CastLink {
  private let path: String
  private let other: Library
  private let catalog: Catalog

  init(path: String, of other: Library, in library: Library) {
    (self.path, self.other, catalog) = (path, other, library.services.catalog)
  }

  /// Brings all assets to the state that they have there.
  func takeOver() async throws -> LinkReport {
    let stamp = try await other.services.catalog.stamp()
    var report = LinkReport(library: path)
    let here = try await catalog.assets(linkedTo: path)
    let there = try await other.services.catalog.assets(kind: nil, includeRemoved: false)
    let gone = Set(here.keys).subtracting(there.map(\.id))
    let inUse = Set(try await catalog.assets(kind: nil, includeRemoved: false).map(\.id))
    let left = gone.compactMap { here[$0] }
    report.removed = left.filter { inUse.contains($0.id) }.map(\.handle)
    try await catalog.setRemoved(left.map(\.id), true)
    for asset in there {
      if let one = here[asset.id] {
        try await update(asset, one.id, called: one.handle, &report)
      } else {
        try await add(asset, &report)
      }
    }
    report.removed.sort { $0.key < $1.key }
    // What could not come may once this library has changed.
    let own = report.notes.isEmpty ? "" : Self.separator + (try await catalog.stamp())
    try await catalog.keepLink(to: path, stamp: stamp + own)
    return report
  }

  private static let separator = " here "

  /// The state of both casts as far as `earlier` tells of them.
  func stamp(like earlier: String) async throws -> String {
    let there = try await other.services.catalog.stamp()
    return earlier.contains(Self.separator)
      ? there + Self.separator + (try await catalog.stamp()) : there
  }

  private func add(_ asset: Asset, _ report: inout LinkReport) async throws {
    do {
      let arrived = try await catalog.receive(
        try await arriving(asset), as: .new(asset.handle), linkedTo: path)
      report.added.append(arrived.asset.handle)
      report.notes += arrived.notes.map { "\(asset.handle): \($0)" }
    } catch TroupeError.catalog(.handleTaken(let handle, _)) {
      report.notes.append(
        "@\(handle) is left out: another asset of this library is called so, and would have to be renamed"
      )
    } catch TroupeError.catalog(.aliasTaken(let name, let owner)) {
      report.notes.append("\(asset.handle) is left out: '\(name)' is what @\(owner) is called here")
    } catch let error as TroupeError where error.isOfOneAsset {
      report.notes.append(
        "\(asset.handle) is left out: its files there cannot be read (\(error.code))")
    }
  }

  private func update(
    _ asset: Asset, _ id: ULID, called handle: Handle, _ report: inout LinkReport
  ) async throws {
    try await catalog.setRemoved([id], false)
    let before = (
      try await catalog.asset(handle),
      try await catalog.references(of: handle, includeRetired: false)
    )
    let arrived: Arrived
    do {
      arrived = try await catalog.receive(
        try await arriving(asset), as: .replacing(handle, isWhole: true), linkedTo: path)
    } catch let error as TroupeError where error.isOfOneAsset {
      report.notes.append(
        "\(asset.handle) stays as it was: its files there cannot be read (\(error.code))")
      return
    }
    report.notes += arrived.notes.map { "\(asset.handle): \($0)" }
    var name = handle
    if handle != asset.handle {
      do {
        name = try await catalog.rename(handle, to: asset.handle, mayChangeLinked: true).handle
      } catch let error as TroupeError {
        report.notes.append("\(asset.handle) is called \(handle) here: \(error.code)")
      }
    }
    let after = (
      try await catalog.asset(name), try await catalog.references(of: name, includeRetired: false)
    )
    if before != after { report.changed.append(name) }
  }

  /// An asset with the pictures that it has there.
  private func arriving(_ asset: Asset) async throws -> ArrivingAsset {
    try await other.arriving(asset, naming: [])
  }
}

extension TroupeError {
  /// Whether it is about a file of one asset, and others can be taken over all the same.
  fileprivate var isOfOneAsset: Bool {
    switch self {
    case .image, .library(.damagedFile), .library(.purged), .library(.file): true
    default: false
    }
  }
}
