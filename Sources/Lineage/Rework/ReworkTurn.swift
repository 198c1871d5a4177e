internal import TroupeRecord
internal import TroupeVocabulary

/// A turn of a conversation that a rework says again.
struct ReworkTurn {
  /// The generations that stand for the turns before it, in order.
  let earlier: [ULID]
  /// Whether those are others than were there when it was said.
  let isChanged: Bool
  private let request: FrozenRequest
  /// The turn before it, where this rework made it.
  private let last: ULID?

  /// `nil` for what is no turn.
  init?(_ request: FrozenRequest, _ course: ReworkCourse) {
    guard let turns = request.turns else { return nil }
    self.request = request
    earlier = turns.compactMap(course.turn)
    isChanged = earlier != turns
    let made = Set(course.sent.values.joined())
    last = earlier.last.flatMap { made.contains($0) ? $0 : nil }
  }

  /// Its place: behind the turn before it where that is the end of its conversation, else in a conversation of its own.
  func place(_ generations: GenerationStore) async throws -> GenerationWriter.SessionPlace {
    if let last, let next = try await place(behind: last, generations) { return next }
    return .init(
      opening: Session.Configuration(
        model: request.request.model, parameters: request.request.parameters,
        usesHardLimits: request.request.usesHardLimits, overflow: request.request.overflow,
        from: request.request.parent), as: generations.newID())
  }

  private func place(
    behind turn: ULID, _ generations: GenerationStore
  ) async throws -> GenerationWriter.SessionPlace? {
    try await generations.read { reader in
      guard let name = try reader.generation(turn).session else { return nil }
      let session = try SessionReader(reader.connection).session("\(name)")
      guard session.endedAt == nil, session.turns.last == turn else { return nil }
      return .init(session: name, number: session.nextNumber)
    }
  }
}
