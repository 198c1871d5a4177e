package import TroupeRecord
package import TroupeVocabulary

/// Conversations that go on from an earlier turn.
extension Sessions {
  /// Begins a conversation that goes on from turn `number` of the one called `text`, or from its last turn.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`, `RequestError.unknownTurn`;
  ///   `RequestError.sessionBusy` for a turn that is under way.
  package func fork(_ text: String?, at number: Int?) async throws -> Session {
    let (session, id) = (try await session(text), generations.newID())
    let turn = try session.turn(number, among: session.said)
    let line = session.turns(before: turn.generation) + [turn.generation]
    try await generations.write { writer in
      let state = try GenerationReader(writer.connection).state(of: turn.generation)
      guard ![.planned, .sent, .received].contains(state) else {
        throw TroupeError.request(
          .sessionBusy("\(session.id)", generation: turn.generation))
      }
      try writer.fork(
        session, at: session.said.filter { line.contains($0.generation) }, as: id)
    }
    return try await self.session("\(id)")
  }

  /// The generation that turn `number` of the conversation called `text` is, or its last turn, and the place of one that
  /// asks it again.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`, `RequestError.sessionEnded`,
  ///   `RequestError.unknownTurn` also for a turn that the conversation does not go on from any more.
  package func retry(
    _ text: String?, at number: Int?
  ) async throws -> (generation: ULID, place: GenerationWriter.SessionPlace) {
    let session = try await session(text)
    if session.endedAt != nil { throw TroupeError.request(.sessionEnded("\(session.id)")) }
    let line = Set(session.turns)
    let turn = try session.turn(number, among: session.said.filter { line.contains($0.generation) })
    return (
      turn.generation,
      .init(session: session.id, number: session.nextNumber, retries: turn.generation)
    )
  }
}

extension Session {
  /// The turn of this number among `turns`, or the last of them.
  fileprivate func turn(_ number: Int?, among turns: [Turn]) throws -> Turn {
    let found = number.map { number in turns.first { $0.number == number } } ?? turns.last
    guard let found else {
      throw TroupeError.request(
        .unknownTurn(number ?? 1, session: "\(id)", known: turns.map(\.number)))
    }
    return found
  }
}
