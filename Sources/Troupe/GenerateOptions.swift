/// What a request may say besides its prompt.
public struct GenerateOptions: Hashable, Sendable {
  /// The model by id or alias; `nil` takes the parent's, then the settings'.
  public var model: String?
  /// Aspect ratio, `W:H`; `nil` leaves it to the model.
  public var aspect: String?
  /// A size name of the model, such as `2K`; `nil` takes its usual one.
  public var size: String?
  /// A seed, for models that take one.
  public var seed: Int?
  /// Other settings by name, such as `thinking`.
  public var options: [String: String] = [:]
  /// Images besides those of mentioned assets: a digest prefix of a reference, a generated image or a file, each with
  /// an optional `:role` (identity, style, pose, composition), as in `pose.png:pose`.
  public var references: [String] = []
  /// Addresses of further images, which the provider fetches itself: `https://` or `gs://`. The record holds the
  /// address, not the picture.
  public var uris: [String] = []
  /// Handles of mentioned assets to send no image of.
  public var without: [String] = []
  /// Views to show beside those that the prompt asks for in words: `profile`, or `@kael=profile` for one asset.
  public var views: [String] = []
  /// Whether all that the model accepts may be used, though its vendor advises less.
  public var isStretched = false
  /// What to do when not every mentioned asset fits.
  public var overflow: Overflow = .fail
  /// How many images; `nil` is one, which may be answered from the record.
  public var count: Int?
  /// Whether an equal request is sent again.
  public var isFresh = false
  /// The most it may cost, US dollars.
  public var maxCost: Double?

  /// Options with every value at its default.
  public init() {}

  /// Options that name a model.
  public init(model: String) { self.model = model }
}

extension GenerateOptions {
  /// Aspect, size and the like, as a request has them.
  var parameters: Parameters {
    Parameters(aspect: aspect, size: size, seed: seed, options: options)
  }
}
