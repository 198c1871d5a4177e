/// One old generation in a rework, with the images wanted in its place.
public struct ReworkStep: Encodable, Hashable, Sendable {
  /// What goes into this step of an earlier one.
  public struct Need: Codable, Hashable, Sendable {
    /// The number of that step.
    public let step: Int
    /// Which output of its old generation, from 1; `nil` where what was said and answered goes before this turn.
    public let output: Int?

    /// The image that stands for an output of a step, or its turn of a conversation.
    public init(step: Int, output: Int?) {
      self.step = step
      self.output = output
    }

    /// Writes both, `null` for an output that is not there.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(step, forKey: .step)
      try container.encode(output, forKey: .output)
    }

    private enum CodingKeys: String, CodingKey { case step, output }
  }

  /// Why a step could not be planned, or its take not be sent.
  public struct Fault: Codable, Hashable, Sendable {
    /// A stable name for programs, as in `does_not_fit`.
    public let code: String
    /// The facts, for people.
    public let message: String

    /// - Parameters:
    ///   - code: a stable name.
    ///   - message: the facts.
    public init(code: String, message: String) {
      self.code = code
      self.message = message
    }
  }

  /// Its place in the order of the old generations, from 1.
  public let number: Int
  /// The generation that is made again.
  public let old: ULID
  /// What is asked, as it is written; `nil` where no plan could be made.
  public let prompt: String?
  /// The images wanted, one for each output of the old generation that later steps use, at least one; for a turn that was
  /// answered in words, its answer.
  public let takes: [ReworkTake]
  /// What goes into it of earlier steps.
  public let needs: [Need]
  /// How many steps stand one upon another before it: 0 for one that needs none.
  public let level: Int
  /// Whether an equal request of an earlier rework stands for it at no cost; `nil` where that hangs on images to come.
  public let isFromRecord: Bool?
  /// What is sent for each take; `nil` where no plan could be made.
  public let plan: Plan?
  /// Why no plan could be made.
  public let fault: Fault?

  /// A step with its takes.
  public init(
    number: Int, old: ULID, prompt: String? = nil, takes: [ReworkTake], needs: [Need] = [],
    level: Int = 0, isFromRecord: Bool? = nil, plan: Plan?, fault: Fault? = nil
  ) {
    self.number = number
    self.old = old
    self.prompt = prompt
    self.takes = takes
    self.needs = needs
    self.level = level
    self.isFromRecord = isFromRecord
    self.plan = plan
    self.fault = fault
  }

  private enum CodingKeys: String, CodingKey {
    case number, old, prompt, takes, needs, level, plan
    case isFromRecord = "from_record"
    case fault = "error"
  }

  /// Writes every value, `null` for one that is not there.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(number, forKey: .number)
    try container.encode(old, forKey: .old)
    try container.encode(prompt, forKey: .prompt)
    try container.encode(takes, forKey: .takes)
    try container.encode(needs, forKey: .needs)
    try container.encode(level, forKey: .level)
    try container.encode(isFromRecord, forKey: .isFromRecord)
    try container.encode(plan, forKey: .plan)
    try container.encode(fault, forKey: .fault)
  }
}

/// One image wanted from a step.
public struct ReworkTake: Encodable, Hashable, Sendable {
  /// An old image and the new one that stands for it.
  public struct Pair: Encodable, Hashable, Sendable {
    /// The old one.
    public let old: OutputID
    /// The new one.
    public let new: OutputID

    /// `new` stands for `old`.
    public init(old: OutputID, new: OutputID) {
      self.old = old
      self.new = new
    }
  }

  /// Its place among the takes of its step, from 1.
  public let number: Int
  /// How far it has come.
  public let state: TakeState
  /// The generation that made it, or was to.
  public let generation: ULID?
  /// Why it stands as it does, for people; `nil` where there is nothing to say.
  public let message: String?
  /// US dollars paid for it in this rework; `nil` where that is not known, or nothing was sent.
  public let costUSD: Double?
  /// The old image with the one that stands for it; `nil` until there is one.
  public let pair: Pair?
  /// Whether an image that went into it was replaced since.
  public let isStale: Bool

  /// A take with how far it has come.
  public init(
    number: Int, state: TakeState, generation: ULID? = nil, message: String? = nil,
    costUSD: Double? = nil, pair: Pair? = nil, isStale: Bool = false
  ) {
    self.number = number
    self.state = state
    self.generation = generation
    self.message = message
    self.costUSD = costUSD
    self.pair = pair
    self.isStale = isStale
  }

  private enum CodingKeys: String, CodingKey {
    case number, state, generation, message, pair
    case costUSD = "cost_usd"
    case isStale = "stale"
  }

  /// Writes every value, `null` for one that is not there.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(number, forKey: .number)
    try container.encode(state, forKey: .state)
    try container.encode(generation, forKey: .generation)
    try container.encode(message, forKey: .message)
    try container.encode(costUSD, forKey: .costUSD)
    try container.encode(pair, forKey: .pair)
    try container.encode(isStale, forKey: .isStale)
  }
}
