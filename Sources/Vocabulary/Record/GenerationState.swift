/// How far a generation has come. These are the only states (rule D2).
public enum GenerationState: String, Codable, Hashable, Sendable, CaseIterable {
  /// Recorded whole; nothing has left the machine.
  case planned
  /// Its bytes are on the way, or were when the process ended.
  case sent
  /// A whole answer is on disk and not yet read.
  case received
  /// A whole answer is in the library: its images, or words alone.
  case done
  /// The provider blocked the content.
  case refused
  /// Certainly not made.
  case failed
  /// Sent, and no whole answer: perhaps made and billed.
  case unknown

  /// Whether nothing more will happen by itself.
  public var isFinal: Bool {
    switch self {
    case .done, .refused, .failed: true
    case .planned, .sent, .received, .unknown: false
    }
  }
}
