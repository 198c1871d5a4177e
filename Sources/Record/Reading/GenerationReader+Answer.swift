internal import Foundation
package import TroupeProviders
internal import TroupeStorage
package import TroupeVocabulary

/// What came back, and what became of sends.
extension GenerationReader {
  /// The last answer to `id` as it came, if there is one.
  package func answer(of id: ULID) throws -> MessageBody? {
    try connection.row(
      """
      SELECT x.body_json FROM exchange x JOIN attempt a ON a.id = x.attempt
      WHERE a.generation = ? ORDER BY a.number DESC LIMIT 1
      """, id
    )?.json(MessageBody.self, "body_json")
  }

  /// The last message that was sent for `id`, and the answer to it with its body apart, if one came; `nil` for what
  /// was never sent.
  package func exchange(
    of id: ULID
  ) throws -> (message: HTTPRequest, answer: (HTTPAnswer, MessageBody)?)? {
    let row = try connection.row(
      """
      SELECT a.*, x.status AS answer_status, x.headers_json AS answer_headers,
        x.body_json AS answer_body
      FROM attempt a LEFT JOIN exchange x ON x.attempt = a.id
      WHERE a.generation = ? ORDER BY a.number DESC LIMIT 1
      """, id)
    return try row.map { row in
      guard let status = try row.optionalInt("answer_status") else {
        return (try message(row), nil)
      }
      let head = HTTPAnswer(
        status: status, headers: try row.json([HTTPHeader].self, "answer_headers"), body: Data())
      return (try message(row), (head, try row.json(MessageBody.self, "answer_body")))
    }
  }

  /// Whether `id` is a turn of a conversation.
  package func isTurn(_ id: ULID) throws -> Bool {
    try connection.row("SELECT 1 FROM turn WHERE generation = ?", id) != nil
  }

  /// Every message that went out for `id`, in order.
  package func sentMessages(of id: ULID) throws -> [SentMessage] {
    try connection.rows("SELECT * FROM attempt WHERE generation = ? ORDER BY number", id).flatMap {
      let further = try legs(of: $0.ulid("id")).compactMap(\.next.message)
      let number = try $0.position("number")
      return try ([message($0)] + further).enumerated().map { index, message in
        SentMessage(
          attempt: number, leg: index + 1, method: message.method, url: message.url,
          headers: message.headers.map { .init(name: $0.name, value: $0.value) },
          keyHeader: message.keyHeader, body: message.body)
      }
    }
  }

  /// The images that `id` made and that can be shown to a model.
  package func outputImages(of id: ULID) throws -> [StoredImage] {
    try connection.rows(
      """
      SELECT o.digest, o.media_type, o.width, o.height, f.byte_count
      FROM output o JOIN object f ON f.digest = o.digest
      WHERE o.generation = ? ORDER BY o.position
      """, id
    ).compactMap { row in
      // What the provider claimed of bytes that show no image is not a type that models take.
      guard let type = MediaType(rawValue: try row.text("media_type")) else { return nil }
      return StoredImage(
        digest: try row.digest("digest"), type: type, width: try row.optionalSide("width"),
        height: try row.optionalSide("height"), byteCount: try row.byteCount("byte_count"))
    }
  }

  /// The digest and claimed type of the image `id`; `nil` when there is none.
  package func output(_ id: OutputID) throws -> (digest: Digest, mime: String)? {
    try connection.row(
      "SELECT digest, media_type FROM output WHERE generation = ? AND position = ?",
      id.generation, id.position
    ).map { (try $0.digest("digest"), try $0.text("media_type")) }
  }

