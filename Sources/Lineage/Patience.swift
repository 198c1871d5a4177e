internal import Foundation
internal import TroupeProviders

/// How long a generation waits for a provider before it is given up.
///
/// Sent again by itself is only what was certainly not made: a request of which no byte went out, and one that a 429, or a
/// 503 that says `UNAVAILABLE`, turned away. What the provider asks for is kept, and where that passes the bound nothing
/// waits at all. Everything else that went out is `unknown`, and sending it again is the user's decision.
package struct Patience: Hashable, Sendable {
  /// Seconds in all that one generation may wait; 0 for none.
  package var longestWait: Double

  /// Sends of one generation.
  private static let mostAttempts = 5
  /// The same where there is no connection: that seldom mends itself in seconds.
  private static let mostConnections = 3
  /// Seconds of the longest pause that is not the provider's own wish.
  private static let longestPause = 30.0

  package init(longestWait: Double = 60) { self.longestWait = longestWait }

  /// Why a request that was not made was not.
  enum Reason {
    case noConnection
    /// The provider turned it away; the seconds it asks for.
    case refused(retryAfter: Double?)
  }

  /// Seconds until the next send, or `nil` when there is to be none.
  /// - Parameters:
  ///   - number: of the send that failed, from 1.
  ///   - waited: seconds that the generation has waited already.
  ///   - chance: from 0 to 1, so that many who were turned away do not come back together.
  func pause(
    after reason: Reason, number: Int, waited: Double, chance: Double
  ) -> Double? {
    let doubled = min(Self.longestPause, Double(1 << min(number - 1, 10))) * (0.5 + chance / 2)
    let pause: Double
    switch reason {
    case .noConnection:
      guard number < Self.mostConnections else { return nil }
      pause = doubled / 2
    case .refused(let retryAfter):
      guard number < Self.mostAttempts else { return nil }
      pause = retryAfter.map { $0 + chance / 2 } ?? doubled
    }
    return waited + pause <= longestWait ? pause : nil
  }
}

extension Outcome {
  /// Why it can be sent again as it is; `nil` when it cannot.
  var retry: Patience.Reason? {
    switch self {
    case .failed(.rateLimited(let seconds, noQuota: false)): .refused(retryAfter: seconds)
    case .failed(.overloaded(let seconds)): .refused(retryAfter: seconds)
    default: nil
    }
  }
}
