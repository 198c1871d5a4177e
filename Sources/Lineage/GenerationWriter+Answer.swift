internal import Foundation
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

extension GenerationWriter {
  /// Writes what came back for a send.
  func exchange(
    _ attempt: ULID, answer: HTTPAnswer, body: MessageBody, decoded: DecodedAnswer,
    cost: Double?, at received: Date
  ) throws {
    try connection.insertDigested(
      into: "exchange",
      [
        "attempt": attempt,
        "received_at": received,
        "status": answer.status,
        "headers_json": try CanonicalJSON.text(answer.headers),
        "body_json": try CanonicalJSON.text(body),
        "model_resolved": decoded.modelVersion,
        "response_id": decoded.responseID,
        "finish_reason": decoded.finishReason,
        "message": decoded.message,
        "texts_json": try CanonicalJSON.text(decoded.texts),
        "usage_json": try decoded.usage.map { try CanonicalJSON.text($0) },
        "grounding_json": try decoded.grounding.flatMap(strict),
        "cost_usd": cost,
      ])
  }

  /// JSON from outside, if SQLite takes it for such; what only a lenient reader accepts stays in the body alone, and
  /// must not keep a paid answer out of the record.
  private func strict(_ json: Data) throws -> String? {
    let text = String(decoding: json, as: UTF8.self)
    let row = try connection.row("SELECT json_valid(?) AS is_valid", text)
    return try row?.bool("is_valid") == true ? text : nil
  }

  /// Writes an image that came back.
  func output(_ image: KeptImage, position: Int, of generation: ULID) throws {
    try connection.nameObject(
      image.digest, fileExtension: image.fileExtension, byteCount: image.byteCount, at: now)
    try connection.insertDigested(
      into: "output",
      [
        "generation": generation,
        "position": position,
        "digest": image.digest,
        "media_type": image.mediaType,
        "width": image.width,
        "height": image.height,
        "signature": image.signature,
      ])
  }
}
