internal import Foundation
internal import TroupeImaging
package import TroupeProviders
package import TroupeRecord
package import TroupeStorage
internal import TroupeVocabulary

/// Turns a whole spooled answer into the record. The same for a send that just ended and for one that a crash left.
package struct AnswerRecorder: Sendable {
  let generations: GenerationStore
  let objects: ObjectStore
  let spool: Spool
  let providers: ProviderRegistry

  /// Records in `generations` what `spool` holds, its images in `objects`.
  package init(
    generations: GenerationStore, objects: ObjectStore, spool: Spool, providers: ProviderRegistry
  ) {
    self.generations = generations
    self.objects = objects
    self.spool = spool
    self.providers = providers
  }

  /// What came of one leg of a send.
  enum Result: Sendable {
    /// It is over; the error that tells the user how it failed, or `nil` when images came.
    case ended(TroupeError?)
    /// It was not made and is to be sent again in so many seconds. Its spool file still holds the generation.
    case again(seconds: Double, reason: String)
    /// A job is under way and asks for this. What came so far is recorded.
    case further(NextLeg)
  }

  /// One answer to be recorded.
  private struct Arrival: Sendable {
    let attempt: ULID
    let generation: ULID
    let answer: HTTPAnswer
    let received: Date
    let profile: ModelProfile
    let price: Double?
    let legs: [GenerationReader.RecordedLeg]
  }

  /// Reads `file`, stores its images, writes the exchange and the state, and clears the spool where that is final.
  /// - Parameter delay: seconds until the request is sent again, where that is allowed.
  func record(
    _ file: SpoolFile, of generation: ULID,
    delay: @Sendable (RetryPolicy.Reason) -> Double? = { _ in nil }
  ) async throws -> Result {
    let attempt = file.id
    let (planned, legs) = try await generations.read { reader in
      (try reader.plannedProfile(of: generation), try reader.legs(of: attempt))
    }
    let arrival = Arrival(
      attempt: attempt, generation: generation, answer: try AnswerScan.read(file, into: objects),
      received: generations.now(), profile: planned.profile, price: planned.price, legs: legs)
    let provider = try providers.provider(of: planned.profile)
    let leg = legs.last?.next.leg ?? .submit
    if leg == .fetch { return try await recordFetched(arrival, provider) }
    switch provider.read(arrival.answer, to: leg, from: planned.profile) {
    case .answer(let decoded):
      return try await end(arrival, decoded, images: try decoded.images.map(store), delay: delay)
    case .poll(let message, let seconds):
      let next = NextLeg.poll(message, seconds: max(0, seconds))
      // Of the answers that only say "not yet", the first is enough.
      if legs.isEmpty { try await recordLeg(arrival, next) }
      return .further(next)
    case .fetch(let decoded, let messages):
      guard !messages.isEmpty, messages.allSatisfy({ Endpoint.isSafe($0.url) }) else {
        var unusable = decoded
        unusable.outcome = .unreadable(reason: "the addresses of its images cannot be used")
        return try await end(arrival, unusable, images: [], delay: delay)
      }
      try await recordLeg(arrival, .fetch(messages))
      return .further(.fetch(messages))
    }
  }

  /// Whether `file`, whose end was not seen to come, holds a whole answer with images all the same: JSON that closes has
  /// nothing more to come.
  func holdsImages(_ file: SpoolFile, of generation: ULID) async throws -> Bool {
    let attempt = file.id
    let (planned, legs) = try await generations.read { reader in
      (try reader.plannedProfile(of: generation), try reader.legs(of: attempt))
    }
    let leg = legs.last?.next.leg ?? .submit
    let provider = try providers.provider(of: planned.profile)
    guard leg != .fetch,
      case .answer(let decoded) = provider.read(
        try AnswerScan.read(file, into: objects), to: leg, from: planned.profile)
    else { return false }
    return decoded.outcome == .images
  }

  private func recordLeg(_ arrival: Arrival, _ next: NextLeg) async throws {
    let (body, pieces) = try AnswerBody(objects: objects).store(arrival.answer)
    try await generations.write { writer in
      try writer.name(pieces)
      try writer.leg(
        arrival.legs.count + 1, of: arrival.attempt, answer: arrival.answer, body: body,
        next: next, at: arrival.received)
    }
  }

  /// Records one fetched image; after the last, the whole answer.
  private func recordFetched(
    _ arrival: Arrival, _ provider: any Provider
  ) async throws -> Result {
    guard case .fetch(let left)? = arrival.legs.last?.next else { return .ended(nil) }
    guard (200..<300).contains(arrival.answer.status) else {
      let reason = "an image could not be fetched (HTTP \(arrival.answer.status))"
      return try await end(
        arrival, DecodedAnswer(outcome: .unreadable(reason: reason)), images: [],
        delay: { _ in nil })
    }
    if left.count > 1 {
      let rest = NextLeg.fetch(Array(left.dropFirst()))
      try await recordLeg(arrival, rest)
      return .further(rest)
    }
    // The first answer that asked for fetching says the rest; those after it are images.
    let first = arrival.legs.firstIndex { $0.next.leg == .fetch } ?? 0
    let decoded = try await decoded(arrival.legs, at: first, arrival.profile, provider)
    let files = try await generations.read { reader in
      let digests = arrival.legs[(first + 1)...].flatMap(\.body.digests)
      let extensions = try reader.extensions(of: digests)
      return digests.map { ($0, extensions[$0] ?? "bin") }
    }
    let last = DecodedImage(content: .bytes(arrival.answer.body), claimedType: "", signature: nil)
    let images = try files.map { try received($0.0, fileExtension: $0.1) } + [store(last)]
    return try await end(arrival, decoded, images: images, delay: { _ in nil })
  }

  /// What the recorded answer at `index` says, read again.
  private func decoded(
    _ legs: [GenerationReader.RecordedLeg], at index: Int, _ profile: ModelProfile,
    _ provider: any Provider
  ) async throws -> DecodedAnswer {
    let leg = legs[index]
    let extensions = try await generations.read { try $0.extensions(of: leg.body.digests) }
    let answer = HTTPAnswer(
      status: leg.answer.status, headers: leg.answer.headers,
      body: try AnswerBody(objects: objects).bytes(of: leg.body, extensions: extensions))
    let kind = legs[..<index].last?.next.leg ?? .submit
    switch provider.read(answer, to: kind, from: profile) {
    case .answer(let decoded), .fetch(let decoded, _): return decoded
    case .poll: return DecodedAnswer(outcome: .images)
    }
  }

  private func end(
    _ arrival: Arrival, _ decoded: DecodedAnswer, images: [ReceivedImage],
    delay: @Sendable (RetryPolicy.Reason) -> Double?
  ) async throws -> Result {
    let (body, pieces) = try AnswerBody(objects: objects).store(arrival.answer)
    let cost = decoded.cost(
      price: arrival.price, tokens: arrival.profile.tokenPrice?.value, images: images.count)
    let seconds = decoded.outcome.retryReason.flatMap(delay)
    let (attempt, generation) = (arrival.attempt, arrival.generation)
    try await generations.write { writer in
      try writer.event(generation, .received)
      try writer.name(pieces)
      try writer.exchange(
        attempt, answer: arrival.answer, body: body, decoded: decoded, cost: cost,
        at: arrival.received)
      for (index, image) in images.enumerated() {
        try writer.output(image, position: index + 1, of: generation)
      }
      let state = seconds == nil ? decoded.outcome.state : .planned
      try writer.event(generation, state, decoded.summary)
    }
    let provider = arrival.profile.provider
    if let seconds {
      return .again(
        seconds: seconds, reason: "\(provider) answered HTTP \(arrival.answer.status)")
    }
    try spool.remove(attempt)
    return .ended(
      decoded.outcome.error(
        provider: provider, status: arrival.answer.status, message: decoded.message,
        generation: generation))
  }

  private func store(_ image: DecodedImage) throws -> ReceivedImage {
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
  private func received(
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

extension DecodedAnswer {
  /// US dollars: for the tokens counted, where they have prices; else the price of each image that came; 0 when certainly
  /// nothing was made; `nil` when not known.
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
