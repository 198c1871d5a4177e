internal import Foundation
internal import TroupeProviders

/// How long a generation waits for a provider before it is given up.
///
/// Only requests that certainly produced nothing are sent again: no byte was sent, or the provider turned it away with 429
/// or with a 503 that says `UNAVAILABLE`. The delay that the provider asks for is kept; where it passes the bound, the
/// request is given up at once. Any other request that was sent is `unknown`, and sending it again is the user's decision.
package struct RetryPolicy: Hashable, Sendable {
  /// Seconds in all that one generation may wait; 0 for none.
  package var longestWait: Double

  /// Sends of one generation.
  private static let mostAttempts = 5
  /// The same where there is no connection: that seldom passes in seconds.
  private static let mostConnections = 3
  /// Seconds of the longest delay that the provider did not ask for.
  private static let longestDelay = 30.0

  package init(longestWait: Double = 60) { self.longestWait = longestWait }

  /// Why a request was not made.
  enum Reason {
    case noConnection
    /// The provider turned it away; the seconds that it asks for.
    case refused(retryAfter: Double?)
  }

  /// Seconds until the next send, or `nil` when there is to be none.
  /// - Parameters:
  ///   - number: of the send that failed, from 1.
  ///   - waited: seconds that the generation has waited already.
  ///   - chance: from 0 to 1, so that many who were turned away do not come back together.
  func delay(
    after reason: Reason, number: Int, waited: Double, chance: Double
  ) -> Double? {
    let doubled = min(Self.longestDelay, Double(1 << min(number - 1, 10))) * (0.5 + chance / 2)
    let delay: Double
    switch reason {
    case .noConnection:
      guard number < Self.mostConnections else { return nil }
      delay = doubled / 2
    case .refused(let retryAfter):
      guard number < Self.mostAttempts else { return nil }
      delay = retryAfter.map { $0 + chance / 2 } ?? doubled
    }
    return waited + delay <= longestWait ? delay : nil
  }
}

extension Outcome {
  /// Why it can be sent again as it is; `nil` when it cannot.
  var retryReason: RetryPolicy.Reason? {
    switch self {
    case .failed(.rateLimited(let seconds, noQuota: false)): .refused(retryAfter: seconds)
    case .failed(.overloaded(let seconds)): .refused(retryAfter: seconds)
    default: nil
    }
  }
}
