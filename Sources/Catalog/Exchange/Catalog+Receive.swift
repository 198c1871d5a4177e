internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension Catalog {
  /// Takes over an asset of another library, with its pictures: all of it or nothing. What was its moment there stays so.
  /// - Parameters:
  ///   - form: under which handle, and what becomes of one that has it.
  ///   - library: the library that it stays a part of; `nil` for one that is changed here from now on.
  ///   - onImage: called after each image is worked on, from any thread.
  /// - Throws: `CatalogError.handleTaken`, `.aliasTaken`; `CatalogError.unknownAsset` for none to merge into; `.image` for a
  ///   picture that cannot be read; `CatalogError.linkedAsset` where it would change an asset of another library.
  package func receive(
    _ arriving: ArrivingAsset, as form: ArrivalForm, linkedTo library: String? = nil,
    onImage: @escaping @Sendable () -> Void = {}
  ) async throws -> Arrived {
    let now = clock()
    let entropy = entropy()
    let (known, purged) = try await database.read { connection in
      let reader = AssetReader(connection)
      return (try reader.pictures(of: form), library == nil ? [] : try reader.purgedFiles())
    }
    var arriving = arriving
    // What was removed here for good does not come back by itself.
    arriving.references.removeAll {
      purged.contains($0.reference.digest) || purged.contains($0.reference.source)
    }
    let staging = Staging(objects)
    let arrival = ArrivalStaging(staging: staging)
    let new = arriving.references.filter { !known.contains($0.reference.digest) }
    let staged = try await new.concurrentMap(width: workers) { one in
      defer { onImage() }
      return try arrival.keep(one)
    }
    try staging.publish()
    if let release = arriving.release {
      _ = try objects.put(release.bytes, fileExtension: release.fileExtension)
    }
    let pictures = Dictionary(
      zip(new.map(\.reference.digest), staged), uniquingKeysWith: { first, _ in first })
    return try await database.write { [arriving] connection in
      try ArrivalWriter(
        AssetWriter(connection, at: now, mayChangeLinked: library != nil), arriving, pictures,
        entropy: entropy, library: library
      ).write(as: form)
    }
  }
}

extension AssetReader {
  /// The files that were removed from this library for good.
  fileprivate func purgedFiles() throws -> Set<Digest> {
    Set(try connection.rows("SELECT digest FROM purge_file").map { try $0.digest(0) })
  }

  /// The pictures that need not be read once more.
  fileprivate func pictures(of form: ArrivalForm) throws -> Set<Digest> {
    switch form {
    case .new: return []
    case .merged(let handle), .replacing(let handle, _):
      return Set(try references(of: asset(handle), includeRetired: true).map(\.digest))
    }
  }
}
