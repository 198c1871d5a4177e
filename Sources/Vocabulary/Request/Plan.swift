/// The dry run of a request: what would be sent, why, and at what price.
public struct Plan: Encodable, Hashable, Sendable {
  /// The profile's id.
  public let model: String
  /// The words as they would be sent.
  public let promptSent: String
  /// The images, and those left out.
  public let selection: Selection
  /// The adapters, in the order in which they are loaded.
  public let adapters: [ChosenAdapter]
  /// Parameters asked for and as they would be sent.
  public let parameters: AskedSent
  /// Where the aspect comes from if none is sent; `nil` if one is, or where that is not known.
  public let unaskedAspect: UnaskedAspect?
  /// Differences between asked and sent.
  public let adjustments: [Adjustment]
  /// How far each limit of the model is used.
  public let limits: [LimitUse]
  /// Price and size beforehand.
  public let estimate: Estimate
  /// What the user should know of the model, such as its announced end.
  public let warnings: [String]
  /// The words of the prompt that mean something, with what they were taken to ask for.
  public let wordsRead: [WordRead]
  /// Equal for plans that would send the same bytes to the same address as often, at the same price at most; `nil` for a
  /// plan of no request.
  public let digest: Digest?

  /// What would be sent to `model`.
  public init(
    model: String, promptSent: String, selection: Selection, adapters: [ChosenAdapter] = [],
    parameters: AskedSent, unaskedAspect: UnaskedAspect? = nil, adjustments: [Adjustment] = [],
    limits: [LimitUse] = [],
    estimate: Estimate,
    warnings: [String] = [], wordsRead: [WordRead] = [], digest: Digest? = nil
  ) {
    self.model = model
    self.promptSent = promptSent
    self.selection = selection
    self.adapters = adapters
    self.parameters = parameters
    self.unaskedAspect = unaskedAspect
    self.adjustments = adjustments
    self.limits = limits
    self.estimate = estimate
    self.warnings = warnings
    self.wordsRead = wordsRead
    self.digest = digest
  }
}

/// What aspect a model gives an image where none is asked.
public struct UnaskedAspect: Codable, Hashable, Sendable {
  /// The position of the image that it is taken from; `nil` where it is the model's own.
  public let image: Int?
  /// The nearest of the model's aspects, `W:H`; `nil` where the image's size is not known.
  public let aspect: String?
  /// False where no primary source of the rule could be had.
  public let isConfirmed: Bool

  private enum CodingKeys: String, CodingKey {
    case image, aspect
    case isConfirmed = "confirmed"
  }

  /// An aspect with where it comes from.
  public init(image: Int?, aspect: String?, isConfirmed: Bool) {
    self.image = image
    self.aspect = aspect
    self.isConfirmed = isConfirmed
  }
}

/// Parameters in their two forms.
public struct AskedSent: Codable, Hashable, Sendable {
  /// As the user set them.
  public let asked: Parameters
  /// As the request carries them.
  public let sent: Parameters

  /// Parameters as asked for and as sent.
  public init(asked: Parameters, sent: Parameters) {
    self.asked = asked
    self.sent = sent
  }
}

/// How far one limit is used.
public struct LimitUse: Codable, Hashable, Sendable {
  /// `images` or a kind in the plural, such as `characters`.
  public let name: String
  /// How many are used.
  public let used: Int
  /// How many there may be; `nil` when not known.
  public let bound: Int?
  /// How many the vendor advises, where the request goes past that; `nil` otherwise.
  public let advised: Int?

  /// How many of `bound` are used.
  public init(name: String, used: Int, bound: Int?, advised: Int? = nil) {
    self.name = name
    self.used = used
    self.bound = bound
    self.advised = advised
  }
}

/// What a request would cost. Absent figures are not known.
public struct Estimate: Codable, Hashable, Sendable {
  /// US dollars for all its images.
  public let costUSD: Double?
  /// What bounds on cost are kept by, US dollars for all its images: the same, or more where a library brought a price that
  /// is lower than the built-in one or the user's own. No bound is kept without it.
  public let boundUSD: Double?
  /// Where the price stands, or where it was looked for.
  public let priceSource: String
  /// The day the price was last checked, `YYYY-MM-DD`; empty where it never was.
  public let priceChecked: String
  /// False where no primary or measured source of the price could be had.
  public let priceConfirmed: Bool
  /// Input and output tokens.
  public let tokens: Int?
  /// Bytes of the images as sent, before base64.
  public let bytes: Int

  private enum CodingKeys: String, CodingKey {
    case costUSD = "cost_usd"
    case boundUSD = "bound_usd"
    case priceSource, priceChecked, priceConfirmed, tokens
    case bytes = "byteCount"
  }

  /// An estimate of `costUSD` US dollars, by which bounds are kept too; figures that are left out are not known.
  public init(
    costUSD: Double?, priceSource: String = "", priceChecked: String = "",
    priceConfirmed: Bool = false, tokens: Int? = nil, bytes: Int
  ) {
    self.init(
      costUSD: costUSD, boundUSD: costUSD, priceSource: priceSource, priceChecked: priceChecked,
      priceConfirmed: priceConfirmed, tokens: tokens, bytes: bytes)
  }

  package init(
    costUSD: Double?, boundUSD: Double?, priceSource: String, priceChecked: String,
    priceConfirmed: Bool, tokens: Int?, bytes: Int
  ) {
    self.costUSD = costUSD
    self.boundUSD = boundUSD
    self.priceSource = priceSource
    self.priceChecked = priceChecked
    self.priceConfirmed = priceConfirmed
    self.tokens = tokens
    self.bytes = bytes
  }

  /// An estimate by `price`, confirmed where both the price and `isConfirmed` say so.
  package init(
    costUSD: Double?, boundUSD: Double?, price: Sourced<[String: Double]>,
    isConfirmed: Bool = true, tokens: Int?, bytes: Int
  ) {
    self.init(
      costUSD: costUSD, boundUSD: boundUSD, priceSource: price.source, priceChecked: price.checked,
      priceConfirmed: price.isConfirmed && isConfirmed, tokens: tokens, bytes: bytes)
  }
}
