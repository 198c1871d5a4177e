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
}
