package import TroupeVocabulary

/// What an answer means.
package enum Outcome: Hashable, Sendable {
  /// Images came.
  case images
  /// A whole answer without an image; the provider's word for why.
  case noImage(reason: String)
  /// The content was blocked; the provider's word for why.
  case blocked(reason: String)
  /// Certainly not made.
  case failed(Failure)
  /// No answer that can be understood, so that the image may have been made and billed.
  case unreadable(reason: String)

  /// Why a request certainly made nothing.
  package enum Failure: Hashable, Sendable {
    /// The key is not accepted.
    case keyRefused
    /// Money is lacking: the account's credit or its bound of spending is used up.
    case noCredit
    /// The request is not accepted as such.
    case requestRefused
    /// Too many requests or no quota: seconds to wait if said, and whether waiting is of no use.
    case rateLimited(retryAfter: Double?, noQuota: Bool)
    /// The provider says that it took nothing on now; seconds to wait if said.
    case overloaded(retryAfter: Double?)
  }

  /// The state that a generation with this answer comes to.
  package var state: GenerationState {
    switch self {
    case .images: .done
    case .blocked: .refused
    case .noImage, .failed: .failed
    case .unreadable: .unknown
    }
  }

  /// The error that a caller sees; `nil` when images came.
  /// - Parameters:
  ///   - provider: who answered, for people.
  ///   - status: the HTTP status of the answer.
  ///   - message: the provider's words, cleaned as `DecodedAnswer.message` is.
  ///   - generation: the record of the request.
  ///   - isFree: whether the model costs nothing.
  /// - Returns: facts, without the key.
  package func error(
    provider: String, status: Int, message: String?, generation: ULID, isFree: Bool = false
  ) -> TroupeError? {
    let message = message ?? ""
    switch self {
    case .images:
      return nil
    case .noImage(let reason):
      return .provider(
        .noImage(provider: provider, reason: reason, message: message, generation: generation))
    case .blocked(let reason):
      return .provider(
        .blocked(provider: provider, reason: reason, message: message, generation: generation))
    case .unreadable(let reason):
      return .provider(
        .outcomeUnknown(
          provider: provider, reason: reason, generation: generation, isFree: isFree))
    case .failed(let failure):
      return failure.error(
        provider: provider, status: status, message: message, generation: generation)
    }
  }
}

extension Outcome.Failure {
  fileprivate func error(
    provider: String, status: Int, message: String, generation: ULID
  ) -> TroupeError {
    switch self {
    case .keyRefused:
      return .provider(.keyRefused(provider: provider, message: message, generation: generation))
    case .noCredit:
      return .provider(.noCredit(provider: provider, message: message, generation: generation))
    case .requestRefused:
      return .provider(
        .requestRefused(
          provider: provider, status: status, message: message, generation: generation))
    case .overloaded(let retryAfter):
      return .provider(
        .overloaded(
          provider: provider, message: message, retryAfter: retryAfter, generation: generation))
    case .rateLimited(let retryAfter, let noQuota):
      return .provider(
        .rateLimited(
          provider: provider, message: message, retryAfter: retryAfter, noQuota: noQuota,
          generation: generation))
    }
  }
}
