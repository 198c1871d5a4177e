internal import TroupeImaging
internal import TroupeStorage
internal import TroupeVocabulary

/// The references in use, by their looks: what a new one may be nearly the same as.
struct Neighbors: Sendable {
  private struct Neighbor: Sendable {
    let digest: Digest
    let asset: Handle
    let fingerprint: Fingerprint
    /// Its small copy, unless `reindex` has to make that first.
    let thumbnail: StoredFile?
  }

  private struct StoredFile: Sendable {
    let digest: Digest
    let fileExtension: String
  }

  private var all: [Neighbor]
  private let objects: ObjectStore

  init(_ connection: Connection, _ objects: ObjectStore) throws {
    self.objects = objects
    all = try connection.rows(
      """
      SELECT f.digest, a.handle, o.digest AS thumbnail, o.extension, \(Fingerprint.columns)
      FROM reference AS r JOIN asset AS a ON a.id = r.asset JOIN fingerprint AS f USING (digest)
      LEFT JOIN thumbnail AS t ON t.digest = f.digest LEFT JOIN object AS o ON o.digest = t.thumbnail
      WHERE r.retired_at IS NULL AND a.removed_at IS NULL
      ORDER BY r.id
      """
    ).map { row in
      let thumbnail = try row.optionalText("extension").map {
        StoredFile(digest: try row.digest("thumbnail"), fileExtension: $0)
      }
      return Neighbor(
        digest: try row.digest("digest"), asset: try row.handle("handle"),
        fingerprint: try Fingerprint(row: row), thumbnail: thumbnail)
    }
  }

  /// Adds a new reference, and says in words what it is nearly the same as: the same picture, encoded
  /// again, cut or turned, one of its own asset and one of the others; else another shot for the same
  /// asset. Empty if it is like no other.
  mutating func take(_ reference: Reference, _ image: StagedReference) -> [String] {
    let new = Neighbor(
      digest: reference.digest, asset: reference.asset, fingerprint: image.fingerprint,
      thumbnail: StoredFile(
        digest: image.thumbnail.digest, fileExtension: image.thumbnail.fileExtension))
    defer { all.append(new) }
    let (own, others) = (
      all.filter { $0.asset == new.asset }, all.filter { $0.asset != new.asset }
    )
    let notes = [own, others].compactMap { same(as: new, image.grid, among: $0) }
    if !notes.isEmpty { return notes }
    return nearest(to: new.fingerprint, .anotherShot, among: own)
      .map { ["another shot of \($0.digest.short)"] } ?? []
  }

  private func same(
    as new: Neighbor, _ grid: LuminanceGrid, among candidates: [Neighbor]
  ) -> String? {
    func name(_ other: Neighbor) -> String {
      other.digest.short + (other.asset == new.asset ? "" : " of @\(other.asset.text)")
    }
    if let twin = candidates.first(where: { $0.digest == new.digest }) {
      return twin.asset == new.asset
        ? "same picture as a reference" : "same picture as a reference of @\(twin.asset.text)"
    }
    if let other = nearest(to: new.fingerprint, .samePicture, among: candidates) {
      return switch framing(new, other) {
      case .same: "same picture re-encoded as \(name(other))"
      case .part: "a crop of \(name(other))"
      case .wider: "shows more around \(name(other))"
      }
    }
    for turn in candidates.isEmpty ? [] : Turn.allCases {
      let turned = new.fingerprint.turned(turn, by: grid)
      if let other = nearest(to: turned, .samePicture, among: candidates) {
        return "\(turn.words) copy of \(name(other))"
      }
    }
    return nil
  }

  private func nearest(
    to fingerprint: Fingerprint, _ likeness: Resemblance, among candidates: [Neighbor]
  ) -> Neighbor? {
    candidates.lazy.filter { $0.fingerprint.likeness(to: fingerprint) == likeness }
      .min { $0.fingerprint.distance(to: fingerprint) < $1.fingerprint.distance(to: fingerprint) }
  }

  /// Compared by small copies; without them the frames count as the same.
  private func framing(_ new: Neighbor, _ other: Neighbor) -> Framing {
    func raster(_ neighbor: Neighbor) throws -> Raster? {
      try neighbor.thumbnail.map {
        try Raster(decoding: objects.read($0.digest, fileExtension: $0.fileExtension))
      }
    }
    guard let own = try? raster(new), let others = try? raster(other) else { return .same }
    return own.framing(in: others)
  }
}

extension Turn {
  fileprivate var words: String {
    switch self {
    case .mirrored: "mirrored"
    case .flipped: "upside-down mirrored"
    case .upsideDown: "upside-down"
    }
  }
}
