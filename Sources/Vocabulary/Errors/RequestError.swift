public import Foundation

/// What can go wrong with a request before it is sent, and with what names the record.
public enum RequestError: Error, Hashable, Sendable {
  /// More than one thing answers to `text`.
  case ambiguous(String, matches: [String])
  /// The prompt has no words.
  case emptyPrompt
  /// No model was named, and neither the parent nor the settings give one.
  case noModel
  /// No profile has this name.
  case unknownModel(String, nearest: [String])
  /// No generation answers to this.
  case unknownGeneration(String)
  /// Nothing is recorded as sent for the generation: it was made elsewhere and imported, or its send never began.
  case nothingSent(ULID)
  /// The generation has no output to work on.
  case noOutput(String, state: GenerationState)
  /// The image to change has no content, and `content` is what it shows instead; `allowsBlank` passes it.
  case blankImage(String, content: String)
  /// The model lacks this value of `parameter`.
  case unsupportedParameter(model: String, parameter: String, value: String, allowed: [String])
  /// More references were named than the model takes.
  case tooManyReferences(model: String, named: Int, limit: String, bound: Int)
  /// These assets do not fit the model's limit together with the others; whether sheets would, and whether the vendor only
  /// advises that limit, so that a request with `usesHardLimits` would pass it.
  case doesNotFit(
    model: String, assets: [String], limit: String, bound: Int, canSheet: Bool = false,
    canUseHardLimits: Bool = false)
  /// The estimate passes the bound, or is unknown; US dollars.
  case tooExpensive(estimate: Double?, bound: Double)
  /// The month's bound of the settings would be passed, or the price is unknown; the month and US dollars.
  case overBudget(month: String, spent: Double, estimate: Double?, bound: Double)
  /// No conversation answers to this.
  case unknownSession(String)
  /// The conversation was ended.
  case sessionEnded(String)
  /// The conversation has no turn of this number; those it has.
  case unknownTurn(Int, session: String, known: [Int])
  /// Another turn of the conversation is under way, or was said meanwhile.
  case sessionBusy(String, generation: ULID)
  /// Nothing to rebuild: a query finds, or a conversation has, no image that was generated.
  case nothingToRebuild(String)
  /// A replay of the chain of this generation would send nothing: no step of it changes.
  case nothingChanges(String)
  /// No rework answers to this.
  case unknownRework(String)
  /// The rework has no step, or no take, of this number.
  case unknownStep(String, rework: ULID)
  /// The step is not in a state in which this can be done: the state, and what it would have to be.
  case stepState(step: Int, state: TakeState, expected: String)
  /// The rework was ended.
  case reworkEnded(ULID)
  /// Not all of the rework is made: how the gravest of its takes ended, and how many did.
  case reworkIncomplete(ULID, TakeState, count: Int)
  /// Another process is at work on the rework.
  case reworkBusy(ULID)
  /// An equal request has no known outcome yet, and may be billed unless it is free; it is never resent automatically.
  case equalRequestOpen(state: GenerationState, generation: ULID, isFree: Bool = false)
  /// An equal request was refused, when and in what words; it is sent once more only by the user's word.
  case equalRequestRefused(generation: ULID, at: Date, reason: String)
  /// The generation is not under way in a batch.
  case noBatch(ULID)
  /// No board has this name; those that there are.
  case unknownBoard(String, known: [String])
  /// Nothing was said of images that was not taken back already.
  case nothingToUndo
  /// The user did not agree to so many images at this price, US dollars; `nil` where it is not known.
  case notApproved(model: String, images: Int, costUSD: Double?)
  /// What would be sent, or its price, is not what was approved: the digest expected, or its beginning, and today's.
  case planChanged(expected: String, found: Digest)
  /// No judge was named, and the settings give none.
  case noJudge
  /// The model answers no questions on pictures; those that do.
  case notJudge(String, judges: [String])
  /// The model answers questions on pictures and draws none.
  case judgeOnly(String)
  /// Nothing to check: what was named has no image that shows a cast.
  case nothingToCheck(String)
  /// An equal check of the image has no known outcome yet, and may be billed; it is never resent automatically.
  case equalCheckOpen(image: OutputID, state: CheckState)
  /// Not all checks have a verdict: the gravest state, how many have none, and why the first has none.
  case checkIncomplete(CheckState, count: Int, reason: String)

  /// A stable name for programs, as in `ambiguous`.
  public var code: String {
    switch self {
    case .ambiguous: "ambiguous"
    case .emptyPrompt: "empty_prompt"
    case .noModel: "no_model"
    case .unknownModel: "unknown_model"
    case .unknownGeneration: "unknown_generation"
    case .nothingSent: "nothing_sent"
    case .noOutput: "no_output"
    case .blankImage: "blank_image"
    case .unsupportedParameter: "unsupported_parameter"
    case .tooManyReferences: "too_many_references"
    case .doesNotFit: "does_not_fit"
    case .tooExpensive: "too_expensive"
    case .overBudget: "over_budget"
    case .unknownSession: "unknown_session"
    case .sessionEnded: "session_ended"
    case .unknownTurn: "unknown_turn"
    case .sessionBusy: "session_busy"
    case .nothingToRebuild: "nothing_to_rebuild"
    case .nothingChanges: "nothing_changes"
    case .unknownRework: "unknown_rework"
    case .unknownStep: "unknown_step"
    case .stepState: "step_state"
    case .reworkEnded: "rework_ended"
    case .reworkBusy: "rework_busy"
    case .reworkIncomplete: "rework_incomplete"
    case .equalRequestOpen: "equal_request_open"
    case .equalRequestRefused: "equal_request_refused"
    case .noBatch: "no_batch"
    case .unknownBoard: "unknown_board"
    case .nothingToUndo: "nothing_to_undo"
    case .notApproved: "not_approved"
    case .planChanged: "plan_changed"
    case .noJudge: "no_judge"
    case .notJudge: "not_judge"
    case .judgeOnly: "judge_only"
    case .nothingToCheck: "nothing_to_check"
    case .equalCheckOpen: "equal_check_open"
    case .checkIncomplete: "check_incomplete"
    }
  }
}
