/// What was asked, provider-neutral and frozen.
public struct Request: Codable, Hashable, Sendable {
  /// The prompt or the edit instruction, as written.
  public var prompt: String
  /// The model as named.
  public var model: String
  /// The image to edit or continue.
  public var parent: InputImage?
  /// Images that the user named besides those of mentioned assets, in order.
  public var references: [InputImage]
  /// Addresses of further images, which the provider fetches itself.
  public var uris: [ImageAddress]
  /// Mentioned assets to send no image of.
  public var without: [Handle]
  /// Assets to send images of though the prompt does not mention them.
  public var with: [NamedLook]
  /// Those that the parent shows: they stay in the record of what is made from it, without images of their own.
  public var kept: [NamedLook]
  /// Views to show beside those that the prompt asks for in words.
  public var views: [ViewWish]
  /// Whether the limits that a model accepts hold, and not the narrower ones that its vendor advises.
  public var usesHardLimits: Bool
  /// What to do when not every mentioned asset fits.
  public var overflow: Overflow
  /// Aspect, size and the like.
  public var parameters: Parameters

  /// A request for `model`; all but the prompt and the model may be left out.
  public init(
    prompt: String, model: String, parent: InputImage? = nil, references: [InputImage] = [],
    uris: [ImageAddress] = [], without: [Handle] = [], with: [NamedLook] = [],
    kept: [NamedLook] = [], views: [ViewWish] = [], usesHardLimits: Bool = false,
    overflow: Overflow = .fail, parameters: Parameters = Parameters()
  ) {
    self.prompt = prompt
    self.model = model
    self.parent = parent
    self.references = references
    self.uris = uris
    self.without = without
    self.with = with
    self.kept = kept
    self.views = views
    self.usesHardLimits = usesHardLimits
    self.overflow = overflow
    self.parameters = parameters
  }

  private enum CodingKeys: String, CodingKey {
    case prompt, model, parent, references, uris, without, with, kept, views, overflow, parameters
    case usesHardLimits = "stretch"
  }

  /// Reads a request; records made before views, addresses and further assets could be given have none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    prompt = try container.decode(String.self, forKey: .prompt)
    model = try container.decode(String.self, forKey: .model)
    parent = try container.decodeIfPresent(InputImage.self, forKey: .parent)
    references = try container.decode([InputImage].self, forKey: .references)
    uris = try container.decodeIfPresent([ImageAddress].self, forKey: .uris) ?? []
    without = try container.decode([Handle].self, forKey: .without)
    with = try container.decodeIfPresent([NamedLook].self, forKey: .with) ?? []
    kept = try container.decodeIfPresent([NamedLook].self, forKey: .kept) ?? []
    views = try container.decodeIfPresent([ViewWish].self, forKey: .views) ?? []
    usesHardLimits = try container.decodeIfPresent(Bool.self, forKey: .usesHardLimits) ?? false
    overflow = try container.decode(Overflow.self, forKey: .overflow)
    parameters = try container.decode(Parameters.self, forKey: .parameters)
  }
}
