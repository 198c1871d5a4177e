internal import Foundation
internal import TroupeImaging
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// The last answer of a send.
extension AnswerRecorder {
  /// Writes the exchange, the outputs and the state, and clears the spool unless the request is to be sent again.
  /// - Parameters:
  ///   - images: those that came, in order.
  ///   - made: how many were made, where not all came.
  ///   - delay: seconds until the request is sent again, where that is allowed.
  func end(
    _ arrival: Arrival, _ decoded: DecodedAnswer, images: [ReceivedImage] = [], made: Int? = nil,
    delay: @Sendable (RetryPolicy.Reason) -> Double? = { _ in nil }
  ) async throws -> Result {
    let (body, pieces) = try arrival.stored(in: objects)
    let cost = decoded.cost(
      price: arrival.price, tokens: arrival.profile.tokenPrice?.value, images: made ?? images.count)
    let seconds = decoded.outcome.retryReason.flatMap(delay)
    try await generations.write { writer in
      try writer.event(arrival.generation, .received)
      try writer.name(pieces)
      try writer.exchange(
        arrival.attempt, answer: arrival.answer, body: body, decoded: decoded, cost: cost,
        at: arrival.received)
      for (index, image) in images.enumerated() {
        try writer.output(image, position: index + 1, of: arrival.generation)
      }
      let state = seconds == nil ? decoded.outcome.state : .planned
      try writer.event(arrival.generation, state, decoded.summary)
    }
    let (provider, status) = (arrival.profile.provider, arrival.answer.status)
    if let seconds {
      return .again(seconds: seconds, reason: "\(provider) answered HTTP \(status)")
    }
    try spool.remove(arrival.attempt)
    return .ended(
      decoded.outcome.error(
        provider: provider, status: status, message: decoded.message,
        generation: arrival.generation))
  }

  /// Puts an image of an answer into the object store and measures it.
  func store(_ image: DecodedImage) throws -> ReceivedImage {
    let fileExtension = MediaType(sniffing: image.content.start.prefix(12))?.fileExtension ?? "bin"
    let digest =
      switch image.content {
      case .bytes(let bytes): try objects.put(bytes, fileExtension: fileExtension)
      case .file(let file): file.digest
      }
    return try received(
      digest, fileExtension: fileExtension, claimed: image.claimedType, signature: image.signature)
  }

  /// The file `digest`, measured.
  func received(
    _ digest: Digest, fileExtension: String, claimed: String = "", signature: String? = nil
  ) throws -> ReceivedImage {
    let bytes = try objects.mapped(digest, fileExtension: fileExtension)
    let header = try? ImageHeader(reading: bytes)
    let type = MediaType(sniffing: bytes.prefix(12))
    return ReceivedImage(
      digest: digest, byteCount: bytes.count, fileExtension: fileExtension,
      mediaType: type?.rawValue ?? Self.unsniffed(claimed), width: header?.orientedWidth,
      height: header?.orientedHeight, signature: signature)
  }

  /// The type of bytes of no known type: the claimed type, unless the bytes contradict it.
  private static func unsniffed(_ claimed: String) -> String {
    claimed.isEmpty || MediaType(rawValue: claimed) != nil ? "application/octet-stream" : claimed
  }
}

extension Arrival {
  /// The body as the record keeps it, and the files that it names. A fetched result is one file.
  func stored(in objects: ObjectStore) throws -> (MessageBody, [ObjectStore.Entry]) {
    let bodies = AnswerBody(objects: objects)
    guard leg == .fetch else { return try bodies.store(answer) }
    let (body, file) = try bodies.storeWhole(answer)
    return (body, [file])
  }
}

extension DecodedAnswer {
  /// US dollars: for the tokens counted, where they have prices; else the price of each image that was made; 0 when
  /// certainly nothing was made; `nil` when not known.
  fileprivate func cost(price: Double?, tokens: TokenPrice?, images: Int) -> Double? {
    let counted = tokens.flatMap { tokens in usage.flatMap(tokens.cost) }
    return switch outcome {
    case .images:
      // A count of tokens without those of images leaves out what was made.
      usage?.outputByModality["IMAGE"] ?? 0 > 0 && counted != nil
        ? counted : price.map { $0 * Double(images) }
    case .noImage: counted
    case .failed: 0
    case .blocked, .unreadable: nil
    }
  }

  /// How it ended, in one line for the record.
  fileprivate var summary: String {
    let reason: String? =
      switch outcome {
      case .images: nil
      case .noImage(let reason), .blocked(let reason), .unreadable(let reason): reason
      case .failed: finishReason
      }
    return [reason, message].compactMap(\.self).joined(separator: ": ")
  }
}
