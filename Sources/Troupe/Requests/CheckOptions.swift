/// What a check may say besides its images.
public struct CheckOptions: Hashable, Sendable {
  /// The judge by id or alias; `nil` takes the settings'.
  public var model: String?
  /// Whether what the record answers is asked again.
  public var isFresh = false
  /// The most that all of it may cost, 0 or more US dollars; `nil` for the settings' bound.
  public var maxCost: Double?

  /// Options with every value at its default.
  public init() {}

  /// Options that name a judge.
  public init(model: String) { self.model = model }
}
