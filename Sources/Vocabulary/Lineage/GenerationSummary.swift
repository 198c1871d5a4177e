public import Foundation

/// What a list shows of a generation; `Generation` is its whole record.
public struct GenerationSummary: Encodable, Hashable, Sendable {
  /// An image that went into it and that was generated itself.
  public struct Source: Encodable, Hashable, Sendable {
    /// What it is in the request.
    public let role: Role
    /// The asset that it shows, as it was called then.
    public let asset: Handle?
    /// The generated image that it is.
    public let origin: OutputID

    /// An image with what it stands for.
    public init(role: Role, asset: Handle? = nil, origin: OutputID) {
      self.role = role
      self.asset = asset
      self.origin = origin
    }
  }

  /// Its lasting name.
  public let id: ULID
  /// How far it has come.
  public let state: GenerationState
  /// When it was planned.
  public let createdAt: Date
  /// The model as asked for.
  public let model: String
  /// The prompt or instruction, with its snippets and variables put in.
  public let prompt: String
  /// The generated image that was edited.
  public let parent: OutputID?
  /// The images sent that were generated themselves, in order, the parent among them.
  public let sources: [Source]
  /// Every generation that it came from directly: by an image, by a picture on a sheet, or by a conversation. Those that
  /// arrived first come first.
  public let parents: [ULID]
  /// What came back.
  public let outputs: [Output]
  /// US dollars by the price in force; `nil` when not known, 0 when certainly not billed.
  public let costUSD: Double?
  /// What the provider or the transport said, for people.
  public let message: String?
  /// Generations made by one command share a batch.
  public let batch: ULID?
  /// The generation that this one sends again.
  public let replayOf: ULID?
  /// The generation that this one rebuilds on another model.
  public let rebuildOf: ULID?

  private enum CodingKeys: String, CodingKey {
    case id, state, createdAt, model, prompt, parent, sources, parents, outputs
    case costUSD = "cost_usd"
    case message, batch, replayOf, rebuildOf
  }

  /// A generation in short; what is left out was not given or does not apply.
  public init(
    id: ULID, state: GenerationState, createdAt: Date, model: String, prompt: String,
    parent: OutputID? = nil, sources: [Source] = [], parents: [ULID] = [], outputs: [Output] = [],
    costUSD: Double? = nil, message: String? = nil, batch: ULID? = nil, replayOf: ULID? = nil,
    rebuildOf: ULID? = nil
  ) {
    self.id = id
    self.state = state
    self.createdAt = createdAt
    self.model = model
    self.prompt = prompt
    self.parent = parent
    self.sources = sources
    self.parents = parents
    self.outputs = outputs
    self.costUSD = costUSD
    self.message = message
    self.batch = batch
    self.replayOf = replayOf
    self.rebuildOf = rebuildOf
  }
}
