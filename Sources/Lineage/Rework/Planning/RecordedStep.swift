internal import TroupeRecord
internal import TroupeVocabulary

/// A generation as a rework starts from it.
struct RecordedStep: Sendable {
  /// What was said before it, for a model that does not converse.
  struct Past: Sendable {
    /// How many earlier turns were sent with it.
    var turns = 0
    /// What was asked and answered in words since the last image, oldest first.
    var words: [(asked: String, answered: String)] = []

    static let none = Past()
  }

  let id: ULID
  let request: Request
  /// The conversation that it is a turn of.
  let session: ULID?
  /// Whether words alone came.
  let isWords: Bool
  let past: Past
  let outputs: [StoredImage]

  /// What its first image turned out to be.
  var shape: StoredImage? { outputs.first }
}

extension ReworkPlanner {
  func recorded(_ old: ULID) async throws -> RecordedStep {
    try await generations.read { reader in
      let generation = try reader.generation(old)
      let history = try reader.generations(try reader.history(of: old))
      let since = history.suffix { $0.outputs.isEmpty }
      return RecordedStep(
        id: old, request: try reader.request(of: old), session: generation.session,
        isWords: generation.outputs.isEmpty,
        past: .init(
          turns: history.count,
          words: since.map { ($0.prompt, $0.texts.joined(separator: " ")) }),
        outputs: try reader.outputImages(of: old))
    }
  }
}

extension [Generation] {
  /// The last ones that are all such.
  fileprivate func suffix(while matches: (Generation) -> Bool) -> ArraySlice<Generation> {
    self[(lastIndex { !matches($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
