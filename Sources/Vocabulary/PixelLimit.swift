/// A bound on the pixels of all images of a request together.
public struct PixelLimit: Codable, Hashable, Sendable {
  /// The most pixels, with its source.
  public let total: Limit
  /// Whether the pixels of the output count too, so that a larger output leaves less for the inputs.
  public let includesOutput: Bool

  private enum CodingKeys: String, CodingKey { case total, includesOutput }

  package init(total: Limit, includesOutput: Bool) {
    self.total = total
    self.includesOutput = includesOutput
  }
}
