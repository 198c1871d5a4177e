internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// The answers of a job. What decides how it goes on is durable before that is done; of those that only say "not yet" the
/// first is enough.
extension AnswerRecorder {
  /// Most addresses that one answer may name.
  private static let mostAddresses = 64

  /// The job is to be asked for at `message`.
  func recordPoll(
    _ arrival: Arrival, _ message: HTTPRequest, seconds: Double
  ) async throws -> Result {
    let provider = try providers.provider(of: arrival.profile)
    let staysHome = provider.mayGo(message.url, home: arrival.message.url)
    guard Endpoint.isSafe(message.url), message.keyHeader == nil || staysHome else {
      return try await end(
        arrival, .unreadable("its job is to be asked for at an address where no key may go"))
    }
    let next = NextLeg.poll(message, seconds: Polling.delay(seconds))
    if arrival.leg == .submit || message != arrival.message {
      try await recordLeg(arrival, next)
    }
    return .further(next)
  }

  /// The job has come to an end without an address to fetch from, or could not be asked for.
  func recordPolled(
    _ arrival: Arrival, _ decoded: DecodedAnswer, isLastLook: Bool
  ) async throws -> Result {
    let status = arrival.answer.status
    if decoded.isLost { return try await end(arrival, decoded) }
    if decoded.isMissing || [404, 410].contains(status) {
      let job = arrival.message.url.prefix { $0 != "?" }
      let reason = "the job at \(job) is not known there (HTTP \(status))"
      if !isLastLook { return .missing(reason: reason) }
      return try await end(arrival, .unreadable(reason))
    }
    if let host = decoded.unnamedHost(on: arrival) {
      return try await recordWithheld(arrival, host)
    }
    if let reason = decoded.outcome.troubleOfAsking(status: status) {
      return .unanswered(reason: reason)
    }
    return try await end(
      arrival, decoded, images: decoded.images.prefix(Self.mostImages).map(store))
  }

  /// The job is done, and its images stand at the addresses of `messages`.
  func recordAddresses(
    _ arrival: Arrival, _ decoded: DecodedAnswer, _ messages: [HTTPRequest]
  ) async throws -> Result {
    // A provider elsewhere has no need to know what runs on this machine.
    let isHere = Endpoint.isLocal(arrival.message.url)
    let areUsable = messages.allSatisfy {
      Endpoint.isSafe($0.url)
        && (Endpoint.isLocal($0.url)
          ? isHere
          : Endpoint.haveSameOrigin($0.url, arrival.message.url)
            || Endpoint.isHost(of: $0.url, among: arrival.profile.resultHosts ?? []))
    }
    guard areUsable, !messages.isEmpty, messages.count <= Self.mostAddresses else {
      var unusable = decoded
      unusable.outcome = .unreadable(reason: "the addresses of its images cannot be used")
      if unusable.addresses.isEmpty { unusable.addresses = messages.map(\.url) }
      if arrival.leg == .poll, let host = unusable.unnamedHost(on: arrival) {
        return try await recordWithheld(arrival, host)
      }
      return try await end(arrival, unusable.withheld(on: arrival))
    }
    // The key goes nowhere but where the job was asked for.
    let next = NextLeg.fetch(
      messages.map {
        Endpoint.haveSameOrigin($0.url, arrival.message.url) ? $0 : $0.withoutKey
      })
    try await recordLeg(arrival, next)
    return .further(next)
  }

  /// Records one fetched image; after the last, the whole answer.
  func recordFetched(_ arrival: Arrival) async throws -> Result {
    let status = arrival.answer.status
    if Outcome.isPassing(status) { return .unanswered(reason: "HTTP \(status)") }
    guard arrival.left.count <= 1 else {
      let rest = NextLeg.fetch(Array(arrival.left.dropFirst()))
      try await recordLeg(arrival, rest)
      return .further(rest)
    }
    if let again = pollAgain(arrival) {
      try await recordLeg(arrival, again)
      return .further(again)
    }
    let images = try await fetchedImages(arrival)
    var decoded = try await announced(arrival)
    let count = arrival.legs.count - arrival.firstFetch
    // Where images stand at addresses as a rule, one that was fetched is nothing to be told.
    if decoded.outcome == .images, images.count == count {
      decoded.addresses.removeAll(where: arrival.fetched.contains)
    }
    decoded.outcome = .images
    if images.count < count {
      let reason =
        "\(count - images.count) of \(count.counted("image")) could not be fetched (HTTP \(status))"
      if images.isEmpty { decoded.outcome = .unreadable(reason: reason) }
      decoded.message = images.isEmpty ? nil : reason
    }
    return try await end(arrival, decoded, images: images, made: count)
  }

