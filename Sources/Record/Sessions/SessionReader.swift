internal import Foundation
internal import TroupeCatalog
package import TroupeStorage
package import TroupeVocabulary

/// Reads conversations inside a transaction.
package struct SessionReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The conversation called `text`, by its id or a unique beginning of it; the newest for `nil` or `@last`.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`.
  package func session(_ text: String?) throws -> Session {
    let isLast = text == nil || text == "@last"
    let prefix = text?.uppercased() ?? ""
    let rows =
      isLast
      ? try connection.rows("SELECT * FROM session ORDER BY created_at DESC, id DESC LIMIT 1")
      : try connection.rows(
        "SELECT * FROM session WHERE id >= ? AND id < ? ORDER BY id LIMIT 5", prefix,
        prefix + "\u{7F}")
    guard isLast || prefix.count >= 4, let row = rows.first else {
      throw TroupeError.request(.unknownSession(text ?? "@last"))
    }
    if rows.count > 1 {
      throw TroupeError.request(.ambiguous(text ?? "", matches: try rows.map { try $0.text("id") }))
    }
    let id = try row.ulid("id")
    return try session(row, SessionDetailRows(connection, of: id))
  }

  /// Every conversation, newest first.
  package func all() throws -> [Session] {
    let details = try SessionDetailRows(connection, of: nil)
    return try connection.rows("SELECT * FROM session ORDER BY created_at DESC, id DESC")
      .map { try session($0, details) }
  }

  private func session(_ row: Row, _ details: SessionDetailRows) throws -> Session {
    let id = try row.ulid("id")
    return Session(
      id: id, createdAt: try row.date("created_at"), endedAt: details.ends[id],
      configuration: try row.json(Session.Configuration.self, "configuration_json"),
      said: details.turns[id] ?? [], origin: details.origins[id])
  }
}

/// The turns and ends of one conversation, or of all, in two statements.
private struct SessionDetailRows {
  private(set) var ends: [ULID: Date] = [:]
  private(set) var turns: [ULID: [Session.Turn]] = [:]
  private(set) var origins: [ULID: ULID] = [:]

  init(_ connection: Connection, of session: ULID?) throws {
    let which = "WHERE ?1 IS NULL OR session = ?1"
    for row in try connection.rows("SELECT session, ended_at FROM session_end \(which)", session) {
      ends[try row.ulid("session")] = try row.date("ended_at")
    }
    let rows = try connection.rows(
      """
      SELECT session, number, generation, origin, NULL AS earlier FROM fork_turn \(which)
      UNION ALL
      SELECT t.session, t.number, t.generation, NULL, r.earlier FROM turn t
      LEFT JOIN turn_retry r ON r.generation = t.generation \(which)
      ORDER BY 1, 2
      """, session)
    for row in rows {
      let id = try row.ulid("session")
      if let origin = try row.optionalULID("origin") { origins[id] = origin }
      turns[id, default: []].append(
        Session.Turn(
          generation: try row.ulid("generation"), number: try row.position("number"),
          retries: try row.optionalULID("earlier")))
    }
  }
}

extension GenerationWriter {
  /// The place of a generation in a conversation.
  package struct SessionPlace: Sendable {
    let session: ULID
    let number: Int
    /// The turn that it asks again.
    let retries: ULID?
    /// What every turn of it repeats, where the conversation is begun with this turn.
    let opening: Session.Configuration?

    /// Turn `number`, from 1, of `session`, in the place of the turn `retries` where it asks that one again.
    package init(session: ULID, number: Int, retries: ULID? = nil) {
      self.session = session
      self.number = number
      self.retries = retries
      opening = nil
    }

    /// The first turn of a new conversation.
    package init(opening configuration: Session.Configuration, as session: ULID) {
      self.session = session
      number = 1
      retries = nil
      opening = configuration
    }
  }

  private static let underWay = [GenerationState.planned, .sent, .received].map(\.rawValue)

  /// Writes that a generation is a turn; one turn goes after another.
  /// - Throws: `RequestError.sessionBusy` while another one is under way, or has been said meanwhile.
  func insert(_ turn: SessionPlace, generation: ULID) throws {
    if let opening = turn.opening { try begin(opening, as: turn.session) }
    let last = try connection.row(
      """
      SELECT t.generation, t.number, s.state FROM turn t
      JOIN current_state s ON s.generation = t.generation
      WHERE t.session = ? ORDER BY t.number DESC LIMIT 1
      """, turn.session)
    if let last {
      let isUnderWay = try Self.underWay.contains(last.text("state"))
      if try isUnderWay || last.int("number") >= turn.number {
        throw TroupeError.request(
          .sessionBusy(
            "\(turn.session)", generation: try last.ulid("generation")))
      }
    }
    guard try connection.row("SELECT 1 FROM session_end WHERE session = ?", turn.session) == nil
    else { throw TroupeError.request(.sessionEnded("\(turn.session)")) }
    try connection.insertDigested(
      into: "turn", ["generation": generation, "session": turn.session, "number": turn.number])
    if let earlier = turn.retries {
      try connection.insertDigested(
        into: "turn_retry", ["generation": generation, "earlier": earlier])
    }
  }

  /// Writes a new conversation that goes on from the turns `line` of `session`.
  package func fork(_ session: Session, at line: [Session.Turn], as id: ULID) throws {
    try begin(session.configuration, as: id)
    for turn in line {
      try connection.insertDigested(
        into: "fork_turn",
        [
          "session": id, "number": turn.number, "generation": turn.generation,
          "origin": session.id,
        ])
    }
  }

  /// Writes a new conversation.
  package func begin(_ configuration: Session.Configuration, as session: ULID) throws {
    try connection.insertDigested(
      into: "session",
      [
        "id": session, "created_at": now,
        "configuration_json": try CanonicalJSON.text(configuration),
      ])
  }

  /// Writes what was sent with a generation.
  func insert(history prepared: PreparedRequest, generation: ULID) throws {
    for (digest, fileExtension) in prepared.files.sorted(by: { $0.key < $1.key }) {
      let size = prepared.message.body.segments.lazy.compactMap { segment -> Int? in
        switch segment {
        case .base64(digest, let count), .file(digest, let count): count
        default: nil
        }
      }.first
      guard let size else { continue }
      try connection.nameObject(digest, fileExtension: fileExtension, byteCount: size, at: now)
    }
    for earlier in prepared.history {
      try connection.insertDigested(
        into: "history", ["generation": generation, "earlier": earlier])
    }
  }
}
