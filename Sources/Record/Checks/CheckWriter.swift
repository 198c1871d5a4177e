package import Foundation
internal import TroupeCatalog
package import TroupeProviders
package import TroupeStorage
package import TroupeVocabulary

/// Inserts the rows of checks inside a write transaction. Nothing is ever updated (D7).
package struct CheckWriter {
  let writer: GenerationWriter

  /// Writes with `writer`.
  package init(_ writer: GenerationWriter) { self.writer = writer }

  private var connection: Connection { writer.connection }

  /// Writes the whole of a planned check; `body` is the file of what will be sent.
  package func plan(_ id: ULID, _ check: PreparedCheck, body: ObjectStore.Entry) throws {
    try writer.name([body])
    try connection.insertDigested(
      into: "picture_check",
      [
        "id": id,
        "created_at": writer.now,
        "generation": check.image.generation,
        "position": check.image.position,
        "profile": check.profile.id,
        "profile_digest": try writer.insert(check.profile),
        "provider": check.profile.provider,
        "questions_json": try CanonicalJSON.text(check.questions),
        "method": check.message.method,
        "url": check.message.url,
        "headers_json": try CanonicalJSON.text(check.message.headers),
        "key_header": check.message.keyHeader,
        "body": body.digest,
        "request_key": try check.key,
        "price_usd": check.price,
      ])
    try event(id, .planned)
  }

  /// Appends a change of state.
  package func event(_ id: ULID, _ state: CheckState, _ message: String = "") throws {
    try CostSums(connection).counting(check: id) { try append(id, state, message) }
  }

  private func append(_ id: ULID, _ state: CheckState, _ message: String) throws {
    let last = try connection.row(
      "SELECT max(number) AS number FROM check_event WHERE picture_check = ?", id)
    try connection.insertDigested(
      into: "check_event",
      [
        "picture_check": id,
        "number": (try last?.optionalInt("number") ?? 0) + 1,
        "at": writer.now,
        "state": state.rawValue,
        "message": message,
      ])
  }

  /// Writes what came back; `body` is the file of the answer.
  package func answer(
    _ id: ULID, status: Int, body: ObjectStore.Entry, _ answer: JudgeAnswer, cost: Double?
  ) throws {
    try writer.name([body])
    try CostSums(connection).counting(check: id) {
      try append(id, status: status, body, answer, cost: cost)
    }
  }

  private func append(
    _ id: ULID, status: Int, _ body: ObjectStore.Entry, _ answer: JudgeAnswer, cost: Double?
  ) throws {
    try connection.insertDigested(
      into: "check_answer",
      [
        "picture_check": id,
        "received_at": writer.now,
        "status": status,
        "body": body.digest,
        "model_resolved": answer.modelVersion,
        "finish_reason": answer.finishReason,
        "usage_json": try answer.usage.map { try CanonicalJSON.text($0) },
        "cost_usd": cost,
      ])
  }

  /// Writes all answers to the questions, in order.
  package func verdicts(_ id: ULID, _ verdicts: [CheckVerdict]) throws {
    for (index, verdict) in verdicts.enumerated() {
      try connection.insertDigested(
        into: "check_verdict",
        [
          "picture_check": id,
          "number": index + 1,
          "subject": verdict.question.subject.rawValue,
          "asset": verdict.question.assetID,
          "trait": verdict.question.trait,
          "answer": verdict.answer,
          "evidence": verdict.evidence,
        ])
    }
  }
}
