internal import TroupePreparing
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeVocabulary

/// The turns of conversations that a rework says again, as they are planned: with the old images where new ones will be.
struct CarriedTurns {
  private var turns: [(session: ULID, turn: Conversation.Turn)] = []

  /// What was planned of a conversation so far; `nil` for no conversation.
  func conversation(of session: ULID?) -> Conversation? {
    session.map { session in
      Conversation(turns: turns.filter { $0.session == session }.map(\.turn), files: [:])
    }
  }

  /// All that was planned, as one conversation.
  var all: Conversation { Conversation(turns: turns.map(\.turn), files: [:]) }

  /// Adds a step, unless it is no turn.
  mutating func add(_ frozen: FrozenRequest, _ old: RecordedStep) {
    guard let session = old.session, frozen.turns != nil else { return }
    let inputs = frozen.selection.chosen.map { chosen in
      SentInput(
        chosen: chosen, rendition: frozen.recorded?.renditions[chosen.position] ?? chosen.image,
        label: frozen.labels[chosen.position] ?? "")
    }
    let turn = Conversation.Turn(
      generation: old.id, number: turns.count { $0.session == session } + 1,
      composition: frozen.composition, inputs: inputs, answer: nil, outputs: old.outputs)
    turns.append((session, turn))
  }
}

extension ReworkTerms {
  /// Whether turns are said again as turns: an anchor starts edits from another image than the one before.
  var carriesTurns: Bool { !isFlattened && anchor == .chain }
}
