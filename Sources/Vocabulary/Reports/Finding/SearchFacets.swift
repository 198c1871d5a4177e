/// How many generations answer to a query, in all and by what they are like.
public struct SearchFacets: Encodable, Hashable, Sendable {
  /// So many of them are like this.
  public struct Count: Encodable, Hashable, Sendable {
    /// What they are like, such as a model's id or a month, `YYYY-MM` in UTC.
    public let value: String
    /// How many they are, 1 or more.
    public let count: Int

    /// One line of counts.
    public init(value: String, count: Int) {
      self.value = value
      self.count = count
    }
  }

  /// All of them.
  public let total: Int
  /// By model, the most first.
  public let models: [Count]
  /// By asset that they show, by its handle of today, the most first; one that shows two is counted for each.
  public let assets: [Count]
  /// By state, the most first.
  public let states: [Count]
  /// By month in which they were planned, the newest first.
  public let months: [Count]

  /// The counts of one query.
  public init(
    total: Int, models: [Count], assets: [Count], states: [Count], months: [Count]
  ) {
    self.total = total
    self.models = models
    self.assets = assets
    self.states = states
    self.months = months
  }
}
