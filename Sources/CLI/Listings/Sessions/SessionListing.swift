import Troupe

/// Conversations one a line.
enum SessionListing {
  static func table(_ summaries: [SessionSummary]) -> SafeText {
    var table = Table(
      ["SESSION", "LAST", "TURNS", "STATE", "COST", "MODEL", "SAID LAST"], right: [2])
    for one in summaries {
      let (session, isPartial) = (one.session, one.isCostPartial)
      table.add(
        .init("\(session.id)"), .init(one.lastAt.asMinute), .init("\(session.turns.count)"),
        .init(session.endedAt == nil ? one.lastState?.whileOpen ?? "open" : "ended"),
        .init("\(isPartial ? "over " : "")\(one.costUSD.asPrice)"),
        .init(session.configuration.model), .init(one.lastSaid?.quoted(within: 60) ?? "–"))
    }
    return table.text()
  }

  /// One conversation with its settings.
  static func details(_ session: Session) -> SafeText {
    var table = Table(["SESSION", "STARTED", "TURNS", "STATE", "MODEL AND SETTINGS"], right: [2])
    let configuration = session.configuration
    table.add(
      .init("\(session.id)"), .init(session.createdAt.asMinute),
      .init("\(session.turns.count)"), .init(session.endedAt == nil ? "open" : "ended"),
      .init("\(configuration.model) · \(configuration.parameters.sentence)"))
    return table.text()
  }
}

extension GenerationState {
  /// How a conversation stands whose last turn has this state.
  fileprivate var whileOpen: String { self == .done ? "open" : rawValue }
}
