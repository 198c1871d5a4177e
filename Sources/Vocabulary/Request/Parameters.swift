/// What a request sets besides words and images. What is absent is left to the model.
public struct Parameters: Codable, Hashable, Sendable {
  /// Aspect ratio, `W:H`.
  public var aspect: String?
  /// A size name of the model, such as `2K`.
  public var size: String?
  /// A seed, for models that take one.
  public var seed: Int?
  /// Everything else by name, such as `thinking` or `temperature`; a model refuses what it does not know.
  public var options: [String: String]

  /// Parameters with every value optional.
  public init(
    aspect: String? = nil, size: String? = nil, seed: Int? = nil, options: [String: String] = [:]
  ) {
    self.aspect = aspect
    self.size = size
    self.seed = seed
    self.options = options
  }
}
