internal import Foundation
internal import TroupeImaging
internal import TroupeProviders
internal import TroupeStorage
internal import TroupeVocabulary

/// Turns a whole spooled answer into the record. The same for a send that just ended and for one that a crash left.
struct Settlement: Sendable {
  let context: LineageContext

  /// What came of one send.
  enum Result: Sendable {
    /// It is over; the error that tells the user how it failed, or `nil` when images came.
    case ended(TroupeError?)
    /// It was not made and is to be sent again in so many seconds. Its spool file still holds the generation.
    case again(seconds: Double, reason: String)
  }

  /// Reads `spool`, keeps its images, writes the exchange and the state, and clears the spool where that is final.
  /// - Parameter pause: seconds until the request is sent again, where that is allowed.
  func settle(
    attempt: ULID, generation: ULID, spool: SpoolFile,
    pause: @Sendable (Patience.Reason) -> Double? = { _ in nil }
  ) async throws -> Result {
    let received = context.clock()
    let profile = try await context.database.write { connection in
      try GenerationWriter(connection, at: received).event(generation, .received)
      return try GenerationReader(connection).plannedProfile(of: generation)
    }
    let answer = try AnswerScan.read(spool, into: context.objects)
    let decoded = decode(answer, from: profile.profile)
    let outputs = try decoded.images.map(keep)
    let (body, pieces) = try store(answer, outputs, from: profile.profile)
    let cost = decoded.cost(price: profile.price, tokens: profile.profile.tokenPrice?.value)
    let seconds = decoded.outcome.retry.flatMap(pause)
    let context = context
    try await context.database.write { connection in
      let writer = GenerationWriter(connection, at: context.clock())
      for piece in pieces {
        try connection.nameObject(
          piece.digest, fileExtension: piece.fileExtension, byteCount: piece.byteCount,
          at: received)
      }
      try writer.exchange(
        attempt, answer: answer, body: body, decoded: decoded, cost: cost, at: received)
      for (index, output) in outputs.enumerated() {
        try writer.output(output, position: index + 1, of: generation)
      }
      let state = seconds == nil ? decoded.outcome.state : .planned
      try writer.event(generation, state, decoded.summary)
    }
    let provider = profile.profile.provider
    if let seconds {
      return .again(seconds: seconds, reason: "\(provider) answered HTTP \(answer.status)")
    }
    try context.spool.remove(attempt)
    return .ended(
      decoded.outcome.error(
        provider: provider, status: answer.status, message: decoded.message,
        generation: generation))
  }

  /// Whether `spool`, whose end was not seen to come, holds a whole answer with images all the same: JSON that closes
  /// has nothing more to come.
  func holdsImages(_ spool: SpoolFile, of generation: ULID) async throws -> Bool {
    let planned = try await context.database.read {
      try GenerationReader($0).plannedProfile(of: generation)
    }
    guard case .http(let dialect) = Provider.of(planned.profile) else { return false }
    return try dialect.decode(AnswerScan.read(spool, into: context.objects)).outcome == .images
  }

  private func decode(_ answer: HTTPAnswer, from profile: ModelProfile) -> DecodedAnswer {
    switch Provider.of(profile) {
    case .http(let dialect): return dialect.decode(answer)
    case .local:
      var decoded = DecodedAnswer(outcome: .images)
      decoded.images = [
        DecodedImage(
          content: .bytes(answer.body), claimedType: MediaType.png.rawValue, signature: nil)
      ]
      decoded.modelVersion = profile.id
      decoded.finishReason = "STOP"
      return decoded
    }
  }

  private func store(
    _ answer: HTTPAnswer, _ images: [KeptImage], from profile: ModelProfile
  ) throws -> (MessageBody, [AnswerBody.Piece]) {
    if case .local = Provider.of(profile), let image = images.first {
      return (MessageBody(segments: [.file(image.digest, byteCount: image.byteCount)]), [])
    }
    return try AnswerBody(objects: context.objects).store(answer)
  }

  private func keep(_ image: DecodedImage) throws -> KeptImage {
    let type = MediaType(sniffing: image.content.start.prefix(12))
    let fileExtension = type?.fileExtension ?? "bin"
    let (digest, byteCount) =
      switch image.content {
      case .bytes(let bytes):
        (try context.objects.put(bytes, fileExtension: fileExtension), bytes.count)
      case .file(let file): (file.digest, file.byteCount)
      }
    let header = try? ImageHeader(
      reading: context.objects.mapped(digest, fileExtension: fileExtension))
    return KeptImage(
      digest: digest, byteCount: byteCount, fileExtension: fileExtension,
      mediaType: type?.rawValue ?? Self.unsniffed(image.claimedType), width: header?.orientedWidth,
      height: header?.orientedHeight, signature: image.signature)
  }
}

extension Settlement {
  /// The type of bytes that are of no known type: as claimed, unless the bytes gainsay it.
  fileprivate static func unsniffed(_ claimed: String) -> String {
    claimed.isEmpty || MediaType(rawValue: claimed) != nil ? "application/octet-stream" : claimed
  }
}

/// An image of an answer, safe on disk.
struct KeptImage: Sendable {
  let digest: Digest
  let byteCount: Int
  let fileExtension: String
  let mediaType: String
  let width: Int?
  let height: Int?
  let signature: String?
}

extension DecodedAnswer {
  /// US dollars: for the tokens counted, where they have prices; else the price of each image that came; 0 when
  /// certainly nothing was made; `nil` when not known.
  func cost(price: Double?, tokens: TokenPrice?) -> Double? {
    let counted = tokens.flatMap { tokens in usage.flatMap(tokens.cost) }
    return switch outcome {
    case .images:
      // A count without images is none of what was made.
      usage?.outputByModality["IMAGE"] ?? 0 > 0 && counted != nil
        ? counted : price.map { $0 * Double(images.count) }
    case .noImage: counted
    case .failed: 0
    case .blocked, .unreadable: nil
    }
  }

  /// How it ended, in one line for the record.
  var summary: String {
    let reason: String? =
      switch outcome {
      case .images: nil
      case .noImage(let reason), .blocked(let reason), .unreadable(let reason): reason
      case .failed: finishReason
      }
    return [reason, message].compactMap(\.self).joined(separator: ": ")
  }
}
