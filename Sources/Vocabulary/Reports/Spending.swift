/// What a call is about to send, for a person to agree to.
public struct Spending: Hashable, Sendable {
  /// The model's id.
  public let model: String
  /// How many images are to be sent for, each a request with its own price.
  public let images: Int
  /// US dollars at most for all of them; `nil` where the price is not known.
  public let costUSD: Double?
  /// Whether that is above `Settings.askAbove`, or not known; below it there is no need to ask.
  public let isAsked: Bool
  /// The rework that it is for; `nil` for other calls.
  public let rework: Rework?

  /// Agrees or does not; called before anything is sent or recorded, and only for what is not known to be free.
  public typealias Approval = @Sendable (Spending) async throws -> Bool

  /// What is about to be spent on `model`.
  public init(
    model: String, images: Int, costUSD: Double?, isAsked: Bool, rework: Rework? = nil
  ) {
    self.model = model
    self.images = images
    self.costUSD = costUSD
    self.isAsked = isAsked
    self.rework = rework
  }
}
