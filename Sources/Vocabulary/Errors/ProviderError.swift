/// What can go wrong with providers: keys, addresses, answers.
public enum ProviderError: Error, Hashable, Sendable {
  /// A gateway that `providers.toml` no longer names.
  case unknownProvider(String)
  /// No key for the provider; the variables that may hold it.
  case noKey(provider: String, variables: [String])
  /// What the user set to make a key makes none: what that is, and why, without a key in it.
  case keyNotMade(provider: String, source: String, reason: String)
  /// The address would send a key in the clear, or is none.
  case unsafeAddress(String)
  /// The provider's list of models cannot be had.
  case noList(provider: String, reason: String)
  /// What came in place of the provider's list of models is none; what it is.
  case unreadableList(provider: String, reason: String)
  /// The provider refuses the key.
  case keyRefused(provider: String, message: String, generation: ULID)
  /// The account's credit, or its bound of spending there, is used up; the provider's words.
  case noCredit(provider: String, message: String, generation: ULID)
  /// An image could not be brought to the provider before the request; its words. Nothing was planned or made.
  case uploadFailed(provider: String, message: String)
  /// The server has no adapter of this name; those it has. Nothing was planned or made.
  case adapterMissing(provider: String, adapter: String, known: [String])
  /// The content was blocked; `reason` is the provider's word.
  case blocked(provider: String, reason: String, message: String, generation: ULID)
  /// The provider refuses the request as such; the HTTP status and its words.
  case requestRefused(provider: String, status: Int, message: String, generation: ULID)
  /// Too many requests or no quota; seconds to wait if said, and whether waiting helps at all.
  case rateLimited(
    provider: String, message: String, retryAfter: Double?, noQuota: Bool, generation: ULID)
  /// The provider is overloaded and took nothing on; seconds to wait if said.
  case overloaded(provider: String, message: String, retryAfter: Double?, generation: ULID)
  /// A whole answer, and no image in it; `reason` is the provider's word.
  case noImage(provider: String, reason: String, message: String, generation: ULID)
  /// No connection, so nothing was sent.
  case noConnection(host: String, reason: String, generation: ULID)
  /// Sent, and no whole answer that can be read: perhaps made, and billed unless it is free.
  case outcomeUnknown(provider: String, reason: String, generation: ULID, isFree: Bool = false)
  /// What came in place of an image cannot be read as one; it is kept, and was probably billed unless it is free.
  case unreadableImage(provider: String, reason: String, generation: ULID, isFree: Bool = false)
  /// A job was submitted and has not come to its end: perhaps billed. It can be asked for later, and nothing is sent again.
  case jobUnderWay(
    provider: String, reason: String, generation: ULID, unnamed: UnnamedHost? = nil)
  /// The answer came and is safe in the library, but could not be entered in the record yet.
  case answerWaits(reason: String, generation: ULID)

  /// A stable name for programs, as in `unknown_provider`.
  public var code: String {
    switch self {
    case .unknownProvider: "unknown_provider"
    case .noKey: "no_key"
    case .keyNotMade: "key_not_made"
    case .unsafeAddress: "unsafe_address"
    case .noList: "no_list"
    case .unreadableList: "unreadable_list"
    case .keyRefused: "key_refused"
    case .noCredit: "no_credit"
    case .uploadFailed: "upload_failed"
    case .adapterMissing: "adapter_missing"
    case .blocked: "blocked"
    case .requestRefused: "request_refused"
    case .rateLimited: "rate_limited"
    case .overloaded: "overloaded"
    case .noImage: "no_image"
    case .noConnection: "no_connection"
    case .outcomeUnknown: "outcome_unknown"
    case .unreadableImage: "unreadable_image"
    case .jobUnderWay: "job_under_way"
    case .answerWaits: "answer_waits"
    }
  }
}
