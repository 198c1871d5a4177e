package import TroupeVocabulary

/// Which take of which shot a generation is to be.
package struct ShotTakeName: Hashable, Sendable {
  /// The scene.
  package let scene: ULID
  /// The shot's id in its file.
  package let shot: String
  /// What it is made for.
  package let stage: ShotStage
  /// The digest of what the file says of the shot.
  package let text: Digest
  /// Which of the takes that the file asks for, from 1.
  package let take: Int
  /// 1, and more where it failed before or is made again.
  package let attempt: Int
  /// The image of a draft that it finishes.
  package let draft: OutputID?

  package init(
    scene: ULID, shot: String, stage: ShotStage, text: Digest, take: Int, attempt: Int,
    draft: OutputID? = nil
  ) {
    self.scene = scene
    self.shot = shot
    self.stage = stage
    self.text = text
    self.take = take
    self.attempt = attempt
    self.draft = draft
  }
}

/// A take of a shot as the record has it.
package struct RecordedShotTake: Hashable, Sendable {
  /// Which it is.
  package let name: ShotTakeName
  /// What was made for it.
  package let generation: ULID
  /// What became of that.
  package let state: GenerationState
  /// What the provider or the program said of that.
  package let message: String
  /// The command that made it.
  package let batch: ULID?
  /// How many images came.
  package let outputs: Int
  /// The generated images that it was made from.
  package let origins: Set<OutputID>
  /// Whether an image of it was removed for good.
  package let isPurged: Bool
}
