/// A shot of which takes would be made.
public struct ScheduledShot: Sendable, Hashable {
  /// Why it is made.
  public enum Reason: String, Codable, Hashable, Sendable {
    /// Takes are missing, or were certainly not made.
    case missing
    /// The file says something else of it than what it was made from.
    case changed
    /// The cast, or an earlier shot, is not what it was.
    case stale
    /// The user wants it made again.
    case fresh
  }

  /// The shot.
  public let shot: Shot
  /// Why it is made.
  public let reason: Reason
  /// How many takes are made of it, 1 or more.
  public let takes: Int
  /// What each sends; `nil` where it waits. The images of shots that are made before it are gray pictures of their size in
  /// it.
  public let plan: Plan?
  /// The shots whose images it needs, and which are not there and not made.
  public let waitsFor: [String]

  /// What all its takes cost at most, US dollars; `nil` where that is not known, 0 for what is not sent.
  public var costUSD: Double? {
    guard let plan else { return 0 }
    return plan.estimate.boundUSD.map { $0 * Double(takes) }
  }
}

/// What making a scene would send, and at what price.
public struct ScenePlan: Sendable, Hashable {
  /// How the scene stands.
  public let status: SceneStatus
  /// What is made, sources before what is made from them.
  public let scheduled: [ScheduledShot]

  /// How many images are asked for.
  public var images: Int { scheduled.reduce(0) { $0 + ($1.plan == nil ? 0 : $1.takes) } }

  /// What all of it costs at most, US dollars; `nil` where that is not known.
  public var costUSD: Double? {
    scheduled.reduce(0) { sum, one in
      sum.flatMap { known in one.costUSD.map { known + $0 } }
    }
  }
}
