internal import Foundation
internal import TroupeProviders
internal import TroupeRecord
internal import TroupeStorage
internal import TroupeVocabulary

/// One spooled answer, with what the record knows of the send that it belongs to.
struct Arrival: Sendable {
  let attempt: ULID
  let generation: ULID
  /// What it answers.
  let message: HTTPRequest
  /// Which kind of message that was.
  let leg: Leg
  let answer: HTTPAnswer
  let received: Date
  /// The profile that the generation was planned with, and below the price of an image then, US dollars.
  let profile: ModelProfile
  /// The entry of `providers.toml` that serves the model; `nil` for a vendor's own.
  let gateway: String?
  let price: Double?
  /// The parameters as sent.
  let sent: Parameters
  /// Whether it answers a turn of a conversation.
  let isTurn: Bool
  /// The answers of the same send that are recorded, in order.
  let legs: [GenerationReader.RecordedLeg]

  /// The addresses that are left to fetch, this one first.
  var left: [HTTPRequest] {
    if case .fetch(let messages)? = legs.last?.next { messages } else { [] }
  }

  /// Where the last recorded answer stands that named addresses; those after it are images.
  var firstFetch: Int {
    legs.indices.last { legs[$0].next.leg == .fetch && kind(of: $0) != .fetch } ?? legs.count
  }

  /// The addresses of the images, in order.
  var fetched: [String] {
    guard legs.indices.contains(firstFetch), case .fetch(let messages) = legs[firstFetch].next
    else { return [] }
    return messages.map(\.url)
  }

  /// How often a job was asked for other addresses than those that it had named.
  var timesAskedAgain: Int {
    legs.indices.count { kind(of: $0) == .fetch && legs[$0].next.leg == .poll }
  }

  /// What the recorded answer at `index` answers.
  private func kind(of index: Int) -> Leg { index == 0 ? .submit : legs[index - 1].next.leg }
}

extension AnswerRecorder {
  /// What is in `file`; `nil` when it is in the record already, as where a crash came before the file was cleared away.
  /// - Throws: `LibraryError.database` when the record does not know the send.
  func arrival(_ file: SpoolFile, of generation: ULID) async throws -> Arrival? {
    let attempt = file.id
    let (planned, legs, submission, isTurn) = try await generations.read { reader in
      (
        try reader.planned(generation), try reader.legs(of: attempt),
        try reader.message(of: attempt), try reader.isTurn(generation)
      )
    }
    guard let submission else {
      throw TroupeError.library(.database(detail: "the record has no send \(attempt)"))
    }
    if let head = try AnswerScan.head(of: file).0, head.leg ?? 0 != legs.count { return nil }
    let leg = legs.last?.next.leg ?? .submit
    return Arrival(
      attempt: attempt, generation: generation, message: legs.last?.next.message ?? submission,
      leg: leg, answer: try AnswerScan.read(file, into: objects, isImage: leg == .fetch),
      received: generations.now(), profile: providers.withHosts(planned.profile),
      gateway: providers.isGateway(planned.profile.provider) ? planned.profile.provider : nil,
      price: planned.price,
      sent: planned.sent, isTurn: isTurn, legs: legs)
  }
}
