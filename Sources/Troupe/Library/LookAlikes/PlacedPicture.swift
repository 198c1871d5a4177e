internal import Foundation
internal import TroupeCatalog
internal import TroupeRecord

/// A file of the library and where it stands.
struct PlacedPicture: Sendable {
  /// One place.
  enum Place {
    case output(OutputID, Digest)
    case reference(Digest)

    var digest: Digest {
      switch self {
      case .output(_, let digest), .reference(let digest): digest
      }
    }
  }

  let digest: Digest
  var outputs: [OutputPlaces.Place] = []
  var owners: [Catalog.Owner] = []

  /// In how many places it stands.
  var count: Int { outputs.count + owners.count }

  /// Since when it stands anywhere.
  var arrival: Date {
    (owners.map(\.since) + outputs.map(\.at)).min() ?? .distantFuture
  }

  /// It with what reading its pixels showed.
  func picture(_ compared: ComparedPicture) -> LibraryPicture {
    LibraryPicture(
      digest: digest, path: compared.path, width: compared.size.width,
      height: compared.size.height, outputs: outputs.map(\.image), references: owners.map(\.asset))
  }

  /// What it is to the picture that it was compared with.
  func lookAlike(_ compared: ComparedPicture) -> LookAlike {
    LookAlike(
      picture: picture(compared), relation: compared.relation, bits: compared.found.bits,
      changed: compared.changed)
  }
}

extension Library {
  /// Where the files of `digests` stand; nothing for those that stand nowhere.
  func pictures(_ digests: [Digest]) async throws -> [Digest: PlacedPicture] {
    let outputs = try await services.database.read { try OutputPlaces($0).of(digests) }
    let owners = try await services.catalog.owners(of: digests)
    return digests.reduce(into: [:]) { pictures, digest in
      let picture = PlacedPicture(
        digest: digest, outputs: outputs[digest] ?? [], owners: owners[digest] ?? [])
      if picture.count > 0 { pictures[digest] = picture }
    }
  }

  /// What was found as look-alikes of `query`, by pixels; without the place that was named.
  func lookAlikes(
    _ found: [FoundPicture], to query: PictureQuery, leavingOut own: PlacedPicture.Place?
  ) async throws -> [LookAlike] {
    var places = try await pictures(found.map(\.digest))
    if let own, var placed = places[own.digest] {
      switch own {
      case .output(let id, _): placed.outputs.removeAll { $0.image == id }
      case .reference: placed.owners = []
      }
      places[own.digest] = placed.count > 0 ? placed : nil
    }
    return try await services.catalog.compare(
      found.filter { places[$0.digest] != nil }, with: query
    ).compactMap { compared in places[compared.found.digest]?.lookAlike(compared) }
  }
}
