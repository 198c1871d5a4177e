/// How far one wanted image of a rework has come.
public enum TakeState: String, Codable, Hashable, Sendable, CaseIterable {
  /// It can be sent, or waits for images of earlier steps.
  case waiting
  /// It is under way.
  case making
  /// Its image is there.
  case made
  /// The provider blocked it.
  case refused
  /// It was certainly not made.
  case failed
  /// It was sent, and no whole answer came: perhaps made and billed.
  case unknown
  /// An image that it needs is not made.
  case blocked
  /// The old image stands for itself, because the user said so.
  case kept
  /// It is not made, because the user said so.
  case skipped
  /// It was not sent: it would have passed the bound on cost.
  case left
}

/// How far a rework has come.
public enum ReworkState: String, Codable, Hashable, Sendable {
  /// Nothing of it was sent yet.
  case planned
  /// A process is at work on it.
  case running
  /// One level of it was made, and the next waits until the user has looked.
  case resting
  /// All that can be made is made, and some is not.
  case incomplete
  /// Every take is made, kept or skipped.
  case finished
  /// The user ended it: nothing more is sent.
  case ended
}
