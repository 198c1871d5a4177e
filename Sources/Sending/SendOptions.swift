package import TroupeVocabulary

/// What the user allows a request.
package struct SendOptions: Sendable {
  /// How many images are wanted; `nil` is one that may be answered from the record.
  package var count: Int?
  /// Whether an equal request that is finished or open is sent again.
  package var isFresh = false
  /// Whether an equal request that was refused is sent again.
  package var isAgain = false
  /// The most it may cost, US dollars; `nil` for the budget's bound.
  package var maxCost: Double?
  /// The beginning of the digest of the plan that was approved, 8 or more lower-case hexadecimal digits; with it the same
  /// run is made once, whatever `count` is.
  package var expected: String?
  /// The batch that one image joins; `nil` for none, and for several images, which have one of their own.
  package var batch: ULID?

  package init(
    count: Int? = nil, isFresh: Bool = false, isAgain: Bool = false, maxCost: Double? = nil,
    expected: String? = nil, batch: ULID? = nil
  ) {
    self.count = count
    self.isFresh = isFresh
    self.isAgain = isAgain
    self.maxCost = maxCost
    self.expected = expected
    self.batch = batch
  }

  /// - Throws: `RequestError.planChanged` where `plan` is not the one that was approved.
  package func checkExpected(_ plan: Plan) throws {
    guard let expected, let digest = plan.digest, !digest.hex.hasPrefix(expected) else { return }
    throw TroupeError.request(.planChanged(expected: expected, found: digest))
  }

  /// Whether an equal request that is done is sent all the same.
  var repeats: Bool { isFresh || (count != nil && expected == nil) }
}
