/// Tokens that the provider says it counted. Absent figures were not given.
public struct Usage: Codable, Hashable, Sendable {
  /// Input tokens.
  public var prompt: Int?
  /// Output tokens, images included.
  public var output: Int?
  /// Thought tokens.
  public var thoughts: Int?
  /// All of them.
  public var total: Int?
  /// Input tokens by modality, such as `IMAGE`.
  public var promptByModality: [String: Int]
  /// Output tokens by modality.
  public var outputByModality: [String: Int]

  /// Counts, each optional.
  public init(
    prompt: Int? = nil, output: Int? = nil, thoughts: Int? = nil, total: Int? = nil,
    promptByModality: [String: Int] = [:], outputByModality: [String: Int] = [:]
  ) {
    self.prompt = prompt
    self.output = output
    self.thoughts = thoughts
    self.total = total
    self.promptByModality = promptByModality
    self.outputByModality = outputByModality
  }
}
