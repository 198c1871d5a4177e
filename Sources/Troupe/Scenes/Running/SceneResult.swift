/// What became of a shot of which takes were to be made.
public struct ShotOutcome: Sendable {
  /// The shot.
  public let shot: Shot
  /// Its takes, in the order in which they came.
  public let results: [GenerationResult]
  /// Why not all of them were sent for.
  public let error: TroupeError?
  /// The shots whose images it needs, and which are not there.
  public let waitsFor: [String]

  init(
    _ shot: Shot, _ results: [GenerationResult] = [], error: (any Error)? = nil,
    waitsFor: [String] = []
  ) {
    self.shot = shot
    self.results = results
    self.error = error.map { $0 as? TroupeError ?? .interrupted }
    self.waitsFor = waitsFor
  }
}

/// What became of a scene.
public struct SceneResult: Sendable {
  /// The shots of which takes were to be made, in the order of their ends.
  public let outcomes: [ShotOutcome]
  /// How the scene stands now.
  public let status: SceneStatus
}
