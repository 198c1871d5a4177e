/// A figure with its source and the day on which it was checked.
public struct Sourced<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The figure; `nil` when it is not known.
  public let value: Value?
  /// Where it stands: a document, a measurement, an SDK.
  public let source: String
  /// The day it was last checked, `YYYY-MM-DD`.
  public let checked: String
  /// False where no primary or measured source could be had.
  public let isConfirmed: Bool
  /// What else is to be known of it, such as another source that disagrees.
  public let note: String?

  private enum CodingKeys: String, CodingKey {
    case value, source, checked, note
    case isConfirmed = "confirmed"
  }

  /// A figure with its source and the day, `YYYY-MM-DD`, on which it was checked.
  public init(
    _ value: Value?, source: String, checked: String, isConfirmed: Bool = true, note: String? = nil
  ) {
    self.value = value
    self.source = source
    self.checked = checked
    self.isConfirmed = isConfirmed
    self.note = note
  }

  /// Reads a figure; `confirmed` may be left out and is then true.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    value = try container.decodeIfPresent(Value.self, forKey: .value)
    source = try container.decode(String.self, forKey: .source)
    checked = try container.decode(String.self, forKey: .checked)
    isConfirmed = try container.decodeIfPresent(Bool.self, forKey: .isConfirmed) ?? true
    note = try container.decodeIfPresent(String.self, forKey: .note)
  }
}

/// Prices of a million tokens, US dollars.
public struct TokenPrice: Codable, Hashable, Sendable {
  /// Of what is sent: words, and pictures where `inputImages` is absent.
  public let input: Double
  /// Of pictures that are sent; `nil` where they cost what words do.
  public let inputImages: Double?
  /// Of words and thoughts that come back.
  public let words: Double
  /// Of images that come back.
  public let images: Double

  /// Prices of a million tokens, US dollars.
  package init(input: Double, inputImages: Double? = nil, words: Double, images: Double) {
    self.input = input
    self.inputImages = inputImages
    self.words = words
    self.images = images
  }

  /// What `usage` costs, US dollars; `nil` where it does not say how much of the output is images, or counts more than
  /// any model takes or makes.
  package func cost(of usage: Usage) -> Double? {
    guard usage.prompt != nil || usage.total != nil else { return nil }
    let output = usage.output ?? 0
    let isWhole = output == usage.outputByModality.values.reduce(0, &+)
    guard let drawn = usage.outputByModality["IMAGE"] ?? (isWhole ? 0 : nil) else { return nil }
    let thoughts = usage.thoughts ?? 0
    let counts = [usage.prompt ?? 0, output, thoughts, usage.total ?? 0, drawn]
    guard counts.allSatisfy((0...Self.most).contains) else { return nil }
    let made = max(output, drawn)
    // What tools read is in the total alone, and is input.
    let sent = max(usage.prompt ?? 0, (usage.total ?? 0) - made - thoughts)
    let millionths =
      priceOfSending(sent, usage.promptByModality) + Double(made - drawn + thoughts) * words
      + Double(drawn) * images
    return millionths.rounded() / 1e6
  }

  /// What `usage` of a model that draws nothing costs: all that comes back is words; US dollars, `nil` as for `cost(of:)`.
  package func cost(ofWords usage: Usage) -> Double? {
    var words = usage
    words.outputByModality = ["TEXT": usage.output ?? 0]
    return cost(of: words)
  }

  /// Millionths of a dollar. Where the pictures among the tokens are not counted, all are billed as the dearer ones.
  private func priceOfSending(_ sent: Int, _ modalities: [String: Int]) -> Double {
    guard let inputImages else { return Double(sent) * input }
    guard let pictures = modalities["IMAGE"] else { return Double(sent) * max(input, inputImages) }
    let bounded = min(max(0, pictures), sent)
    return Double(sent - bounded) * input + Double(bounded) * inputImages
  }

  private static let most = 10_000_000
}
