import Foundation
import Troupe

extension ProviderError: Worded {
  var sentence: String {
    switch self {
    case .unknownProvider(let provider):
      "No provider called \(provider) is known. Put its entry back into providers.toml, or name another --model."
    case .noKey(let provider, let variables):
      "No key for \(provider). \(variables.isEmpty ? "Store" : "Set \(variables.joined(separator: " or ")), or store") one with 'troupe key set \(provider)'."
    case .keyNotMade(let provider, let source, let reason):
      "No key for \(provider) from \(source): \(Phrases.sentence(reason)) Nothing was sent. Correct \(source), or set the key itself."
    case .unsafeAddress(let address):
      "'\(address)' is not an address that a key may be sent to: use https://, or http:// to this machine alone."
    case .noList(let provider, let reason):
      "\(provider) was asked for its list of models, and none came: \(Phrases.sentence(reason)) Nothing was changed; try again later."
    case .unreadableList(let provider, let reason):
      "\(provider) answered with something that cannot be read as a list of models: \(Phrases.sentence(reason)) Nothing was changed; look at the address that is asked, and try again later."
    case .keyRefused(let provider, let message, let generation):
      "\(provider) refuses the key: \(Phrases.message(message)) Check it with 'troupe key list'. Recorded as \(generation)."
    case .noCredit(let provider, let message, let generation):
      "\(provider) has no credit for this: \(Phrases.message(message)) Nothing was made. Add credit or raise the bound of spending in your account there. Recorded as \(generation)."
    case .uploadFailed(let provider, let message):
      "\(provider) did not take an image of the request: \(Phrases.message(message)) Nothing was planned or sent; try again when it takes uploads."
    case .adapterMissing(let provider, let adapter, let known):
      "\(provider) has no LoRA called '\(adapter)'. \(known.isEmpty ? "It lists none." : "It lists \(known.prefix(6).joined(separator: ", "))\(known.count > 6 ? " and \(known.count - 6) more" : "").") Put the file into its folder of LoRAs, or bind it again by the name that it lists ('troupe adapter add' with --name). Nothing was sent."
    case .blocked(let provider, let reason, let message, let generation):
      "\(provider) blocked this content (\(reason))\(message.isEmpty ? "." : ": \(Phrases.sentence(message))") Word it differently. Recorded as \(generation)."
    case .requestRefused(let provider, let status, let message, let generation):
      "\(provider) refuses the request (HTTP \(status)): \(Phrases.message(message)) Nothing was made. Recorded as \(generation)."
    case .rateLimited(let provider, let message, let retryAfter, let noQuota, let generation):
      "\(provider) has no quota for this now: \(Phrases.message(message)) \(Phrases.whenToRetry(retryAfter, noQuota: noQuota)) Recorded as \(generation)."
    case .overloaded(let provider, let message, let retryAfter, let generation):
      "\(provider) is overloaded and took nothing on: \(Phrases.message(message)) \(Phrases.whenToRetry(retryAfter, noQuota: false)) Recorded as \(generation)."
    case .noImage(let provider, let reason, let message, let generation):
      "\(provider) answered without an image (\(reason))\(message.isEmpty ? "." : ": \(Phrases.sentence(message))") Try again, or word it differently. Recorded as \(generation)."
    case .noConnection(let host, let reason, let generation):
      "No connection to \(host): \(Phrases.sentence(reason)) Nothing was sent; try again when it is reachable. Recorded as \(generation)."
    case .outcomeUnknown(let provider, let reason, let generation, isFree: true):
      "\(provider) may have made the image: \(Phrases.sentence(reason)) It is never resent automatically, though it costs nothing; repeat it with 'troupe replay \(generation)'."
    case .outcomeUnknown(let provider, let reason, let generation, _):
      "\(provider) may have made and billed the image: \(Phrases.sentence(reason)) It is never resent automatically; look at your account there, then repeat with 'troupe replay \(generation)'."
    case .unreadableImage(let provider, let reason, let generation, let isFree):
      "\(provider) answered with something that cannot be read as an image: \(Phrases.sentence(reason)) It is kept\(isFree ? "" : " and was probably billed"): see 'troupe show \(generation)'. Ask again with 'troupe replay \(generation)'."
    case .jobUnderWay(let provider, _, let generation, let unnamed?):
      "\(generation) is done at \(provider), and its image stands at a host that nothing here names: \(unnamed.address). If \(unnamed.host) is \(provider)'s, \(Self.naming(unnamed)); then 'troupe recover --fetch' fetches it."
    case .jobUnderWay(let provider, let reason, let generation, nil):
      "\(generation) is under way at \(provider): \(Phrases.sentence(reason)) 'troupe recover --fetch' goes on with it; nothing needs to be sent again."
    case .answerWaits(let reason, let generation):
      "The answer to \(generation) came and is kept, but not recorded yet: \(Phrases.sentence(reason)) Fix that and run 'troupe recover'; nothing needs to be sent again."
    }
  }

  /// How the host of a result is named.
  private static func naming(_ unnamed: UnnamedHost) -> String {
    if let gateway = unnamed.gateway {
      return "put \"\(unnamed.host)\" into result_hosts of [\(gateway)] in providers.toml"
    }
    return
      "put \"\(unnamed.host)\" into \"result_hosts\" of a profile of your own, a file in the models folder that begins as what 'troupe models show \(unnamed.model) --json' prints"
  }

  var exitStatus: ExitStatus {
    switch self {
    case .noKey, .keyNotMade, .unsafeAddress: .usage
    case .unknownProvider, .adapterMissing: .notFound
    case .unreadableList: .badData
    case .keyRefused, .noCredit, .blocked, .requestRefused: .refused
    case .rateLimited, .overloaded, .noImage, .noConnection, .noList, .uploadFailed: .tryLater
    case .outcomeUnknown, .unreadableImage, .jobUnderWay, .answerWaits: .unknown
    }
  }
}
