/// What a rebuild of one lineage on another model would cost and lose.
public struct LineageForecast: Codable, Hashable, Sendable {
  /// The generation that ends the lineage.
  public let focus: ULID
  /// The other model, by its id.
  public let model: String
  /// How many generations would be made again.
  public let steps: Int
  /// What they would cost at most, US dollars; `nil` where a price is not known.
  public let costUSD: Double?
  /// How many differences from what was asked the plan tells, by field, such as `aspect` or `references`.
  public let losses: [String: Int]
  /// Steps that cannot be sent to that model.
  public let unplanned: Int

  private enum CodingKeys: String, CodingKey {
    case focus, model, steps, losses, unplanned
    case costUSD = "cost_usd"
  }

  /// A forecast of a rebuild.
  public init(
    focus: ULID, model: String, steps: Int, costUSD: Double?, losses: [String: Int], unplanned: Int
  ) {
    self.focus = focus
    self.model = model
    self.steps = steps
    self.costUSD = costUSD
    self.losses = losses
    self.unplanned = unplanned
  }

  /// What the planned `rework` would cost and lose.
  public init(_ rework: Rework) {
    let adjustments = rework.steps.flatMap { $0.plan?.adjustments ?? [] }
    self.init(
      focus: rework.focus, model: rework.model ?? "", steps: rework.steps.count,
      costUSD: rework.totals.costUnknownSteps > 0 ? nil : rework.totals.costUSDToCome,
      losses: Dictionary(adjustments.map { ($0.field, 1) }, uniquingKeysWith: +),
      unplanned: rework.steps.count { $0.plan == nil })
  }
}
