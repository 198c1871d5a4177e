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
        "grounding_json": decoded.grounding.map { String(decoding: $0, as: UTF8.self) },
        "cost_usd": cost,
      ])
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
