public import Foundation

extension TroupeError: LocalizedError, CustomStringConvertible {
  /// The message.
  public var description: String { message }
  /// The message.
  public var errorDescription: String? { message }

  /// One sentence or two: what went wrong, with which value, what the bound is, what to do next.
  public var message: String {
    switch self {
    case .noLibrary(let searched):
      "No library in \(searched). Make one with 'troupe init DIR', or name one with --library DIR."
    case .libraryExists(let path):
      "\(path) holds a library already. Use it with --library, or choose another folder."
    case .notALibrary(let path):
      "\(path) is not a Troupe library. Name the folder that holds troupe.sqlite."
    case .libraryNewer(let path, let found, let known):
      "\(path) has schema \(found), and this version of troupe knows up to \(known). Install a newer troupe; nothing was changed."
    case .libraryBusy(let path, let seconds):
      "Another process has been writing to \(path) for \(seconds) s. Wait for it, or end it, and try again."
    case .database(let detail):
      "The database refused: \(detail). Run 'troupe verify' to check the library."
    case .diskFull(let path):
      "Too little space is left on the disk of \(path). Free some and try again; what was acknowledged before is safe."
    case .file(let path, let operation, let reason):
      "Cannot \(operation) \(path): \(reason)."
    case .damagedFile(let digest, let reason):
      "The file of \(digest) is damaged: \(reason). Run 'troupe verify' and bring it back from a backup."
    case .verifyFailed(let problems):
      "\(problems == 1 ? "1 problem" : "\(problems) problems") found. Nothing was changed; bring the named files back from a backup."

    case .noFile(let path):
      "No file at \(path). Check the path."
    case .unreadableFile(let path, let reason):
      "\(path) cannot be read: \(reason). Check its permissions."
    case .directory(let path):
      "\(path) is a folder, not an image. Name the image files in it, as in \(path)/*.png."
    case .image(let name, let fault):
      fault.message(name: name)

    case .invalidHandle(let text, let reason):
      "'\(text)' is no handle: \(reason)."
    case .unknownAsset(let handle, let nearest):
      "No asset is called @\(handle).\(Self.suggest(nearest.map { "@\($0)" }, otherwise: "'troupe list' shows all; an @ that means nothing is written \\@"))"
    case .handleTaken(let handle, let kind):
      "@\(handle) is \(kind == .object ? "an" : "a") \(kind.rawValue) already. Choose another handle, or change it with 'troupe set @\(handle)'; pictures are added with 'troupe reference add @\(handle) IMAGE'."
    case .assetRemoved(let handle):
      "@\(handle) was removed. Bring it back with 'troupe restore @\(handle)'."
    case .unknownLook(let asset, let look, let known):
      "@\(asset) has no look '\(look)'.\(known.isEmpty ? " It has none yet; give one with 'troupe reference add @\(asset) IMAGE --look \(look)'." : Self.suggest(known, otherwise: ""))"
    case .noneAdded(let reasons):
      "None of \(reasons.count) pictures can be used. The first: \(reasons.first ?? "")"
    case .someRefused(let count, let all):
      "\(count) of \(all) \(count == 1 ? "was" : "were") refused, as listed; the others are in. Mend and add \(count == 1 ? "it" : "them") again."
    case .noReferences(let asset, let look):
      "@\(asset) has no pictures in use\(Self.inLook(look)). Add one with 'troupe reference add @\(asset) IMAGE\(look.map { $0.isEmpty ? "" : " --look \($0)" } ?? "")'."
    case .unknownReference(let text):
      "No reference's digest begins with '\(text)'. 'troupe reference list @HANDLE' shows them."
    case .sharedReference(let text, let assets):
      "\(assets.joined(separator: ", ")) all have the picture '\(text)'. Say whose is meant with --of @HANDLE, or mention that one in the prompt."
    case .ambiguous(let text, let matches):
      "'\(text)' could be \(matches.prefix(4).joined(separator: ", "))\(matches.count > 4 ? " and \(matches.count - 4) more" : ""). Write more of it."
    case .invalidValue(let name, let value, let expected):
      "\(name) '\(value)' cannot be used: \(expected)."

    case .emptyPrompt:
      "The prompt is empty. Say what the picture shows, as in \"@kael on a roof at night\"."
    case .noModel:
      "No model was named. Add --model, as in '--model troupe/storyboard' (offline, free); 'troupe models' lists all."
    case .unknownModel(let model, let nearest):
      "No model is called '\(model)'.\(Self.suggest(nearest, otherwise: "'troupe models' lists all"))"
    case .unknownGeneration(let text):
      "No generation answers to '\(text)'. 'troupe search' lists them; @last is the newest."
    case .noOutput(let text, .done):
      "\(text) is no image: its generation made fewer. 'troupe show' lists what it made."
    case .noOutput(let text, let state):
      "\(text) has no image: it is \(state.rawValue). Choose one that is done."
    case .unsupportedParameter(let model, let parameter, let value, let allowed):
      allowed.isEmpty
        ? "\(model) has no \(parameter) to set; leave it out ('\(value)' was asked)."
        : "\(model) has no \(parameter) '\(value)'. It has: \(allowed.joined(separator: ", "))."
    case .tooManyReferences(let model, let named, let limit, let bound):
      "\(named) references were named, and \(model) takes \(limit). Leave \(named - bound) out, or choose a model that takes more ('troupe models')."
    case .doesNotFit(let model, let assets, let limit, _, let canSheet, let canStretch):
      "\(assets.joined(separator: ", ")) \(assets.count == 1 ? "does" : "do") not fit: \(model) takes \(limit), and all are used. Type one of: \(assets.map { "--without \($0)" }.joined(separator: " ")) to send no picture of \(assets.count == 1 ? "it" : "them");\(canSheet ? " --overflow sheet to put several pictures on one;" : "") --overflow drop to let the least prominent go;\(canStretch ? " --stretch to pass what is only advised;" : "") or another --model ('troupe models' shows their limits)."
    case .tooExpensive(let estimate, let bound):
      estimate.map {
        "The estimate is $\(Self.dollars($0)), above --max-cost \(Self.dollars(bound)). Raise the bound, or ask for less."
      }
        ?? "The price of this model is not known, so --max-cost \(Self.dollars(bound)) cannot be kept. Leave --max-cost out to send anyway."
    case .overBudget(let month, let spent, let estimate, let bound):
      "Requests of \(month) have cost $\(Self.dollars(spent)), those perhaps billed among them, and \(estimate.map { "this one is $\(Self.dollars($0))" } ?? "the price of this one is not known"); max_cost_month in troupe.toml is $\(Self.dollars(bound)). Raise it, or wait for the next month (UTC)."
    case .unknownSession(let text):
      "No conversation answers to '\(text)'. 'troupe session show --all' lists them; 'troupe session start' begins one."
    case .sessionEnded(let session):
      "Conversation \(session) was ended. Begin another with 'troupe session start --from @last'."
    case .sessionBusy(let session, let generation):
      "Another turn of conversation \(session), \(generation), was said meanwhile or is under way. Look at 'troupe session show \(session)', then say it again."
    case .nothingToRebuild(let text):
      "\(text) was imported and has no generation to rebuild. Name a generated image."

    case .unknownProvider(let provider):
      "No provider called \(provider) is known. Put its entry back into providers.toml, or name another --model."
    case .noKey(let provider, let variables):
      "No key for \(provider). \(variables.isEmpty ? "Store" : "Set \(variables.joined(separator: " or ")), or store") one with 'troupe key set \(provider)'."
    case .unsafeAddress(let address):
      "'\(address)' is no address for a key: use https://, or http:// to this machine alone."
    case .keyRefused(let provider, let message, let generation):
      "\(provider) refuses the key: \(Self.sentence(message)) Check it with 'troupe key list'. Recorded as \(generation)."
    case .blocked(let provider, let reason, let message, let generation):
      "\(provider) blocked this content (\(Self.sentence(reason + ")" + (message.isEmpty ? "" : ": \(message)"))) Word it differently. Recorded as \(generation)."
    case .requestRefused(let provider, let status, let message, let generation):
      "\(provider) refuses the request (HTTP \(status)): \(Self.sentence(message)) Nothing was made. Recorded as \(generation)."
    case .rateLimited(let provider, let message, let retryAfter, let noQuota, let generation):
      "\(provider) has no quota for this now: \(Self.sentence(message)) \(Self.whenToRetry(retryAfter, noQuota: noQuota)) Recorded as \(generation)."
    case .overloaded(let provider, let message, let retryAfter, let generation):
      "\(provider) is overloaded and took nothing on: \(Self.sentence(message)) \(Self.whenToRetry(retryAfter, noQuota: false)) Recorded as \(generation)."
    case .noImage(let provider, let reason, let message, let generation):
      "\(provider) answered without an image (\(Self.sentence(reason + ")" + (message.isEmpty ? "" : ": \(message)"))) Try again, or word it differently. Recorded as \(generation)."
    case .noConnection(let host, let reason, let generation):
      "No connection to \(host): \(Self.sentence(reason)) Nothing was sent; try again when it is reachable. Recorded as \(generation)."
    case .outcomeUnknown(let provider, let reason, let generation):
      "\(provider) may have made and billed the image: \(Self.sentence(reason)) It is not sent again by itself; look at your account there, then repeat with 'troupe replay \(generation)'."
    case .jobUnderWay(let provider, let reason, let generation):
      "\(provider) is still at work on \(generation), and could not be asked for it: \(Self.sentence(reason)) Run 'troupe recover --fetch' later; nothing needs to be sent again."
    case .answerWaits(let reason, let generation):
      "The answer to \(generation) came and is kept, but not recorded yet: \(Self.sentence(reason)) Mend that and run 'troupe recover'; nothing needs to be sent again."
    case .equalRequestOpen(.unknown, let generation):
      "An equal request, \(generation), has no known outcome and is perhaps billed, so it is not sent again by itself. Look at your account there; --fresh sends it anew."
    case .equalRequestOpen(let state, let generation):
      "An equal request, \(generation), is \(state.rawValue): under way, or left by a crash. It is not sent again by itself. Run 'troupe recover' to see; --fresh sends it anew."
    case .interrupted:
      "Stopped. The record says how far it came: 'troupe show @last'."
    }
  }

  private static func inLook(_ look: String?) -> String {
    look.map { $0.isEmpty ? " in its usual look" : " in the look '\($0)'" } ?? ""
  }

  private static func suggest(_ nearest: [String], otherwise: String) -> String {
    if nearest.isEmpty { return otherwise.isEmpty ? "" : " \(otherwise)." }
    return " Did you mean \(nearest.joined(separator: ", "))?"
  }

  /// `words` with a period at the end, unless they have one.
  private static func sentence(_ words: String) -> String {
    words.isEmpty || words.hasSuffix(".") ? words : "\(words)."
  }

  private static func dollars(_ value: Double) -> String { String(format: "%.3f", value) }

  private static func whenToRetry(_ seconds: Double?, noQuota: Bool) -> String {
    if noQuota { return "Waiting does not help: the account has no quota for this model." }
    if let seconds, seconds <= 0 { return "Try again now." }
    if let seconds { return "Try again in \(Int(seconds.rounded(.up))) s." }
    return "Try again later."
  }
}

