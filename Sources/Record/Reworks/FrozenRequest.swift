package import TroupeProviders
package import TroupeVocabulary

/// All that a step of a rework sends, decided when it was planned: what the catalogue holds later changes nothing in it.
/// Images of earlier steps stand in it as the old ones with their `origin`, and are replaced when it is sent.
package struct FrozenRequest: Sendable {
  /// What is asked of the model, with every parameter as it can take it.
  package var request: Request
  /// The parameters that are encoded, with what an edit keeps of its parent.
  package var parameters: Parameters
  /// The parameters that the plan would carry.
  package var sent: Parameters
  /// The model as it was.
  package var profile: ModelProfile
  /// The images and why, before sheets are drawn.
  package var selection: Selection
  /// The words that introduce each image, by its position.
  package var labels: [Int: String]
  /// The adapters to load, in order.
  package var adapters: [ChosenAdapter] = []
  /// Words and places of images, in order.
  package var composition: Composition
  /// The mentioned assets as they are used.
  package var cast: [CastMember]
  /// Where it differs from what was asked of the old model, whatever the bytes of its images are.
  package var decided: [Adjustment]
  /// Those, and what follows from the bytes of the old images.
  package var adjustments: [Adjustment]
  /// How far each limit of the model is used.
  package var limits: [LimitUse]
  /// What it costs, with the old images in the places of the new.
  package var estimate: Estimate
  /// What the user should know.
  package var warnings: [String]
  /// The message of an older generation that is sent again, with new images in the places of old ones alone; `nil` where
  /// the message is written from all of this.
  package var recorded: Recorded?
  /// For a turn of a conversation, the older generations that were turns of it before, in order; `nil` for no turn.
  package var turns: [ULID]?

  /// A message as it went before.
  package struct Recorded: Codable, Sendable {
    /// The message; its address is that of then.
    package let message: HTTPRequest
    /// By position, the files that stood for its images.
    package let renditions: [Int: StoredImage]
    /// The earlier turns of a conversation that are in it.
    package let history: [ULID]
    private let extensions: [String: String]

    /// The files of it besides its images, with their extensions.
    package var files: [Digest: String] {
      Dictionary(
        extensions.compactMap { name, end in Digest(name).map { ($0, end) } },
        uniquingKeysWith: { first, _ in first })
    }

    package init(_ prepared: PreparedRequest) {
      message = prepared.message
      renditions = Dictionary(
        prepared.inputs.map { ($0.position, $0.rendition) }, uniquingKeysWith: { first, _ in first }
      )
      history = prepared.history
      extensions = Dictionary(
        prepared.files.map { ("\($0)", $1) }, uniquingKeysWith: { first, _ in first })
    }
  }

  package init(
    request: Request, parameters: Parameters, sent: Parameters, profile: ModelProfile,
    selection: Selection, labels: [Int: String], composition: Composition, cast: [CastMember],
    decided: [Adjustment], adjustments: [Adjustment], limits: [LimitUse], estimate: Estimate,
    warnings: [String]
  ) {
    self.request = request
    self.parameters = parameters
    self.sent = sent
    self.profile = profile
    self.selection = selection
    self.labels = labels
    self.composition = composition
    self.cast = cast
    self.decided = decided
    self.adjustments = adjustments
    self.limits = limits
    self.estimate = estimate
    self.warnings = warnings
  }

  /// The generated images that it was planned with.
  package var origins: [OutputID] {
    let chosen = selection.chosen.flatMap { [$0.origin] + ($0.sheet ?? []).map(\.origin) }
    let asked = ([request.parent].compactMap(\.self) + request.references).map(\.origin)
    return (chosen + asked).compactMap(\.self)
  }

  /// What a user sees of it.
  package var plan: Plan {
    Plan(
      model: profile.id, promptSent: composition.prompt, selection: selection,
      adapters: adapters, parameters: AskedSent(asked: request.parameters, sent: sent),
      adjustments: adjustments,
      limits: limits, estimate: estimate, warnings: warnings)
  }
}
