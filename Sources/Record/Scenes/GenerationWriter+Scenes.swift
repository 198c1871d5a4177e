internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// Writes which generation is which take of a shot.
extension GenerationWriter {
  /// The scene whose file stands at `path`; a new one where none does. The file of a scene that stands nowhere any more
  /// counts as moved to `path` where it is called the same, or says the same of shots that were made.
  /// - Parameters:
  ///   - shots: the digests of what the file says of its shots, by their ids.
  ///   - isThere: whether there is a file at a path.
  package func scene(
    at path: String, showing shots: [String: Digest], isThere: (String) -> Bool
  ) throws -> ULID {
    let reader = SceneReader(connection)
    if let known = try reader.scene(at: path) { return known }
    if let moved = try reader.moved(to: path, showing: shots, isThere: isThere) {
      try connection.insertDigested(
        into: "scene_file",
        ["scene": moved.scene, "number": moved.number + 1, "path": path, "at": now])
      return moved.scene
    }
    let id = newID()
    try connection.insertDigested(into: "scene", ["id": id, "created_at": now])
    try connection.insertDigested(
      into: "scene_file", ["scene": id, "number": 1, "path": path, "at": now])
    return id
  }

  /// Writes that `generation` is a take of a shot.
  /// - Throws: `RequestError.equalRequestOpen` where another process makes the same attempt at it.
  package func insert(_ take: ShotTakeName, generation: ULID) throws {
    if let other = try SceneReader(connection).generation(of: take) {
      throw TroupeError.request(
        .equalRequestOpen(
          state: try GenerationReader(connection).state(of: other), generation: other,
          isFree: false))
    }
    try CostSums(connection).regrouping([generation]) { try append(take, generation: generation) }
  }

  private func append(_ take: ShotTakeName, generation: ULID) throws {
    try connection.insertDigested(
      into: "shot_take",
      [
        "scene": take.scene,
        "shot": take.shot,
        "stage": take.stage.rawValue,
        "shot_text": take.text,
        "take": take.take,
        "attempt": take.attempt,
        "generation": generation,
        "draft_generation": take.draft?.generation,
        "draft_position": take.draft?.position,
        "at": now,
      ])
  }
}
