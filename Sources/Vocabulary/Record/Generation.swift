public import Foundation

/// The record of one request, its exchange, its outputs or its failure. Never edited.
public struct Generation: Encodable, Hashable, Sendable {
  /// Its lasting name.
  public let id: ULID
  /// How far it has come.
  public let state: GenerationState
  /// When it was planned.
  public let createdAt: Date
  /// The model as asked for.
  public let model: String
  /// The model that says it answered.
  public let modelResolved: String?
  /// Who answered.
  public let provider: String
  /// The prompt or instruction, with its snippets and variables put in.
  public let prompt: String
  /// The prompt as written, where snippets or variables stand in it.
  public let promptWritten: String?
  /// The words as sent.
  public let promptSent: String
  /// The image that was edited.
  public let parent: InputImage?
  /// What of it might change.
  public let mask: StoredImage?
  /// Parameters asked for and sent.
  public let parameters: AskedSent
  /// Differences between asked and sent.
  public let adjustments: [Adjustment]
  /// The images sent, in order, the parent among them.
  public let inputs: [SentInput]
  /// The adapters that went with it, in the order in which they were loaded.
  public let adapters: [ChosenAdapter]
  /// Candidates that stayed out, with reasons.
  public let excluded: [ExcludedReference]
  /// What the choice of images was worth and how good it was proven to be; `nil` where that was not recorded.
  public let proof: SelectionProof?
  /// What came back.
  public let outputs: [Output]
  /// What a user should know of the answer, in order.
  public let findings: [Finding]
  /// Text that came back with the images.
  public let texts: [String]
  /// Tokens counted by the provider.
  public let usage: Usage?
  /// US dollars by the price in force; `nil` when not known, 0 when certainly not billed.
  public let costUSD: Double?
  /// The provider's word for how it ended.
  public let finishReason: String?
  /// What the provider or the transport said, for people.
  public let message: String?
  /// The provider's name of the answer.
  public let responseID: String?
  /// Generations made by one command share a batch.
  public let batch: ULID?
  /// The conversation that it is a turn of.
  public let session: ULID?
  /// Which turn of it, from 1.
  public let turn: Int?
  /// The generation that this one sends again.
  public let replayOf: ULID?
  /// The generation that this one rebuilds on another model.
  public let rebuildOf: ULID?
  /// Who asked for it; `nil` where that was not recorded.
  public let member: String?
  /// What is known of it where it was made elsewhere; `nil` where it was made here.
  public let imported: ImportedFacts?

  private enum CodingKeys: String, CodingKey {
    case id, state, createdAt, model, modelResolved, provider, prompt, promptSent, parent, mask,
      promptWritten
    case parameters, adjustments, adapters, excluded, outputs, findings, texts, usage
    case inputs = "references"
    case costUSD = "cost_usd"
    case proof = "selection"
    case finishReason, message, batch, session, turn, replayOf, rebuildOf, member,
      imported
    case responseID = "response_id"
  }

  /// The record of one request; what is left out was not given or does not apply.
  public init(
    id: ULID, state: GenerationState, createdAt: Date, model: String,
    modelResolved: String? = nil, provider: String, prompt: String, promptSent: String,
    promptWritten: String? = nil,
    parent: InputImage? = nil, mask: StoredImage? = nil,
    parameters: AskedSent = AskedSent(asked: Parameters(), sent: Parameters()),
    adjustments: [Adjustment] = [], inputs: [SentInput] = [],
    adapters: [ChosenAdapter] = [], excluded: [ExcludedReference] = [],
    proof: SelectionProof? = nil, outputs: [Output] = [],
    findings: [Finding] = [], texts: [String] = [], usage: Usage? = nil, costUSD: Double? = nil,
    finishReason: String? = nil,
    message: String? = nil, responseID: String? = nil, batch: ULID? = nil, session: ULID? = nil,
    turn: Int? = nil, replayOf: ULID? = nil, rebuildOf: ULID? = nil,
    member: String? = nil, imported: ImportedFacts? = nil
  ) {
    self.id = id
    self.state = state
    self.createdAt = createdAt
    self.model = model
    self.modelResolved = modelResolved
    self.provider = provider
    self.prompt = prompt
    self.promptSent = promptSent
    self.promptWritten = promptWritten
    self.parent = parent
    self.mask = mask
    self.parameters = parameters
    self.adjustments = adjustments
    self.inputs = inputs
    self.adapters = adapters
    self.excluded = excluded
    self.proof = proof
    self.outputs = outputs
    self.findings = findings
    self.texts = texts
    self.usage = usage
    self.costUSD = costUSD
    self.finishReason = finishReason
    self.message = message
    self.responseID = responseID
    self.batch = batch
    self.session = session
    self.turn = turn
    self.replayOf = replayOf
    self.rebuildOf = rebuildOf
    self.member = member
    self.imported = imported
  }
}
