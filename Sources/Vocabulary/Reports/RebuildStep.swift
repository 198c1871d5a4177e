/// One generation of a lineage and its counterpart on another model.
public struct RebuildStep: Encodable, Hashable, Sendable {
  /// The generation that is rebuilt.
  public let old: ULID
  /// The generation that stands for it on the other model; `nil` in a plan.
  public let new: ULID?
  /// What is or was sent, with every adjustment.
  public let plan: Plan

  /// A step that rebuilds `old`.
  public init(old: ULID, new: ULID? = nil, plan: Plan) {
    self.old = old
    self.new = new
    self.plan = plan
  }

  private enum CodingKeys: String, CodingKey { case old, new, plan }

  /// Writes `new` only once there is one: a planned step has no such name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(old, forKey: .old)
    if let new { try container.encode(new, forKey: .new) }
    try container.encode(plan, forKey: .plan)
  }
}
