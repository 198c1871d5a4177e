internal import Foundation
internal import TroupeImaging
internal import TroupeInterchange
internal import TroupeRecord

extension Library {
  /// Writes the generations of a pack into the record, with their images.
  /// - Parameter assets: those that came with it, by their handles in the pack; they alone are shown.
  /// - Returns: what came of it, how many stand here already as they stand there, and the ids of all that are here now.
  func importGenerations(
    of pack: OpenPack, showing assets: [Handle: ImportedRows.Asset]
  ) async throws -> (report: ImportReport, known: Int, came: Set<ULID>) {
    let own = try await equalGenerations(in: pack)
    let new = pack.generations.filter { $0.id.flatMap(ULID.init).map(own.contains) != true }
    var lines = Data()
    for generation in new { lines += Data((generation.json + "\n").utf8) }
    let files = Dictionary(
      pack.pack.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let report = try await importGenerations(
      JSONLines(lines), source: pack.name, showingOnly: assets,
      images: { paths in
        var images: [String: ReceivedImage] = [:]
        for path in paths {
          guard let sha256 = files[path] else { continue }
          images[path] = try image(try pack.bytes(of: sha256))
        }
        return images
      })
    let refused = Set(report.refused.map(\.line))
    let came = new.enumerated().filter { !refused.contains($0.offset + 1) }
      .compactMap { $0.element.id.flatMap(ULID.init) }
    return (report, own.count, own.union(came))
  }

  /// The generations of a pack that this library has just as they are there. Another one with the same id is refused: a pack
  /// could else say of the user's images what it wants.
  private func equalGenerations(in pack: OpenPack) async throws -> Set<ULID> {
    let ids = pack.generations.compactMap { $0.id.flatMap(ULID.init) }
    let here = try await services.database.read { connection in
      try connection.rows(
        "SELECT id FROM generation WHERE id IN (SELECT value FROM json_each(?))",
        CanonicalJSON.text(ids)
      ).map { try $0.ulid(0) }
    }
    let lines = Dictionary(
      pack.generations.compactMap { one in
        one.id.flatMap(ULID.init).map { ($0, one.json) }
      }, uniquingKeysWith: { first, _ in first })
    var equal: Set<ULID> = []
    for one in try await ExportedGeneration.read(here, in: services) {
      let images = one.generation.outputs.map {
        PackFile(sha256: $0.digest.hex, byteCount: 0, type: $0.type).path
      }
      let own =
        try JSONSerialization.jsonObject(with: try one.line(images: images)) as? NSDictionary
      let told = lines[one.generation.id].flatMap {
        try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary
      }
      if own == told { equal.insert(one.generation.id) }
    }
    return equal
  }

  /// An image of a generation, safe on disk; `nil` for what is none.
  private func image(_ bytes: Data) throws -> ReceivedImage? {
    guard let type = MediaType(sniffing: bytes.prefix(12)),
      let header = try? ImageHeader(reading: bytes)
    else { return nil }
    let digest = try services.objects.put(bytes, fileExtension: type.fileExtension)
    return ReceivedImage(
      digest: digest, byteCount: bytes.count, fileExtension: type.fileExtension,
      mediaType: type.rawValue, width: header.orientedWidth, height: header.orientedHeight,
      signature: nil)
  }
}

extension ExportedGeneration {
  /// The generation as a line that `Library.importGenerations(lines:onEvent:)` reads: of one that was imported what was told
  /// of it then, so that it leaves as it came.
  func line(images: [String] = []) throws -> Data {
    let line = try CanonicalJSON.encode(GenerationLine(self, images: images))
    guard let rest = facts.rest,
      let told = try? JSONSerialization.jsonObject(with: Data(rest.utf8)) as? [String: Any],
      let known = try? JSONSerialization.jsonObject(with: line) as? [String: Any]
    else { return line }
    let own = Set(GenerationLine.readMembers)
    let all = told.merging(known.filter { own.contains($0.key) }) { $1 }
    return try JSONSerialization.data(
      withJSONObject: all, options: [.sortedKeys, .withoutEscapingSlashes])
  }
}
