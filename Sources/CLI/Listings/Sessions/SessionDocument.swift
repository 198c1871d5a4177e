import Troupe

/// A conversation in `--json`, as every command has it.
struct SessionDocument: Encodable {
  let session: Session
  let turns: [GenerationDocument]

  init(_ session: Session, _ turns: [Generation], _ library: Library) {
    self.session = session
    self.turns = turns.map { GenerationDocument($0, library: library) }
  }
}

extension Library {
  /// All turns of a conversation, those that were asked again among them.
  func turns(of session: Session) async throws -> [Generation] {
    var turns: [Generation] = []
    for turn in session.said { turns.append(try await generation(.id(turn.generation))) }
    return turns
  }
}
