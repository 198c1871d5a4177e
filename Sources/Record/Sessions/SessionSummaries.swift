internal import TroupeStorage
package import TroupeVocabulary

extension GenerationReader {
  /// A conversation with what was said in it last and what its own turns cost.
  package func summary(of session: Session) throws -> SessionSummary {
    let turns = try generations(session.turns)
    let own = try generations(session.said.map(\.generation)).filter { $0.session == session.id }
    return SessionSummary(
      session: session, lastSaid: turns.last?.prompt, lastState: turns.last?.state,
      lastAt: turns.last.map { max($0.createdAt, session.createdAt) } ?? session.createdAt,
      costUSD: own.compactMap(\.costUSD).reduce(0, +),
      isCostPartial: own.contains { $0.costUSD == nil })
  }
}
