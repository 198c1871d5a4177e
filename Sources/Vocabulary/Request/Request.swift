/// What was asked, provider-neutral and frozen.
public struct Request: Codable, Hashable, Sendable {
  /// The prompt or the edit instruction, with its snippets and variables put in. Changing it clears `written`.
  public var prompt: String { didSet { if prompt != oldValue { written = nil } } }
  /// The prompt as written, where snippets or variables stand in it.
  public var written: String?
  /// The model as named.
  public var model: String
  /// The image to edit or continue.
  public var parent: InputImage?
  /// What of the parent may change: a PNG of its size, transparent there. `nil` leaves that to the words.
  public var mask: StoredImage?
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
  /// Traits of the cast to leave out of the words, as their assets have them.
  public var withoutTraits: [String]
  /// Assets to send no adapter of.
  public var withoutAdapters: [Handle]
  /// Whether the descriptions of characters and objects are left out of the words.
  public var omitsDescriptions: Bool
  /// The looks that those wear whom the prompt names in none.
  public var looks: [NamedLook]
  /// Assets that are shown as they were at one time.
  public var versions: [NamedVersion]
  /// The shot of the story that it is, 1 or more: the cast is as it is then. `nil` for none.
  public var shot: Int?
  /// Whether the limits that a model accepts hold, and not the narrower ones that its vendor advises.
  public var usesHardLimits: Bool
  /// What to do when not every mentioned asset fits.
  public var overflow: Overflow
  /// Aspect, size and the like.
  public var parameters: Parameters

  /// A request for `model`; all but the prompt and the model may be left out.
  public init(
    prompt: String, written: String? = nil, model: String, parent: InputImage? = nil,
    mask: StoredImage? = nil,
    references: [InputImage] = [],
    uris: [ImageAddress] = [], without: [Handle] = [], with: [NamedLook] = [],
    kept: [NamedLook] = [], views: [ViewWish] = [], withoutTraits: [String] = [],
    withoutAdapters: [Handle] = [], omitsDescriptions: Bool = false, usesHardLimits: Bool = false,
    looks: [NamedLook] = [], versions: [NamedVersion] = [], shot: Int? = nil,
    overflow: Overflow = .fail, parameters: Parameters = Parameters()
  ) {
    self.prompt = prompt
    self.written = written == prompt ? nil : written
    self.model = model
    self.parent = parent
    self.mask = mask
    self.references = references
    self.uris = uris
    self.without = without
    self.with = with
    self.kept = kept
    self.views = views
    self.withoutTraits = withoutTraits
    self.withoutAdapters = withoutAdapters
    self.omitsDescriptions = omitsDescriptions
    self.usesHardLimits = usesHardLimits
    self.looks = looks
    self.versions = versions
    self.shot = shot
    self.overflow = overflow
    self.parameters = parameters
  }

  private enum CodingKeys: String, CodingKey {
    case prompt, written, model, parent, mask, references, uris, without, with, kept, views,
      overflow
    case parameters
    case withoutTraits, withoutAdapters, omitsDescriptions, looks, versions, shot
    case usesHardLimits = "stretch"
  }

  /// Reads a request; records made before views, addresses, further assets and words to leave out could be given have
  /// none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    prompt = try container.decode(String.self, forKey: .prompt)
    written = try container.decodeIfPresent(String.self, forKey: .written)
    model = try container.decode(String.self, forKey: .model)
    parent = try container.decodeIfPresent(InputImage.self, forKey: .parent)
    mask = try container.decodeIfPresent(StoredImage.self, forKey: .mask)
    references = try container.decode([InputImage].self, forKey: .references)
    uris = try container.decodeIfPresent([ImageAddress].self, forKey: .uris) ?? []
    without = try container.decode([Handle].self, forKey: .without)
    with = try container.decodeIfPresent([NamedLook].self, forKey: .with) ?? []
    kept = try container.decodeIfPresent([NamedLook].self, forKey: .kept) ?? []
    views = try container.decodeIfPresent([ViewWish].self, forKey: .views) ?? []
    withoutTraits = try container.decodeIfPresent([String].self, forKey: .withoutTraits) ?? []
    withoutAdapters = try container.decodeIfPresent([Handle].self, forKey: .withoutAdapters) ?? []
    omitsDescriptions =
      try container.decodeIfPresent(Bool.self, forKey: .omitsDescriptions) ?? false
    usesHardLimits = try container.decodeIfPresent(Bool.self, forKey: .usesHardLimits) ?? false
    looks = try container.decodeIfPresent([NamedLook].self, forKey: .looks) ?? []
    versions = try container.decodeIfPresent([NamedVersion].self, forKey: .versions) ?? []
    shot = try container.decodeIfPresent(Int.self, forKey: .shot)
    overflow = try container.decode(Overflow.self, forKey: .overflow)
    parameters = try container.decode(Parameters.self, forKey: .parameters)
  }

  /// Writes a request; words to leave out only where there are any, so that all others are written as they always were.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(prompt, forKey: .prompt)
    if let written { try container.encode(written, forKey: .written) }
    try container.encode(model, forKey: .model)
    try container.encodeIfPresent(parent, forKey: .parent)
    try container.encodeIfPresent(mask, forKey: .mask)
    try container.encode(references, forKey: .references)
    try container.encode(uris, forKey: .uris)
    try container.encode(without, forKey: .without)
    if !with.isEmpty { try container.encode(with, forKey: .with) }
    if !kept.isEmpty { try container.encode(kept, forKey: .kept) }
    try container.encode(views, forKey: .views)
    if !withoutTraits.isEmpty { try container.encode(withoutTraits, forKey: .withoutTraits) }
    if !withoutAdapters.isEmpty { try container.encode(withoutAdapters, forKey: .withoutAdapters) }
    if omitsDescriptions { try container.encode(true, forKey: .omitsDescriptions) }
    if !looks.isEmpty { try container.encode(looks, forKey: .looks) }
    if !versions.isEmpty { try container.encode(versions, forKey: .versions) }
    try container.encodeIfPresent(shot, forKey: .shot)
    try container.encode(usesHardLimits, forKey: .usesHardLimits)
    try container.encode(overflow, forKey: .overflow)
    try container.encode(parameters, forKey: .parameters)
  }
}