  /// How the job is asked for a fresh address, where the only image is not at the one that it named: addresses are good for
  /// minutes. `nil` where an image came, or none is to be had so.
  private func pollAgain(_ arrival: Arrival) -> NextLeg? {
    let answer = arrival.answer
    let isImage =
      (200..<300).contains(answer.status) && !DecodedImage.isText(answer.body.prefix(16))
    let isSingle = arrival.legs.count == arrival.firstFetch + 1
    guard !isImage, isSingle, arrival.timesAskedAgain < Self.mostTimesAskedAgain,
      case .poll(let message, _)? = arrival.legs[..<arrival.firstFetch].last?.next
    else { return nil }
    return .poll(message, seconds: Polling.delay(2))
  }

  private static let mostTimesAskedAgain = 3

  /// The images that came, in order, `arrival`'s the last.
  private func fetchedImages(_ arrival: Arrival) async throws -> [ReceivedImage] {
    let earlier = arrival.legs.dropFirst(arrival.firstFetch + 1)
      .filter { (200..<300).contains($0.answer.status) }
    let digests = earlier.flatMap(\.body.digests)
    let extensions = try await generations.read { try $0.extensions(of: digests) }
    var images = try digests.map {
      try received($0, fileExtension: extensions[$0] ?? "bin")
    }.filter { try isImage($0) }
    let last = arrival.answer
    if (200..<300).contains(last.status), !DecodedImage.isText(last.body.prefix(16)) {
      images.append(
        try store(DecodedImage(content: .bytes(last.body), claimedType: "", signature: nil)))
    }
    return images
  }

  private func isImage(_ image: ReceivedImage) throws -> Bool {
    let bytes = try objects.mapped(image.digest, fileExtension: image.fileExtension)
    return !DecodedImage.isText(bytes.prefix(16))
  }

  /// What the answer said that named the addresses, read again from the record.
  private func announced(_ arrival: Arrival) async throws -> DecodedAnswer {
    guard arrival.firstFetch < arrival.legs.count,
      let submission = try await generations.read({ try $0.message(of: arrival.attempt) })
    else { return DecodedAnswer(outcome: .images) }
    let leg = arrival.legs[arrival.firstFetch]
    let before = arrival.legs[..<arrival.firstFetch].last?.next
    let extensions = try await generations.read { try $0.extensions(of: leg.body.digests) }
    let answer = HTTPAnswer(
      status: leg.answer.status, headers: leg.answer.headers,
      body: try AnswerBody(objects: objects).bytes(of: leg.body, extensions: extensions))
    let provider = try providers.provider(of: arrival.profile)
    let reading = provider.read(
      answer, to: before?.message ?? submission, on: before?.leg ?? .submit, from: arrival.profile)
    guard case .fetch(let decoded, _) = reading else { return DecodedAnswer(outcome: .images) }
    return decoded
  }

  private func recordLeg(_ arrival: Arrival, _ next: NextLeg) async throws {
    let (body, pieces) = try arrival.stored(in: objects)
    try await generations.write { writer in
      try writer.name(pieces)
      try writer.leg(
        arrival.legs.count + 1, of: arrival.attempt, answer: arrival.answer, body: body,
        next: next, at: arrival.received)
    }
  }
}

extension DecodedAnswer {
  fileprivate static func unreadable(_ reason: String) -> DecodedAnswer {
    DecodedAnswer(outcome: .unreadable(reason: reason))
  }
}

extension Outcome {
  /// Whether an answer of this status may be another one a moment later.
  fileprivate static func isPassing(_ status: Int) -> Bool {
    [408, 425, 429].contains(status) || status >= 500
  }

  /// Why a poll with this outcome was not answered, in words; `nil` where it says how the job ended. A job that can still
  /// be asked for is neither failed nor unknown.
  fileprivate func troubleOfAsking(status: Int) -> String? {
    switch self {
    case .images, .noImage, .blocked: nil
    case .failed(.requestRefused) where (200..<300).contains(status): nil
    case .unreadable(let reason): reason
    case .failed: "HTTP \(status)"
    }
  }
}
