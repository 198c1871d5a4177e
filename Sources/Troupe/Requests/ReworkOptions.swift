internal import TroupeLineage
public import TroupeVocabulary

/// What a rework may spend, and whom it tells.
public struct ReworkOptions: Sendable {
  /// The most that the rework may cost in all, 0 or more US dollars; `nil` for the settings' bound. What would pass it is left.
  public var maxCost: Double?
  /// The beginning of the digest of the plan that was approved, 8 or more hexadecimal digits: exactly that is sent,
  /// once.
  public var expected: String?
  /// Whether what was made of images that were replaced since is made again.
  public var ripple = false
  /// Called as it goes on, from any thread: with the name of the rework, then after each image.
  public var onEvent: WorkEvent.Handler
  /// Asked before anything that may cost money is sent; `nil` agrees.
  public var approve: Spending.Approval?

  /// Options with every bound as the settings have it.
  public init(
    maxCost: Double? = nil, expected: String? = nil, ripple: Bool = false,
    onEvent: @escaping WorkEvent.Handler = { _ in }, approve: Spending.Approval? = nil
  ) {
    self.maxCost = maxCost
    self.expected = expected
    self.ripple = ripple
    self.onEvent = onEvent
    self.approve = approve
  }

  var digits: String? { expected.map(GenerateOptions.digits) }

  var run: Reworks.Run {
    var run = Reworks.Run()
    let onEvent = onEvent
    run.maxCost = maxCost
    run.ripple = ripple
    run.approve = approve
    run.onBegin = { onEvent(.began(rework: $0)) }
    run.onTake = { onEvent(.rebuilt(old: $0, $1)) }
    run.onStop = { onEvent(.stopped($0)) }
    return run
  }
}
