public import TroupeVocabulary

/// How a shot stands.
public enum ShotState: String, Codable, Hashable, Sendable, CaseIterable {
  /// Not all of its takes were made.
  case missing
  /// It was made from another text than its file has now.
  case changed
  /// All of its takes are there.
  case made
  /// It is made, but what it shows is not the cast of today, or not made from what its earlier shots are now.
  case stale
  /// A take was certainly not made.
  case failed
  /// A take was blocked, or answered without an image.
  case refused
  /// Nothing is known of a take, which may be billed.
  case unknown
  /// A take is being made.
  case underWay = "under_way"
}

/// One take of a shot.
public struct ShotTake: Hashable, Sendable {
  /// Which of its takes, from 1.
  public let number: Int
  /// Which attempt at it, from 1: more where it failed or was made again.
  public let attempt: Int
  /// The generation that was made for it.
  public let generation: ULID
  /// What became of that.
  public let state: GenerationState
  /// The first of its images; `nil` where none came.
  public let output: OutputID?
  /// Whether it was made from the text that the file has now.
  public let isCurrent: Bool
  /// What a person decided; `nil` for nothing.
  public let pick: Annotation.Pick?
  /// Whether it is the one that stands for the shot.
  public let isPrimary: Bool
}

/// Why a shot that is made would be made otherwise today.
public enum ShotStaleness: Hashable, Sendable {
  /// The file says something else of it now; told of a take that was picked.
  case text
  /// The cast is not what it was.
  case cast(Staleness)
  /// An earlier shot has another image now.
  case source(String)
  /// Another draft was picked.
  case draft
}

/// How one shot of a scene stands.
public struct ShotStatus: Hashable, Sendable {
  /// The shot.
  public let shot: Shot
  /// How it stands.
  public let state: ShotState
  /// The image that stands for it: the take that was picked, else the first; `nil` for none.
  public let primary: OutputID?
  /// Whether a person picked a take; then nothing of it is made again.
  public let isPicked: Bool
  /// Its takes, those made from an earlier text of it too, oldest first.
  public let takes: [ShotTake]
  /// Why it is stale, or why the take that was picked is not what would be made today; empty where it is not.
  public let causes: [ShotStaleness]
  /// What the provider or the program said of a take that was not made; empty for nothing.
  public let message: String
}

/// How a scene stands.
public struct SceneStatus: Hashable, Sendable {
  /// The scene.
  public let scene: Scene
  /// What of it is told.
  public let stage: ShotStage
  /// Its shots, in the order of the file.
  public let shots: [ShotStatus]
  /// The assets that it shows as they were, compared with what they are today; empty in the status of a plan or a run.
  public internal(set) var cast: [VersionChange] = []
}
