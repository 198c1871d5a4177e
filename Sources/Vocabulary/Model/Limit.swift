/// One bound of a model. Both values absent means that the bound is not known.
public struct Limit: Codable, Hashable, Sendable {
  /// The most that the model accepts.
  public let hard: Int?
  /// The most that its vendor advises.
  public let recommended: Int?
  /// Where the figures stand.
  public let source: String
  /// The day they were last checked, `YYYY-MM-DD`.
  public let checked: String
  /// What else is to be known of them.
  public let note: String?

  /// A bound with its source.
  public init(
    hard: Int? = nil, recommended: Int? = nil, source: String, checked: String, note: String? = nil
  ) {
    self.hard = hard
    self.recommended = recommended
    self.source = source
    self.checked = checked
    self.note = note
  }

  /// The bound to keep: the advised one where there is one, else the hard one; `nil` when neither is known.
  public var bound: Int? {
    guard let recommended else { return hard }
    return hard.map { min($0, recommended) } ?? recommended
  }
}

/// A bound on the pixels of all images of a request together.
public struct PixelLimit: Codable, Hashable, Sendable {
  /// The most pixels, with its source.
  public let total: Limit
  /// Whether the pixels of the output count too, so that a larger output leaves less for the inputs.
  public let includesOutput: Bool

  private enum CodingKeys: String, CodingKey { case total, includesOutput }

  /// A bound on pixels.
  public init(total: Limit, includesOutput: Bool) {
    self.total = total
    self.includesOutput = includesOutput
  }
}
