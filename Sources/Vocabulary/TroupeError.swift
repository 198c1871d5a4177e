/// Everything that can go wrong, as facts. `message` words each, `code` names it for programs, `exitStatus` for shells.
public enum TroupeError: Error, Hashable, Sendable {
  // The library
  /// No library here, in a parent folder or in the default place.
  case noLibrary(searched: String)
  /// A library stands here already.
  case libraryExists(path: String)
  /// The file is SQLite, or is named like a library, and is none.
  case notALibrary(path: String)
  /// The library was made by a newer version; schema numbers.
  case libraryNewer(path: String, found: Int, known: Int)
  /// Another process holds the library's lock longer than is reasonable.
  case libraryBusy(path: String, seconds: Int)
  /// The database says no; `detail` in its own words.
  case database(detail: String)
  /// No space left where `path` is to be written.
  case diskFull(path: String)
  /// The system refused to read or write `path`.
  case file(path: String, operation: String, reason: String)
  /// A file that a row names is missing or holds other bytes.
  case damagedFile(Digest, reason: String)
  /// `verify` found this many problems.
  case verifyFailed(problems: Int)

  // Images
  /// No such file.
  case noFile(path: String)
  /// The user's file may not be read; the system's reason.
  case unreadableFile(path: String, reason: String)
  /// A directory where a file was meant.
  case directory(path: String)
  /// The bytes of `name` are no usable image.
  case image(name: String, ImageFault)

  // The catalogue
  /// The handle breaks its rules.
  case invalidHandle(String, reason: String)
  /// No asset has this handle; `nearest` are spelled alike.
  case unknownAsset(String, nearest: [String])
  /// Another asset has this handle.
  case handleTaken(String, kind: Kind)
  /// The asset was removed and not restored.
  case assetRemoved(String)
  /// The asset has no such look.
  case unknownLook(asset: String, look: String, known: [String])
  /// The asset, or this look of it, has no references in use.
  case noReferences(asset: String, look: String?)
  /// None of several images can become a reference; why, one by one.
  case noneAdded([String])
  /// Some of several images cannot become references; the others are in.
  case someRefused(Int, of: Int)
  /// No reference's digest begins so.
  case unknownReference(String)
  /// Several assets have this one picture, so that no more of its digest tells which is meant.
  case sharedReference(String, assets: [String])
  /// More than one thing answers to `text`.
  case ambiguous(String, matches: [String])
  /// A value breaks its rules: its name, the value, what is expected.
  case invalidValue(name: String, value: String, expected: String)

  // Requests
  /// The prompt has no words.
  case emptyPrompt
  /// No model was named, and neither the parent nor the settings give one.
  case noModel
  /// No profile has this name.
  case unknownModel(String, nearest: [String])
  /// No generation answers to this.
  case unknownGeneration(String)
  /// The generation has no output to work on.
  case noOutput(String, state: GenerationState)
  /// The model lacks this value of `parameter`.
  case unsupportedParameter(model: String, parameter: String, value: String, allowed: [String])
  /// More references were named than the model takes.
  case tooManyReferences(model: String, named: Int, limit: String, bound: Int)
  /// These assets do not fit the model's limit beside the others; whether sheets would, and whether the vendor only
  /// advises that limit, so that `--stretch` would pass it.
  case doesNotFit(
    model: String, assets: [String], limit: String, bound: Int, canSheet: Bool = false,
    canStretch: Bool = false)
  /// The estimate passes the bound, or is unknown; US dollars.
  case tooExpensive(estimate: Double?, bound: Double)
  /// The month's bound of the settings would be passed, or the price is unknown; the month and US dollars.
  case overBudget(month: String, spent: Double, estimate: Double?, bound: Double)
  /// No conversation answers to this.
  case unknownSession(String)
  /// The conversation was ended.
  case sessionEnded(String)
  /// Another turn of the conversation is under way, or was said meanwhile.
  case sessionBusy(String, generation: ULID)
  /// Nothing to rebuild: the lineage holds no generation.
  case nothingToRebuild(String)

  // Providers
  /// A gateway that `providers.toml` no longer names.
  case unknownProvider(String)
  /// No key for the provider; the variables that may hold it.
  case noKey(provider: String, variables: [String])
  /// The address would send a key in the clear, or is none.
  case unsafeAddress(String)
  /// The provider refuses the key.
  case keyRefused(provider: String, message: String, generation: ULID)
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
  /// Sent, and no whole answer that can be read: perhaps made and billed.
  case outcomeUnknown(provider: String, reason: String, generation: ULID)
  /// A job was submitted and could not be asked for just now; it can be later, and nothing is sent again.
  case jobUnderWay(provider: String, reason: String, generation: ULID)
  /// The answer came and is safe in the library, but could not be entered in the record yet.
  case answerWaits(reason: String, generation: ULID)
  /// An equal request has no known outcome yet; it is not sent again by itself.
  case equalRequestOpen(state: GenerationState, generation: ULID)
  /// The user stopped it.
  case interrupted
}
