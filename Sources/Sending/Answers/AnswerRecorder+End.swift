internal import Foundation
internal import TroupeImaging
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// The last answer of a send.
extension AnswerRecorder {
  /// Writes the exchange, the outputs, what was found in them and the state, and clears the spool unless the request is to
  /// be sent again.
  /// - Parameters:
  ///   - images: those that came, in order.
  ///   - made: how many were made, where not all came.
  ///   - cut: why the answer has no end, where it has none: then what it comes to is unknown.
  ///   - delay: seconds until the request is sent again, where that is allowed.
  func end(
    _ arrival: Arrival, _ decoded: DecodedAnswer, images: [ReceivedImage] = [], made: Int? = nil,
    cut: String? = nil,
    delay: @Sendable (RetryPolicy.Reason) -> Double? = { _ in nil }
  ) async throws -> Result {
    let (body, pieces) = try arrival.stored(in: objects)
    let drafts = try decoded.drafts.suffix(Self.mostImages).map(store)
    let findings = findings(arrival, decoded, images: images, drafts: drafts)
    let cost = decoded.cost(
      price: arrival.price, tokens: arrival.profile.tokenPrice?.value,
      images: min(made ?? Set(images.map(\.digest)).count, Self.mostBilled))
    let seconds = decoded.outcome.retryReason.flatMap(delay)
    let fault = images.lazy.compactMap(\.fault).first
    // What is done can be read; what came and cannot is kept, and nothing says that it was not paid for.
    let isUseless = !images.isEmpty && images.allSatisfy { $0.fault != nil }
    let after: GenerationState =
      isUseless || cut != nil ? .unknown : decoded.isPaid(cost) ? .done : decoded.outcome.state
    let reason = isUseless ? "what came cannot be read: \(fault?.words ?? "")" : decoded.summary
    try await generations.write { writer in
      try writer.event(arrival.generation, .received)
      try writer.name(pieces + drafts.map(\.entry))
      try writer.exchange(
        arrival.attempt, answer: arrival.answer, body: body, decoded: decoded, cost: cost,
        at: arrival.received)
      for (index, image) in images.enumerated() {
        try writer.output(image, position: index + 1, of: arrival.generation)
      }
      // One answer of a generation that is sent again is not its last.
      if seconds == nil { try writer.findings(findings, of: arrival.generation) }
      try writer.event(
        arrival.generation, seconds == nil ? after : .planned, cut ?? reason)
    }
    let (provider, status, isFree) = (
      arrival.profile.provider, arrival.answer.status, arrival.price == 0
    )
    if let seconds {
      return .again(seconds: seconds, reason: "\(provider) answered HTTP \(status)")
    }
    try spool.remove(arrival.attempt)
    if let fault {
      return .ended(
        .provider(
          .unreadableImage(
            provider: provider, reason: fault.words, generation: arrival.generation,
            isFree: isFree)))
    }
    if let cut {
      return .ended(
        .provider(
          .outcomeUnknown(
            provider: provider, reason: cut, generation: arrival.generation, isFree: isFree)))
    }
    if arrival.isTurn, decoded.isInWords { return .ended(nil) }
    return .ended(
      decoded.outcome.error(
        provider: provider, status: status, message: decoded.message,
        generation: arrival.generation, isFree: isFree))
  }

  /// Most images of one answer that are taken out of it; the others stay in its body.
  static let mostImages = 64
  /// Most images of one answer that are counted at the price of one: no vendor makes more for one request, and what an
  /// answer repeats was not made again. ByteDance documents up to 15.
  private static let mostBilled = 16

  private func findings(
    _ arrival: Arrival, _ decoded: DecodedAnswer, images: [ReceivedImage], drafts: [ReceivedImage]
  ) -> [Finding] {
    var findings = AnswerFindings(arrival, decoded, images: images)
    if decoded.images.count > images.count, !images.isEmpty {
      findings.add(taken: images.count, of: decoded.images.count)
    }
    findings.add(drafts: drafts)
    return findings.all
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

  /// Whether all of an image came.
  func isReadable(_ image: DecodedImage) -> Bool {
    let bytes: Data? =
      switch image.content {
      case .bytes(let bytes): bytes
      case .file(let file):
        try? objects.mapped(
          file.digest,
          fileExtension: MediaType(sniffing: file.start.prefix(12))?.fileExtension ?? "bin")
      }
    return bytes.flatMap { try? ImageCheck(reading: $0) } != nil
  }

  /// The file `digest`, measured.
  func received(
    _ digest: Digest, fileExtension: String, claimed: String = "", signature: String? = nil
  ) throws -> ReceivedImage {
    let bytes = try objects.mapped(digest, fileExtension: fileExtension)
    let type = MediaType(sniffing: bytes.prefix(12))
    func image(
      _ header: ImageHeader?, fault: ImageFault? = nil, check: ImageCheck? = nil,
      fingerprint: Fingerprint? = nil
    ) -> ReceivedImage {
      ReceivedImage(
        digest: digest, byteCount: bytes.count, fileExtension: fileExtension,
        mediaType: type?.rawValue ?? Self.unsniffed(claimed), width: header?.orientedWidth,
        height: header?.orientedHeight, signature: signature, fault: fault,
        blankness: check?.blankness.map { "\($0)" }, flaws: check?.notes ?? [],
        fingerprint: fingerprint)
    }
    do {
      // Read once: what checks it to its last pixel also makes the small copy that the fingerprint is taken of.
      let picture = try SmallPicture(reading: bytes)
      return image(
        picture.check.header, check: picture.check,
        fingerprint: try? picture.measured().fingerprint)
    } catch {
      return image(try? ImageHeader(reading: bytes), fault: error)
    }
  }

  /// The type of bytes of no known type: the claimed type, unless the bytes contradict it.
  private static func unsniffed(_ claimed: String) -> String {
    claimed.isEmpty || MediaType(rawValue: claimed) != nil ? "application/octet-stream" : claimed
  }
}

extension ReceivedImage {
  /// Its file.
  fileprivate var entry: ObjectStore.Entry {
    ObjectStore.Entry(digest: digest, fileExtension: fileExtension, byteCount: byteCount)
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
  /// US dollars: what the answer says itself; else for the tokens counted, where they have prices; else the price of each
  /// image that was made; 0 when certainly nothing was made; `nil` when not known.
  fileprivate func cost(price: Double?, tokens: TokenPrice?, images: Int) -> Double? {
    if case .failed = outcome { return 0 }
    if let billedUSD { return billedUSD }
    let counted = tokens.flatMap { tokens in usage.flatMap { tokens.cost(of: $0) } }
    return switch outcome {
    case .images:
      // A count of tokens without those of images leaves out what was made.
      usage?.outputByModality["IMAGE"] ?? 0 > 0 && counted != nil
        ? counted : price.map { $0 * Double(images) }
    case .noImage: counted
    case .failed, .blocked, .unreadable: nil
    }
  }

  /// Whether a whole answer without an image says something in words.
  fileprivate var isInWords: Bool {
    guard case .noImage = outcome else { return false }
    return texts.contains { $0.contains { !$0.isWhitespace } }
  }

  /// Whether a whole answer without an image was paid for, so that nothing may say that it failed (D17).
  fileprivate func isPaid(_ cost: Double?) -> Bool {
    guard case .noImage = outcome else { return false }
    return isInWords || (cost ?? 0) > 0 || (usage?.total ?? 0) > 0
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
