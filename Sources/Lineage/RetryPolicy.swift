internal import Foundation
package import TroupeVocabulary

/// When a request that was certainly not made is sent again by itself, and how long that waits.
///
/// Only what the provider refused for now, saying so, and what never reached it: anything else may have been
/// made and billed.
package struct RetryPolicy: Hashable, Sendable {
  /// The most sends of one request.
  package var mostSends = 5
  /// The most seconds that all waiting may take; 0 sends once.
  package var longestWait = 60.0

  /// A policy; by default five sends within a minute.
  package init(mostSends: Int = 5, longestWait: Double = 60) {
    self.mostSends = mostSends
    self.longestWait = longestWait
  }

  /// Seconds to wait before sending again; `nil` where it is not to be.
  /// - Parameters:
  ///   - error: what the last send ended with.
  ///   - sends: how many there were.
  ///   - waited: seconds that were waited already.
  ///   - chance: from 0 to 1, so that many callers do not come back at once.
  package func pause(
    after error: TroupeError, sends: Int, waited: Double, chance: Double
  ) -> Double? {
    guard sends < mostSends else { return nil }
    let usual = pow(2, Double(sends - 1)) * (0.75 + chance / 2)
    let pause: Double
    switch error {
    case .rateLimited(_, _, let asked, noQuota: false, _): pause = max(asked ?? usual, 0)
    // A name or a connection that is not there now is seldom there a minute later.
    case .noConnection where sends == 1: pause = usual / 2
    default: return nil
    }
    return waited + pause <= longestWait ? pause : nil
  }
}
