internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// What tells one plan from another: the request with its address, how often it is sent, and what that costs at most.
package struct PlanDigest: Encodable, Sendable {
  private let key: Digest
  private let count: Int
  private let costUSD: Double?

  /// The plan to send the request of `key` so often; US dollars.
  package init(key: Digest, count: Int, costUSD: Double?) {
    self.key = key
    self.count = count
    self.costUSD = costUSD
  }

  /// The digest of all of it.
  /// - Throws: `EncodingError` for a price that is no number.
  package var digest: Digest {
    get throws { Digest(hashing: try CanonicalJSON.encode(self)) }
  }
}