extension ImageFault {
  fileprivate func message(name: String) -> String {
    switch self {
    case .empty: "\(name) is empty."
    case .notAnImage(let found):
      "\(name) is not an image (it looks like \(found)). PNG, JPEG and WebP are read."
    case .unsupported(let type):
      "\(name) is \(type), which is not read. Save it as PNG or JPEG and try again."
    case .unsupportedForm(let form):
      "\(name) is \(form), which is not read. Save it as an ordinary PNG or JPEG and try again."
    case .truncated:
      "\(name) is cut short: the file ends before the picture does. Fetch it again."
    case .corrupt(let detail):
      "\(name) is damaged: \(detail). Fetch it again."
    case .tooManyPixels(let width, let height, let bound):
      "\(name) has \(width)×\(height) pixels; \(bound / 1_000_000) megapixels are the most. Make it smaller first."
    case .sideTooLong(let side, let bound):
      "\(name) has a side of \(side) pixels; \(bound) are the most. Make it smaller first."
    case .tooManyScans(let bound):
      "\(name) has more than \(bound) progressive scans, which only a harmful file has. Save it again as an ordinary JPEG."
    case .outOfMemory(let bytes):
      "\(name) needs \(bytes / 1_048_576) MiB of memory, which cannot be had. Make it smaller first."
    }
  }
}
