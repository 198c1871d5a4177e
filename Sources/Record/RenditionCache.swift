internal import Synchronization
package import TroupeStorage
package import TroupeVocabulary

/// Renditions that were made before, by the image they were made from and the form they were given.
package final class RenditionCache: Sendable {
  /// An image and the form that it was given.
  package struct Key: Hashable, Sendable {
    /// The image that it was made from.
    package let original: Digest
    /// As in `1024 auto by 2`: its longest edge, its type, and the recipe of the pixels.
    package let form: String

    package init(original: Digest, form: String) {
      self.original = original
      self.form = form
    }
  }

  private struct State {
    var known: [Key: StoredImage]
    var fresh: [Key: StoredImage] = [:]
  }

  private let state: Mutex<State>

  /// Those of `originals` that `database` knows.
  package init(_ database: Database, of originals: some Collection<Digest>) async throws {
    let list = try CanonicalJSON.text(originals.map { "\($0)" })
    let known = try await database.read { connection in
      try connection.rows(
        "SELECT * FROM rendition WHERE original IN (SELECT value FROM json_each(?))", list
      ).compactMap { row -> (Key, StoredImage)? in
        guard let type = MediaType(rawValue: try row.text("media_type")) else { return nil }
        return (
          Key(original: try row.digest("original"), form: try row.text("form")),
          StoredImage(
            digest: try row.digest("digest"), type: type, byteCount: try row.byteCount("byte_count")
          )
        )
      }
    }
    state = Mutex(State(known: Dictionary(known, uniquingKeysWith: { first, _ in first })))
  }

  /// The rendition of this image in this form, if it was made before.
  package subscript(key: Key) -> StoredImage? {
    get { state.withLock { $0.known[key] } }
    set {
      state.withLock {
        $0.known[key] = newValue
        $0.fresh[key] = newValue
      }
    }
  }

  /// Writes those that are new. The images that they were made from must be objects.
  package func store(in database: Database) async throws {
    let fresh = state.withLock(\.fresh)
    if fresh.isEmpty { return }
    try await database.write { connection in
      for (key, rendition) in fresh {
        guard try connection.row("SELECT 1 FROM object WHERE digest = ?", key.original) != nil
        else { continue }
        try connection.deleteDigested(
          from: "rendition", where: "original = ? AND form = ?", key.original, key.form)
        try connection.insertDigested(
          into: "rendition",
          [
            "original": key.original, "form": key.form, "digest": rendition.digest,
            "media_type": rendition.type.rawValue, "byte_count": rendition.byteCount,
          ])
      }
    }
  }
}
