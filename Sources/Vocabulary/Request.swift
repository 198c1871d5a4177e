/// What was asked, provider-neutral and frozen.
public struct Request: Codable, Hashable, Sendable {
  /// The prompt or the edit instruction, as written.
  public var prompt: String
  /// The model as named.
  public var model: String
  /// The image to edit or continue.
  public var parent: InputImage?
  /// Images that the user named beside those of mentioned assets, in order.
  public var references: [InputImage]
  /// Mentioned assets to send no image of.
  public var without: [Handle]
  /// What to do when not every mentioned asset fits.
  public var overflow: Overflow
  /// Aspect, size and the like.
  public var parameters: Parameters

  package init(
    prompt: String, model: String, parent: InputImage? = nil, references: [InputImage] = [],
    without: [Handle] = [], overflow: Overflow = .fail, parameters: Parameters = Parameters()
  ) {
    self.prompt = prompt
    self.model = model
    self.parent = parent
    self.references = references
    self.without = without
    self.overflow = overflow
    self.parameters = parameters
  }
}
