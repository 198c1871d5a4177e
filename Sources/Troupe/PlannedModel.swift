/// What one of several models would be sent for a request, or why the request cannot go there.
public struct PlannedModel: Encodable, Sendable {
  /// The model as it was asked for.
  public let model: String
  /// What would be sent; `nil` where nothing can be.
  public let plan: Plan?
  /// Why nothing can be sent; `nil` where something can.
  public let error: TroupeError?

  private enum CodingKeys: String, CodingKey { case model, plan, error }
  private enum ErrorKeys: String, CodingKey { case code, message }

  /// Writes all three; an error as its code and sentence.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(model, forKey: .model)
    try container.encode(plan, forKey: .plan)
    guard let error else { return try container.encodeNil(forKey: .error) }
    var words = container.nestedContainer(keyedBy: ErrorKeys.self, forKey: .error)
    try words.encode(error.code, forKey: .code)
    try words.encode(error.message, forKey: .message)
  }
}
