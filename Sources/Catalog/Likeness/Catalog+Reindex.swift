internal import Foundation
internal import TroupeImaging
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Rebuilds the thumbnails and fingerprints of all references from their files, and the fingerprints of generated images
  /// that wait for one, group by group: after an interruption the old ones stand for the rest.
  /// - Parameter progress: called with pictures read and pictures in all.
  /// - Returns: how many were read, and the files that are missing or damaged, which keep what was
  ///   known of them.
  package func reindex(
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> (pictures: Int, problems: [VerificationReport.Problem]) {
    let all = try await database.read { connection in
      try connection.rows(
        """
        SELECT DISTINCT r.digest, o.extension, TRUE AS is_reference
        FROM reference r JOIN object o ON o.digest = r.digest
        UNION ALL
        SELECT w.digest, o.extension, FALSE
        FROM fingerprint_waiting w JOIN object o ON o.digest = w.digest
        WHERE w.digest NOT IN (SELECT digest FROM reference)
        ORDER BY 3 DESC, 1
        """
      ).map {
        Picture(
          digest: try $0.digest("digest"), fileExtension: try $0.text("extension"),
          isReference: try $0.bool("is_reference"))
      }
    }
    var problems: [VerificationReport.Problem] = []
    for start in stride(from: 0, to: all.count, by: BatchImport.groupSize) {
      let group = Array(all[start..<min(start + BatchImport.groupSize, all.count)])
      problems += try await reindex(group)
      progress(start + group.count, all.count)
    }
    // Their rows were all written again, but for those of files that cannot be read.
    try await database.write { connection in
      try HashBlocks(connection).rebuild()
      for table in ["fingerprint", "thumbnail"] { try connection.sumAgain(table) }
    }
    return (all.count, problems)
  }

  private struct Picture: Sendable {
    let digest: Digest
    let fileExtension: String
    let isReference: Bool
  }

  private enum Reading: Sendable {
    case seen(Digest, Fingerprint, thumbnail: ObjectStore.Staged?)
    case problem(VerificationReport.Problem)
  }

  private func reindex(_ group: [Picture]) async throws -> [VerificationReport.Problem] {
    let staging = Staging(objects)
    let readings = try await group.concurrentMap(width: workers) { [objects] in
      try Self.read($0, from: objects, staging)
    }
    try staging.publish()
    let now = clock()
    try await database.write { connection in
      for case .seen(let digest, let fingerprint, let thumbnail) in readings {
        try fingerprint.keep(of: digest, over: .again, in: connection)
        guard let thumbnail else { continue }
        try connection.nameObject(
          thumbnail.digest, fileExtension: thumbnail.fileExtension,
          byteCount: thumbnail.byteCount, at: now)
        try connection.deleteDigested(from: "thumbnail", where: "digest = ?", digest)
        try connection.insertDigested(
          into: "thumbnail", ["digest": digest, "thumbnail": thumbnail.digest])
      }
    }
    return readings.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
  }

  private static func read(
    _ picture: Picture, from objects: ObjectStore, _ staging: Staging
  ) throws -> Reading {
    let name = ObjectStore.relativePath(picture.digest, fileExtension: picture.fileExtension)
    if let reason = objects.check(picture.digest, fileExtension: picture.fileExtension) {
      return .problem(.init(subject: name, reason: reason))
    }
    let bytes = try objects.read(picture.digest, fileExtension: picture.fileExtension)
    do {
      guard picture.isReference else {
        let fingerprint = try SmallPicture(reading: bytes).measured().fingerprint
        return .seen(picture.digest, fingerprint, thumbnail: nil)
      }
      let appearance = try Appearance(of: Raster(decoding: bytes))
      let type = MediaType(sniffing: appearance.thumbnail) ?? .png
      return .seen(
        picture.digest, appearance.fingerprint,
        thumbnail: try staging.stage(appearance.thumbnail, type))
    } catch let fault as ImageFault {
      return .problem(
        .init(subject: name, reason: "\(TroupeError.image(name: name, fault))"))
    }
  }
}
