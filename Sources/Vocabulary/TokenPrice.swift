/// Prices of a million tokens, US dollars.
public struct TokenPrice: Codable, Hashable, Sendable {
  /// Of what is sent: words and pictures.
  public let input: Double
  /// Of words and thoughts that come back.
  public let words: Double
  /// Of images that come back.
  public let images: Double

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
      Double(sent) * input + Double(made - drawn + thoughts) * words + Double(drawn) * images
    return millionths.rounded() / 1e6
  }

  private static let most = 10_000_000
}
