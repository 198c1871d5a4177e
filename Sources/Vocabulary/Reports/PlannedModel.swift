/// What one of several models would be sent for a request, or why the request cannot go there.
public struct PlannedModel: Hashable, Sendable {
  /// The model as it was asked for.
  public let model: String
  /// What would be sent; `nil` where nothing can be.
  public let plan: Plan?
  /// Why nothing can be sent; `nil` where something can.
  public let error: TroupeError?

  /// A model with its plan, or with why there is none.
  public init(model: String, plan: Plan? = nil, error: TroupeError? = nil) {
    self.model = model
    self.plan = plan
    self.error = error
  }
}
