package import Foundation
internal import TroupeCatalog
package import TroupeImaging
package import TroupeProviders
package import TroupeStorage
package import TroupeVocabulary

extension GenerationWriter {
  /// Writes what came back for a send.
  package func exchange(
    _ attempt: ULID, answer: HTTPAnswer, body: MessageBody, decoded: DecodedAnswer,
    cost: Double?, at received: Date
  ) throws {
    if !decoded.texts.isEmpty || decoded.message != nil || decoded.finishReason != nil,
      let generation = try generation(of: attempt)
    {
      try SearchIndex(connection).willChange(generation)
    }
    try CostSums(connection).counting(attempt: attempt) {
      try append(attempt, answer, body, decoded, cost: cost, at: received)
    }
  }

  private func append(
    _ attempt: ULID, _ answer: HTTPAnswer, _ body: MessageBody, _ decoded: DecodedAnswer,
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

  private func generation(of attempt: ULID) throws -> ULID? {
    try connection.row("SELECT generation FROM attempt WHERE id = ?", attempt)?
      .ulid("generation")
  }

  /// Writes an answer that is not the end of a send, and what it asks for next. Durable before that is done.
  package func leg(
    _ number: Int, of attempt: ULID, answer: HTTPAnswer, body: MessageBody, next: NextLeg,
    at received: Date
  ) throws {
    try connection.insertDigested(
      into: "leg",
      [
        "attempt": attempt,
        "number": number,
        "received_at": received,
        "status": answer.status,
        "headers_json": try CanonicalJSON.text(answer.headers),
        "body_json": try CanonicalJSON.text(body),
        "next_json": try CanonicalJSON.text(next),
      ])
  }

  /// Writes that no answer to `attempt` came, and what is asked in its place: from then on it is a job that can be asked
  /// for.
  package func unanswered(_ attempt: ULID, asking inquiry: Inquiry) throws -> NextLeg {
    let next = NextLeg.poll(inquiry.message, seconds: inquiry.seconds)
    try leg(
      1, of: attempt, answer: HTTPAnswer(status: 0, headers: [], body: Data()),
      body: MessageBody(segments: []), next: next, at: now)
    return next
  }

  /// Writes that files are on disk, so that rows may name them.
  package func name(_ files: [ObjectStore.Entry]) throws {
    for file in files {
      try connection.nameObject(
        file.digest, fileExtension: file.fileExtension, byteCount: file.byteCount, at: now)
    }
  }

  /// JSON from outside, if SQLite takes it for such; what only a lenient reader accepts stays in the body alone, and
  /// must not keep a paid answer out of the record.
  private func strict(_ json: Data) throws -> String? {
    let text = String(decoding: json, as: UTF8.self)
    let row = try connection.row("SELECT json_valid(?) AS is_valid", text)
    return try row?.bool("is_valid") == true ? text : nil
  }

  /// Writes an image that came back.
  package func output(_ image: ReceivedImage, position: Int, of generation: ULID) throws {
    try connection.nameObject(
      image.digest, fileExtension: image.fileExtension, byteCount: image.byteCount, at: now)
    try CostSums(connection).counting(generation) {
      try append(image, position: position, of: generation)
    }
  }

  private func append(_ image: ReceivedImage, position: Int, of generation: ULID) throws {
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
    if let fingerprint = image.fingerprint {
      try fingerprint.keep(of: image.digest, in: connection)
    } else if image.fault == nil, image.width != nil {
      try Fingerprint.wait(for: image.digest, in: connection)
    }
  }
}

extension GenerationWriter {
  /// Writes what was found in the answer to `generation`, in order. Files that findings name are named already.
  package func findings(_ findings: [Finding], of generation: ULID) throws {
    for (index, finding) in findings.enumerated() {
      try connection.insertDigested(
        into: "finding",
        [
          "generation": generation,
          "number": index + 1,
          "code": finding.code.rawValue,
          "position": finding.output,
          "asked": finding.asked,
          "got": finding.got,
          "digest": finding.digest,
        ])
    }
  }
}

/// An image of an answer, safe on disk, whatever its bytes are.
package struct ReceivedImage: Sendable {
  /// The SHA-256 of the bytes.
  package let digest: Digest
  /// Their number.
  package let byteCount: Int
  /// The extension of its file.
  package let fileExtension: String
  /// What the bytes show, else what the provider claimed.
  package let mediaType: String
  /// Pixels as measured; `nil` when the bytes cannot be read.
  package let width: Int?
  /// Pixels as measured.
  package let height: Int?
  /// The thought signature on it, verbatim.
  package let signature: String?
  /// Why it cannot be read to its end; `nil` where it can.
  package let fault: ImageFault?
  /// What there is to see, where that is nothing, as in `fully transparent`.
  package let blankness: String?
  /// What is odd in its file though every pixel is there, in words.
  package let flaws: [String]
  /// By which it is found among pictures that look alike; `nil` where it was not taken.
  package let fingerprint: Fingerprint?

  package init(
    digest: Digest, byteCount: Int, fileExtension: String, mediaType: String, width: Int?,
    height: Int?, signature: String?, fault: ImageFault? = nil, blankness: String? = nil,
    flaws: [String] = [], fingerprint: Fingerprint? = nil
  ) {
    self.fingerprint = fingerprint
    self.digest = digest
    self.byteCount = byteCount
    self.fileExtension = fileExtension
    self.mediaType = mediaType
    self.width = width
    self.height = height
    self.signature = signature
    self.fault = fault
    self.blankness = blankness
    self.flaws = flaws
  }
}