  /// The extensions of the files of `digests`.
  package func extensions(of digests: [Digest]) throws -> [Digest: String] {
    let list = try CanonicalJSON.text(digests.map { "\($0)" })
    let rows = try connection.rows(
      "SELECT digest, extension FROM object WHERE digest IN (SELECT value FROM json_each(?))", list)
    return try Dictionary(
      rows.map { (try $0.digest("digest"), try $0.text("extension")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The newest finished rebuild of `old` that sent the bytes of `key`.
  package func finishedRebuild(
    of old: ULID, _ key: Digest, outside rework: ULID? = nil
  ) throws -> Generation? {
    try connection.row(
      """
      SELECT g.id FROM generation g JOIN current_state s ON s.generation = g.id
      WHERE g.rebuild_of = ? AND g.request_key = ? AND s.state = 'done'
        AND EXISTS (SELECT 1 FROM output WHERE generation = g.id)
        AND NOT EXISTS (SELECT 1 FROM rework_event e WHERE e.generation = g.id AND e.rework = ?)
      ORDER BY g.created_at DESC, g.id DESC LIMIT 1
      """, old, key, rework
    ).map { try generation($0.ulid("id")) }
  }

  /// One answer of a job that was not its end.
  package struct RecordedLeg: Sendable {
    /// As it came.
    package let answer: HTTPAnswer
    /// Its body.
    package let body: MessageBody
    /// What it asks for next.
    package let next: NextLeg
  }

  /// The answers to `attempt` that asked for a further leg, in order; bodies apart from the answers.
  package func legs(of attempt: ULID) throws -> [RecordedLeg] {
    try connection.rows("SELECT * FROM leg WHERE attempt = ? ORDER BY number", attempt).map {
      RecordedLeg(
        answer: HTTPAnswer(
          status: try $0.int("status"), headers: try $0.json([HTTPHeader].self, "headers_json"),
          body: Data()),
        body: try $0.json(MessageBody.self, "body_json"),
        next: try $0.json(NextLeg.self, "next_json"))
    }
  }

  /// What was sent for `attempt`, without the key; `nil` when the record has no such send.
  package func message(of attempt: ULID) throws -> HTTPRequest? {
    try connection.row("SELECT * FROM attempt WHERE id = ?", attempt).map(message)
  }

  /// The message in a row of `attempt`.
  func message(_ row: Row) throws -> HTTPRequest {
    HTTPRequest(
      method: try row.text("method"), url: try row.text("url"),
      headers: try row.json([HTTPHeader].self, "headers_json"),
      keyHeader: try row.optionalText("key_header"),
      body: try row.json(MessageBody.self, "body_json"))
  }

  /// One send of a generation, and how far it has come.
  package struct Send: Sendable {
    /// The send.
    package let attempt: ULID
    /// The generation that it belongs to.
    package let generation: ULID
    /// The state of that generation.
    package let state: GenerationState
    /// Whether its answer is in the record.
    package let isRecorded: Bool
    /// Whether no later send of the generation was planned.
    package let isLast: Bool
    /// Whether it became a job that can still be asked for.
    package let isJob: Bool
  }

  /// The send `attempt`; `nil` when the record has none.
  package func send(_ attempt: ULID) throws -> Send? {
    try connection.row("\(Self.sends) WHERE a.id = ?", attempt).map(send)
  }

  /// The last sends of all generations that have not come to an end.
  package func unfinishedSends() throws -> [Send] {
    try connection.rows("\(Self.sends) WHERE s.state IN ('planned', 'sent', 'received')")
      .map(send).filter(\.isLast)
  }

  private static let sends = """
    SELECT a.id AS attempt, a.generation, s.state, x.attempt IS NOT NULL AS is_recorded,
      a.number = (SELECT max(number) FROM attempt WHERE generation = a.generation) AS is_last,
      EXISTS (SELECT 1 FROM leg WHERE attempt = a.id) AS is_job
    FROM current_state s JOIN attempt a ON a.generation = s.generation
    LEFT JOIN exchange x ON x.attempt = a.id
    """

  private func send(_ row: Row) throws -> Send {
    Send(
      attempt: try row.ulid("attempt"), generation: try row.ulid("generation"),
      state: try row.word(GenerationState.self, "state"),
      isRecorded: try row.bool("is_recorded"), isLast: try row.bool("is_last"),
      isJob: try row.bool("is_job"))
  }
}
