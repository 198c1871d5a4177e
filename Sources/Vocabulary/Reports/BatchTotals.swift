/// What became of the images that one call asked for.
public struct BatchTotals: Codable, Hashable, Sendable {
  /// Images wanted.
  public let asked: Int
  /// Those that came, now or before.
  public let made: Int
  /// Whole answers without an image, in words alone or without any.
  public let wordsOnly: Int
  /// Those that the provider blocked.
  public let refused: Int
  /// Those that were certainly not made.
  public let failed: Int
  /// Those of no known outcome, and those still under way.
  public let unknown: Int
  /// Those that were not sent for, because something stopped the rest.
  public let notAsked: Int

  /// Counts `results` of a call that asked for so many.
  public init(asked: Int, _ results: [GenerationResult]) {
    func count(_ states: GenerationState...) -> Int {
      results.count { states.contains($0.generation.state) }
    }
    self.asked = max(asked, results.count)
    wordsOnly = results.count { $0.generation.state == .done && $0.generation.outputs.isEmpty }
    made = count(.done) - wordsOnly
    refused = count(.refused)
    failed = count(.failed)
    unknown = count(.unknown, .planned, .sent, .received)
    notAsked = max(0, asked - results.count)
  }
}
