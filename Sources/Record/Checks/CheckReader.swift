internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Reads checks inside a transaction.
package struct CheckReader {
  let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The last state of the check `c`, as a join of SQL called `e`.
  static let state = """
    JOIN check_event e ON e.picture_check = c.id
      AND e.number = (SELECT max(number) FROM check_event WHERE picture_check = c.id)
    """

  /// The last check of each image that has a verdict, as a table of SQL. No view, as the program reads none.
  static let standing = """
    (SELECT c.id, c.generation, c.position FROM picture_check c WHERE c.id =
      (SELECT max(d.id) FROM picture_check d JOIN check_event f ON f.picture_check = d.id
        WHERE d.generation = c.generation AND d.position = c.position AND f.state = 'done'))
    """

  /// The check called `id`.
  /// - Throws: `LibraryError.database` where there is none.
  package func check(_ id: ULID) throws -> PictureCheck {
    guard let check = try checks("c.id = ?", id).first else {
      throw TroupeError.library(.database(detail: "the record has no check \(id)"))
    }
    return check
  }

  /// All checks of images of `generations`, oldest first.
  package func checks(of generations: [ULID]) throws -> [PictureCheck] {
    try checks(
      "c.generation IN (SELECT value FROM json_each(?))",
      CanonicalJSON.text(Set(generations).sorted()))
  }

  /// The last equal check that was answered, or may have been; what failed is none.
  package func equal(_ key: Digest) throws -> PictureCheck? {
    try checks("c.request_key = ? AND e.state <> 'failed'", key)
      .max { ($0.state == .done ? 1 : 0, $0.id) < ($1.state == .done ? 1 : 0, $1.id) }
  }

  /// Checks that no answer ended, oldest first.
  package func unfinished() throws -> [(id: ULID, state: CheckState)] {
    try connection.rows(
      """
      SELECT c.id, e.state FROM picture_check c \(Self.state)
      WHERE e.state IN ('planned', 'sent') ORDER BY c.id
      """
    ).map { (try $0.ulid("id"), try $0.word(CheckState.self, "state")) }
  }

  /// What is needed to read the answer to `id`; `nil` where the record does not know it.
  package func planned(_ id: ULID) throws -> Planned? {
    try connection.row(
      """
      SELECT c.questions_json, e.state, p.profile_json FROM picture_check c \(Self.state)
      JOIN model_profile p ON p.digest = c.profile_digest WHERE c.id = ?
      """, id
    ).map { row in
      Planned(
        questions: try row.json([CheckQuestion].self, "questions_json"),
        profile: try row.profile("profile_json"), state: try row.word(CheckState.self, "state"))
    }
  }

  /// A check that was planned.
  package struct Planned: Sendable {
    /// The questions in order.
    package let questions: [CheckQuestion]
    /// The judge as it was used.
    package let profile: ModelProfile
    /// How far it has come.
    package let state: CheckState
  }

  private func checks(_ condition: String, _ value: (any SQLValue)?) throws -> [PictureCheck] {
    let rows = try connection.rows(
      """
      SELECT c.*, e.state, e.message, x.model_resolved, x.finish_reason, x.usage_json, x.cost_usd,
        x.body AS received FROM picture_check c \(Self.state)
      LEFT JOIN check_answer x ON x.picture_check = c.id WHERE \(condition) ORDER BY c.id
      """, value)
    return try rows.map(check)
  }

  private func check(_ row: Row) throws -> PictureCheck {
    let id = try row.ulid("id")
    let state = try row.word(CheckState.self, "state")
    let message = try row.text("message")
    return PictureCheck(
      id: id,
      image: OutputID(
        generation: try row.ulid("generation"), position: try row.position("position")),
      createdAt: try row.date("created_at"), model: try row.text("profile"),
      modelResolved: try row.optionalText("model_resolved"), provider: try row.text("provider"),
      state: state, message: message.isEmpty ? nil : message,
      verdicts: try verdicts(id, try row.json([CheckQuestion].self, "questions_json")),
      usage: try row.optionalJSON(Usage.self, "usage_json"),
      costUSD: state == .failed ? 0 : try row.optionalDollars("cost_usd"),
      finishReason: try row.optionalText("finish_reason"), sent: try row.digest("body"),
      received: try row.optionalDigest("received"))
  }

  private func verdicts(_ id: ULID, _ questions: [CheckQuestion]) throws -> [CheckVerdict] {
    try connection.rows(
      "SELECT * FROM check_verdict WHERE picture_check = ? ORDER BY number", id
    ).map { row in
      let number = try row.position("number")
      guard questions.indices.contains(number - 1) else {
        throw row.damaged("number", "no question has it")
      }
      return CheckVerdict(
        question: questions[number - 1], answer: try row.text("answer"),
        evidence: try row.text("evidence"))
    }
  }
}
