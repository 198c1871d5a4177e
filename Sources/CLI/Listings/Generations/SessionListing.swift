import Troupe

/// Conversations one a line.
enum SessionListing {
  static func table(_ sessions: [Session]) -> SafeText {
    var table = Table(["SESSION", "STARTED", "TURNS", "STATE", "MODEL AND SETTINGS"], right: [2])
    for session in sessions {
      let configuration = session.configuration
      table.add(
        .init("\(session.id)"), .init(session.createdAt.asMinute),
        .init("\(session.turns.count)"), .init(session.endedAt == nil ? "open" : "ended"),
        .init("\(configuration.model) · \(configuration.parameters.sentence)"))
    }
    return table.text()
  }
}
