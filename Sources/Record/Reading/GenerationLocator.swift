internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Finds the generation or image that a user means by a text.
package struct GenerationLocator: Sendable {
  let database: Database

  /// Looks in `database`.
  package init(database: Database) { self.database = database }

  /// The generation called `text`: a ULID or a unique prefix of one, `@last`, `@last~1` (the one before), each with an
  /// optional `/N`, which is left aside.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`.
  package func generation(_ text: String) async throws -> ULID {
    let name = text.split(separator: "/").first.map(String.init) ?? text
    if let back = Self.stepsBack(name) { return try await newest(skipping: back, text: text) }
    let prefix = name.uppercased()
    guard prefix.count >= 4, prefix.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { throw TroupeError.request(.unknownGeneration(text)) }
    let matches = try await database.read { connection in
      try connection.rows(
        "SELECT id FROM generation WHERE id >= ? AND id < ? ORDER BY id LIMIT 5", prefix,
        prefix + "\u{7F}"
      ).map { try $0.text("id") }
    }
    guard let first = matches.first, let id = ULID(first) else {
      throw TroupeError.request(.unknownGeneration(text))
    }
    if matches.count > 1 { throw TroupeError.request(.ambiguous(text, matches: matches)) }
    return id
  }

  /// The image called `text`: a generation as above with `/N` (1 when left out), or six or more digits of an output's
  /// digest.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`, `RequestError.noOutput`.
  package func output(_ text: String) async throws -> OutputID {
    if let id = try await output(digestPrefix: text) { return id }
    let halves = text.split(separator: "/", maxSplits: 1)
    let position = halves.count == 2 ? Int(halves[1]) : 1
    guard let position, position > 0 else { throw TroupeError.request(.unknownGeneration(text)) }
    let generation = try await generation(text)
    let state = try await database.read { connection in
      let exists = try connection.row(
        "SELECT 1 AS one FROM output WHERE generation = ? AND position = ?", generation, position)
      return exists == nil ? try GenerationReader(connection).state(of: generation) : nil
    }
    if let state { throw TroupeError.request(.noOutput(text, state: state)) }
    return OutputID(generation: generation, position: position)
  }

  /// What `text` calls for a tag, a note or a board: a whole generation where it says neither `/N` nor digits of a digest.
  /// - Throws: as `output(_:)`.
  package func target(_ text: String) async throws -> AnnotationTarget {
    if text.contains("/") { return AnnotationTarget(try await output(text)) }
    if let id = try await output(digestPrefix: text) { return AnnotationTarget(id) }
    return AnnotationTarget(generation: try await generation(text))
  }

  private func output(digestPrefix text: String) async throws -> OutputID? {
    let bare = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
    let hex = bare.lowercased()
    guard hex.count >= 6, hex.allSatisfy({ $0.isHexDigit && $0.isASCII }) else { return nil }
    let matches = try await database.read { connection in
      try connection.rows(
        """
        SELECT digest, generation, min(position) AS position FROM output
        WHERE digest >= ? AND digest < ? GROUP BY digest, generation ORDER BY generation DESC
        """, "sha256:" + hex, "sha256:" + hex + "g"
      ).map { (try $0.digest("digest"), try $0.ulid("generation"), try $0.position("position")) }
    }
    guard let newest = matches.first else { return nil }
    let digests = Set(matches.map(\.0)).sorted()
    if digests.count > 1 {
      throw TroupeError.request(.ambiguous(text, matches: digests.map(\.short)))
    }
    return OutputID(generation: newest.1, position: newest.2)
  }

  private func newest(skipping back: Int, text: String) async throws -> ULID {
    let row = try await database.read { connection in
      try connection.row(
        "SELECT id FROM generation ORDER BY seq DESC LIMIT 1 OFFSET ?", back
      )?.ulid("id")
    }
    guard let row else { throw TroupeError.request(.unknownGeneration(text)) }
    return row
  }

  private static func stepsBack(_ name: String) -> Int? {
    let bare = name.hasPrefix("@") ? String(name.dropFirst()) : name
    if bare == "last" { return 0 }
    guard bare.hasPrefix("last~"), let steps = Int(bare.dropFirst(5)), steps >= 0 else {
      return nil
    }
    return steps
  }
}
