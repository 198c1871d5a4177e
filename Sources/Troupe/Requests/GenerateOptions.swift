internal import TroupeSending

/// What a request may say besides its prompt.
public struct GenerateOptions: Hashable, Sendable {
  /// The model by id or alias; `nil` takes the parent's, then the settings'.
  public var model: String?
  /// Aspect ratio, `W:H`; `nil` takes the settings', else leaves it to the model; an edit keeps its parent's.
  public var aspect: String?
  /// A size name of the model, such as `2K`; `nil` takes its default.
  public var size: String?
  /// A seed, for models that take one.
  public var seed: Int?
  /// Other settings by name, such as `thinking`.
  public var options: [String: String] = [:]
  /// Images besides those of mentioned assets, each in its role.
  public var references: [NamedInput] = []
  /// What of the edited image may change: a PNG of its size, transparent there. `nil` leaves that to the words.
  public var mask: ImageName?
  /// Addresses of further images, which the provider fetches itself: `https://` or `gs://`. The record holds the
  /// address, not the picture.
  public var uris: [ImageAddress] = []
  /// Mentioned assets to send no image of.
  public var without: [Handle] = []
  /// Assets to send images of though the prompt does not mention them.
  public var with: [NamedLook] = []
  /// Views to show besides those that the prompt asks for in words.
  public var views: [ViewWish] = []
  /// Traits of the cast to leave out of the words, as their assets have them.
  public var withoutTraits: [String] = []
  /// Assets to send no adapter of.
  public var withoutAdapters: [Handle] = []
  /// Whether the descriptions of characters and objects are left out of the words; a style's always goes.
  public var omitsDescriptions = false
  /// Assets to show as they were at one time; their newest version is what they are today.
  public var versions: [NamedVersion] = []
  /// The shot of the story that it is, 1 to 100,000: looks and traits that begin at a shot are as they are then. Without
  /// it no look that is not named is worn, and all traits hold.
  public var shot: Int?
  /// Whether all that the model accepts may be used, though its vendor advises less.
  public var usesHardLimits = false
  /// Whether an image without content may be changed: one of a single color, or fully transparent.
  public var allowsBlank = false
  /// Values for `{name}` in the prompt.
  public var variables: [String: String] = [:]
  /// The prompt as it was written, where its snippets and variables are put in already: it is then sent as it is. `nil`
  /// puts in the library's snippets and `variables`.
  public var written: String?
  /// What to do when not every mentioned asset fits.
  public var overflow: Overflow = .fail
  /// Whether it is made in a batch: for less, within a day. `Library.fetchBatches` fetches what has come.
  public var isBatch = false
  /// How many images, 1 to 100; `nil` is one, which may be answered from the record.
  public var count: Int?
  /// Whether an equal request is sent again.
  public var isFresh = false
  /// Whether an equal request that was refused is sent again.
  public var isAgain = false
  /// The digest of the plan that was approved, or its first 8 or more hexadecimal digits: exactly that is sent, once,
  /// or nothing. `nil` approves whatever comes.
  public var expected: String?
  /// The most it may cost, 0 or more US dollars; `nil` for the settings' bound.
  public var maxCost: Double?
  /// How what is made is checked by a judge; `nil` for not at all. What becomes of a check is an event, and fails nothing.
  public var checking: CheckOptions?
  /// Whether an image is made once more where its check says that a trait changed: both are kept, and the better one stands
  /// for their batch. A trait that is not visible never counts.
  public var retriesChanged = false

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

  /// What the user allows a send.
  var sending: SendOptions {
    SendOptions(
      count: count, isFresh: isFresh, isAgain: isAgain, maxCost: maxCost,
      expected: expected.map(Self.digits))
  }

  /// - Throws: `TroupeError.invalidValue` for a count, a shot or a bound out of range, and for what is no digest.
  func check() throws {
    if let count, !(1...100).contains(count) {
      throw TroupeError.invalidValue(name: "count", value: "\(count)", expected: "1 to 100")
    }
    try StoryTime.check(shot)
    try Self.check(maxCost: maxCost)
    try Self.check(expected: expected)
  }

  /// - Throws: `TroupeError.invalidValue` for what is not the beginning of a digest.
  static func check(expected: String?) throws {
    guard let expected else { return }
    let digits = digits(expected)
    guard (8...64).contains(digits.utf8.count), digits.allSatisfy("0123456789abcdef".contains)
    else {
      throw TroupeError.invalidValue(
        name: "digest", value: expected,
        expected: "the digest of a plan, or its first 8 or more hexadecimal digits")
    }
  }

  static func digits(_ digest: String) -> String {
    let digits = digest.lowercased()
    return digits.hasPrefix("sha256:") ? String(digits.dropFirst(7)) : digits
  }

  /// - Throws: `TroupeError.invalidValue` for a bound that is not an amount of money.
  static func check(maxCost: Double?) throws {
    guard let maxCost else { return }
    guard maxCost >= 0, maxCost.isFinite else {
      throw TroupeError.invalidValue(
        name: "maximum cost", value: "\(maxCost)", expected: "US dollars, 0 or more")
    }
  }
}
