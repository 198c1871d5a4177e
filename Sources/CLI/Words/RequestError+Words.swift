import Foundation
import Troupe

extension RequestError: Worded {
  var sentence: String {
    switch self {
    case .ambiguous(let text, let matches):
      "'\(text)' could be \(matches.prefix(4).joined(separator: ", "))\(matches.count > 4 ? " and \(matches.count - 4) more" : ""). Write more of it."
    case .emptyPrompt:
      "The prompt is empty. Say what the picture shows, as in \"@kael on a roof at night\"."
    case .noModel:
      "No model was named. Add --model, as in '--model troupe/storyboard' (offline, free); 'troupe models' lists all."
    case .unknownModel(let model, let nearest):
      "No model is called '\(model)'.\(Phrases.suggestion(nearest, otherwise: "'troupe models' lists all"))"
    case .unknownGeneration(let text) where text.hasPrefix("@") && !text.hasPrefix("@last"):
      "'\(text)' names one of the cast, not a generation. 'troupe search with:\(text)' finds those that show it."
    case .unknownGeneration(let text):
      "No generation answers to '\(text)'. 'troupe search' lists them; @last is the newest."
    case .nothingSent(let generation):
      "Nothing is recorded as sent for \(generation): it was imported, or its send never began. 'troupe generate' with its prompt makes it; 'troupe show \(generation)' tells what is known."
    case .noOutput(let text, .done):
      "\(text) is not an image: its generation made fewer, or was answered in words alone. 'troupe show' lists what came."
    case .noOutput(let text, let state):
      "\(text) has no image: it is \(state.rawValue). Choose one that is done."
    case .blankImage(let name, let content):
      "\(name) is \(content): there is nothing in it to change. Choose another image; --allow-blank sends it all the same."
    case .unsupportedParameter(let model, "batch", _, let allowed):
      "\(model) is not made in batches. Leave --batch out, or choose one of: \(allowed.joined(separator: ", "))."
    case .unsupportedParameter(let model, let parameter, let value, let allowed):
      allowed.isEmpty
        ? "\(model) has no \(parameter) to set; leave it out ('\(value)' was asked)."
        : "\(model) has no \(parameter) '\(value)'. It has: \((parameter == "size" ? ModelProfile.smallestFirst(allowed) : allowed).joined(separator: ", "))."
    case .tooManyReferences(let model, let named, let limit, let bound):
      "\(named.of("reference")) \(named == 1 ? "was" : "were") named, and \(model) takes \(limit). Leave \(named - bound) out, or choose a model that takes more ('troupe models')."
    case .doesNotFit(let model, let assets, let limit, _, let canSheet, let canUseHardLimits):
      "\(assets.joined(separator: ", ")) \(assets.count == 1 ? "does" : "do") not fit: \(model) takes \(limit), and all are used. Type one of: \(assets.map { "--without \($0)" }.joined(separator: " ")) to send no picture of \(assets.count == 1 ? "it" : "them");\(canSheet ? " --overflow sheet to put several pictures on one;" : "") --overflow drop to let the least prominent go;\(canUseHardLimits ? " --stretch to pass what is only advised;" : "") or another --model ('troupe models' shows their limits)."
    case .tooExpensive(let estimate, let bound):
      estimate.map {
        "The estimate is $\(Phrases.dollars($0)), above the bound of $\(Phrases.dollars(bound)) that --max-cost or max_cost in troupe.toml sets. Raise it, or ask for less."
      }
        ?? "The price of this model is not known, or stated by the library alone, so the bound of $\(Phrases.dollars(bound)) that --max-cost or max_cost in troupe.toml sets cannot be kept. State a gateway's price in providers.toml, a model's in your own models folder, or send without a bound."
    case .overBudget(let month, let spent, let estimate, let bound):
      "Requests of \(month) have cost $\(Phrases.dollars(spent)), those perhaps billed among them, and \(estimate.map { "this one is $\(Phrases.dollars($0))" } ?? "the price of this one is not known"); max_cost_month in troupe.toml is $\(Phrases.dollars(bound)). Raise it, or wait for the next month (UTC)."
    case .unknownSession(let text):
      "No conversation answers to '\(text)'. 'troupe session list' shows them; 'troupe session start' begins one."
    case .sessionEnded(let session):
      "Conversation \(session) was ended. Begin another with 'troupe session start --from @last'."
    case .unknownTurn(let turn, let session, let known):
      "Conversation \(session) has no turn \(turn). \(known.isEmpty ? "Nothing was said in it yet." : "It has \(known.map(String.init).joined(separator: ", ")); 'troupe session show \(session)' shows them.")"
    case .sessionBusy(let session, let generation):
      "Another turn of conversation \(session), \(generation), was said meanwhile or is under way. Look at 'troupe session show \(session)', then say it again."
    case .nothingToRebuild(let text):
      "'\(text)' has no image that was generated here, so there is nothing to rebuild. Name a generated image, or search otherwise; 'troupe search' shows what is there."
    case .nothingChanges(let generation):
      "No step of the chain of \(generation) changes, so nothing would be sent. Give --prompt STEP=TEXT, --set key=value, --from STEP, or --all."
    case .unknownRework(let text):
      "No rework answers to '\(text)'. 'troupe rework list' shows them; @last is the newest."
    case .unknownStep(let text, let rework):
      "Rework \(rework) has no step '\(text)'. 'troupe rework show \(rework)' lists its steps; STEP.TAKE names one of several images of a step."
    case .stepState(let step, let state, let expected):
      "Step \(step) is \(state.rawValue), and this is for one that is \(expected)."
    case .reworkEnded(let rework):
      "Rework \(rework) was ended: nothing more of it is sent. 'troupe rebuild' plans another one."
    case .reworkBusy(let rework):
      "Another process is at work on rework \(rework). 'troupe rework show \(rework)' tells how far it is; wait for it, or stop it."
    case .reworkIncomplete(let rework, let state, let count):
      "Rework \(rework) is not finished: \(count.of("image")) \(count == 1 ? "is" : "are") \(state.rawValue). 'troupe rework show \(rework)' says what to do for each step."
    case .equalRequestOpen(.unknown, let generation, isFree: true):
      "An equal request, \(generation), has no known outcome, so it is never resent automatically. --fresh sends it again."
    case .equalRequestOpen(.unknown, let generation, _):
      "An equal request, \(generation), has no known outcome and is perhaps billed, so it is never resent automatically. Look at your account there; --fresh sends it again."
    case .equalRequestOpen(let state, let generation, _):
      "An equal request, \(generation), is \(state.rawValue): under way, or left by a crash. It is never resent automatically. Run 'troupe recover --fetch' to see; --fresh sends it again."
    case .equalRequestRefused(let generation, let date, let reason):
      "An equal request, \(generation), was refused on \(date.asDay): \(Phrases.message(reason)) Word it differently; --again sends it as it is, which may be billed."
    case .noBatch(let generation):
      "\(generation) is not under way in a batch. 'troupe batch list' shows what is."
    case .unknownBoard(let name, let known):
      "No board is called '\(name)'. \(known.isEmpty ? "There is none yet: 'troupe board add NAME QUERY' saves a search." : "There \(known.count == 1 ? "is" : "are"): \(known.joined(separator: ", ")).")"
    case .nothingToUndo:
      "There is nothing to undo: no rating, pick, tag or note was given that still stands."
    case .notApproved(let model, let images, let cost):
      "Nothing was sent: \(images.of("image")) on \(model) \(cost.map { "for at most \($0.asBound)" } ?? "at a price that is not known") \(images == 1 ? "was" : "were") not agreed to. --yes agrees beforehand; ask_above in troupe.toml says from which price on a terminal asks."
    case .planChanged(let expected, let found):
      "What would be sent, or its price, is not what was approved: its digest is \(found.hex), and \(expected) was expected. Nothing was sent. 'troupe plan' with the same words and options, or 'rebuild --plan', shows what would go now; --expect \(found.short) sends that."
    case .noJudge:
      "No judge was named. Add --model, as in '--model gemini-3.8-flash', or set judge in troupe.toml; 'troupe models' lists them. --offline measures without one."
    case .notJudge(let model, let judges):
      "\(model) draws and answers no questions on pictures. Judges are: \(judges.joined(separator: ", "))."
    case .judgeOnly(let model):
      "\(model) answers questions on pictures and draws none. It is for 'troupe check'; 'troupe models' shows which draw."
    case .nothingToCheck(let text):
      "'\(text)' has no image to check: nothing was made, or no cast was recorded with it. Name a generation that shows one, as in 'troupe search with:@kael'."
    case .equalCheckOpen(let image, let state):
      "An equal check of \(image) is \(state.rawValue) and perhaps billed, so it is never resent automatically. --fresh asks again."
    case .checkIncomplete(let state, let count, let reason):
      "\(count.of("check")) \(count == 1 ? "has" : "have") no verdict (\(state.rawValue)): \(Phrases.message(reason)) What came is recorded; --fresh asks again."
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .ambiguous, .emptyPrompt, .noModel, .unsupportedParameter, .sessionEnded, .stepState,
      .reworkEnded, .nothingChanges, .noJudge, .notJudge, .judgeOnly:
      .usage
    case .unknownModel, .unknownGeneration, .nothingSent, .noOutput, .unknownSession, .unknownTurn,
      .nothingToRebuild,
      .unknownRework, .unknownStep, .noBatch, .unknownBoard, .nothingToUndo, .nothingToCheck:
      .notFound
    case .blankImage, .tooManyReferences, .doesNotFit, .tooExpensive, .overBudget,
      .equalRequestRefused, .notApproved, .planChanged:
      .refused
    case .reworkIncomplete(_, .unknown, _), .reworkIncomplete(_, .making, _): .unknown
    case .reworkIncomplete(_, .failed, _): .tryLater
    case .reworkIncomplete: .refused
    case .sessionBusy, .reworkBusy: .tryLater
    case .equalRequestOpen, .equalCheckOpen, .checkIncomplete(.unknown, _, _): .unknown
    case .checkIncomplete(.failed, _, _): .tryLater
    case .checkIncomplete: .badData
    }
  }
}
