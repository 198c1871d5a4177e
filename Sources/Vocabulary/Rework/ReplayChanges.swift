/// What a replay of a chain sends otherwise than it was recorded. Steps are named by their number, or by the first four or
/// more letters of their generation.
public struct ReplayChanges: Codable, Hashable, Sendable {
  /// A setting of one step, or of every step that may change.
  public struct Setting: Codable, Hashable, Sendable {
    /// `nil` for every step from `from` on.
    public var step: String?
    /// `aspect`, `size`, `seed`, or an option of the model.
    public var name: String
    /// Empty takes it away.
    public var value: String

    /// A setting with its new value.
    public init(step: String? = nil, name: String, value: String) {
      self.step = step
      self.name = name
      self.value = value
    }
  }

  /// What is asked instead, by step.
  public var prompts: [String: String]
  /// What is set instead.
  public var settings: [Setting]
  /// The first step that is sent again, changed or not; `nil` for the first that changes.
  public var from: String?
  /// Whether every step is sent again, changed or not.
  public var isAll: Bool
  /// Whether what was made of an image that is made again is made again too.
  public var ripples: Bool

  /// Changes of some steps; without any, nothing is sent.
  public init(
    prompts: [String: String] = [:], settings: [Setting] = [], from: String? = nil,
    isAll: Bool = false, ripples: Bool = true
  ) {
    self.prompts = prompts
    self.settings = settings
    self.from = from
    self.isAll = isAll
    self.ripples = ripples
  }
}
