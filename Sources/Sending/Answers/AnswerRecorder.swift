internal import Foundation
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
    /// The answer is about the asking and says nothing of the job. Nothing is recorded.
    case unanswered(reason: String)
    /// The job is not known where it was asked for, and is to be looked for again. Nothing is recorded.
    case missing(reason: String)
  }

  /// Reads `file`, stores its images, writes the exchange and the state, and clears the spool where that is final.
  /// - Parameters:
  ///   - cut: why the answer has no end, where it has none.
  ///   - isLastLook: whether a job that is not known where it was asked for has come to its end.
  ///   - delay: seconds until the request is sent again, where that is allowed.
  func record(
    _ file: SpoolFile, of generation: ULID, cut: String? = nil, isLastLook: Bool = false,
    delay: @Sendable (RetryPolicy.Reason) -> Double? = { _ in nil }
  ) async throws -> Result {
    guard let arrival = try await arrival(file, of: generation) else {
      return try await lastAsked(of: file.id)
    }
    if arrival.leg == .fetch { return try await recordFetched(arrival) }
    let provider = try providers.provider(of: arrival.profile)
    switch provider.read(
      arrival.answer, to: arrival.message, on: arrival.leg, from: arrival.profile)
    {
    case .answer(let decoded):
      if arrival.leg == .poll {
        return try await recordPolled(arrival, decoded, isLastLook: isLastLook)
      }
      let decoded = decoded.withheld(on: arrival)
      // Of a cut answer, one whose end is missing will never be whole.
      let images = try decoded.images.lazy.filter { cut == nil || isReadable($0) }
        .prefix(Self.mostImages).map(store)
      return try await end(arrival, decoded, images: images, cut: cut, delay: delay)
    case .poll(let message, let seconds):
      return try await recordPoll(arrival, message, seconds: seconds)
    case .fetch(let decoded, let messages):
      return try await recordAddresses(arrival, decoded, messages)
    }
  }

  /// How much of an answer came.
  enum Extent: Sendable {
    /// Nothing that is a result.
    case nothing
    /// Images that can be read, in an answer that does not close: more may still have been to come.
    case part
    /// All of it.
    case whole
  }

  /// What `file`, whose end was not seen to come, holds all the same: JSON that closes has nothing more to come.
  func extent(of file: SpoolFile, _ generation: ULID) async throws -> Extent {
    guard let arrival = try await arrival(file, of: generation), arrival.leg != .fetch else {
      return .nothing
    }
    let provider = try providers.provider(of: arrival.profile)
    switch provider.read(
      arrival.answer, to: arrival.message, on: arrival.leg, from: arrival.profile)
    {
    case .answer(let decoded):
      guard decoded.outcome == .images else { return .nothing }
      if decoded.oddities.isDisjoint(with: [.draft, .broken]) { return .whole }
      guard arrival.leg == .submit, provider.isRemote else { return .nothing }
      return decoded.images.contains(where: isReadable) ? .part : .nothing
    case .poll, .fetch: return .whole
    }
  }

  /// What the record says is to be asked next.
  private func lastAsked(of attempt: ULID) async throws -> Result {
    let next = try await generations.read { try $0.legs(of: attempt).last?.next }
    return next.map { .further($0) } ?? .ended(nil)
  }
}
