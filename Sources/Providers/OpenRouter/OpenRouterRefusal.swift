import Foundation

/// An answer that is an error: OpenRouter's own `{"error":{"code","message","metadata"}}`, with what a provider behind it
/// said in `metadata.raw`, or whatever a gateway makes of it.
struct OpenRouterRefusal {
  private let answer: HTTPAnswer
  private let error: JSONNode?
  private let words: ErrorWords
  /// What the provider behind it said.
  private let raw: ErrorWords?
  private let isJSON: Bool
  /// Whether something came before the error, so that the request was begun.
  private let isLate: Bool

  /// `nodes` are the documents of `answer`; none where it is no JSON.
  init(_ answer: HTTPAnswer, nodes: [JSONNode]) {
    self.answer = answer
    let place = nodes.firstIndex { $0["error"]?.isObject == true }
    error = place.flatMap { nodes[$0]["error"] }
    isLate = (place ?? 0) > 0 || nodes.contains { $0["type"]?.text == "error" }
    isJSON = nodes.contains { $0.isObject }
    words = ErrorWords(nodes, text: answer.body)
    raw = error?["metadata"]?["raw"].flatMap(Self.words)
  }

  /// Whether the answer says of itself that it is an error.
  var isStated: Bool { words.isStated }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.message = message
    return decoded
  }

  /// Its words, the provider's behind it, and what was flagged.
  private var message: String {
    let metadata = error?["metadata"]
    let provider = metadata?["provider_name"]?.text.map { String($0.prefix(60)) }
    var said = [words.message].compactMap(\.self)
    if let inner = raw?.message, inner != words.message {
      said.append((provider.map { "\($0): " } ?? "") + inner)
    }
    if !reasons.isEmpty { said.append("flagged as \(reasons)") }
    if let flagged = metadata?["flagged_input"]?.text { said.append("“\(flagged.prefix(100))”") }
    let text = ProviderMessage.clean(said.joined(separator: " - "))
    return text.isEmpty
      ? "the answer is \(isJSON ? "JSON without an error in it" : answer.kind)." : text
  }

  /// For what the moderation flagged it.
  private var reasons: String {
    let list = error?["metadata"]?["reasons"]?.elements ?? []
    let words = list.prefix(10).compactMap { $0.text.map { String($0.prefix(60)) } }
    return ProviderMessage.clean(words.joined(separator: ", "))
  }

  /// The status that counts: an error may come in a 200.
  private var status: Int {
    answer.status < 300 ? error?["code"]?.integer ?? answer.status : answer.status
  }

  private var outcome: Outcome {
    let all = [words, raw].compactMap(\.self)
    if isModerated(all) { return .blocked(reason: reasons.isEmpty ? "content policy" : reasons) }
    if isLate { return unknown }
    if status < 430, all.contains(where: { $0.isAboutMoney || Self.isAboutKeyLimit($0) }) {
      return .failed(.noCredit)
    }
    switch status {
    case 402: return .failed(.noCredit)
    case 401: return .failed(.keyRefused)
    case 400 where words.isAboutKey, 403 where isJSON && words.isAboutKey:
      return .failed(.keyRefused)
    case 429: return .failed(.rateLimited(retryAfter: pause, noQuota: false))
    case 400..<500 where ![408, 499].contains(status): return .failed(.requestRefused)
    case 503 where isTurnedAway: return .failed(.overloaded(retryAfter: pause))
    default: return unknown
    }
  }

  private func isModerated(_ all: [ErrorWords]) -> Bool {
    guard [400, 403, 422, 451].contains(status) || isLate else { return false }
    return !reasons.isEmpty || error?["metadata"]?["flagged_input"]?.text != nil
      || all.contains(where: \.isAboutModeration)
  }

  /// The bound of spending that a key was given.
  private static func isAboutKeyLimit(_ words: ErrorWords) -> Bool {
    words.message?.prefix(400).lowercased().contains("key limit exceeded") == true
  }

  /// No provider was found to hand the request to, in OpenRouter's own form: nothing was begun and nothing is billed
  /// (openrouter.ai/docs, errors: "no available provider that meets your routing requirements").
  private var isTurnedAway: Bool {
    guard answer.status == 503, error?["code"]?.integer == 503, raw == nil,
      let said = words.message?.prefix(400).lowercased()
    else { return false }
    return said.contains(
      /\bno (?:\w+ ){0,3}(?:providers?|endpoints?|instances?) (?:\w+ ){0,2}(?:available|found|that|match\w*|meets?)/
    )
  }

  /// The whole request had gone out, so that it may have been carried out behind the error.
  private var unknown: Outcome {
    .unreadable(reason: "HTTP \(status) after the request was sent: \(message)")
  }

  private var pause: Double? {
    WaitingTime.pause(of: answer, words: raw?.message ?? words.message)
  }

  /// The words in what a provider behind OpenRouter said: JSON, JSON in a string, or a sentence.
  private static func words(_ raw: JSONNode) -> ErrorWords? {
    if raw.isObject { return ErrorWords([raw], text: Data()) }
    guard let letters = raw.letters?.prefix(100_000) else { return nil }
    let nodes = JSONReader.documents(in: Data(letters)).nodes.filter(\.isObject)
    return ErrorWords(nodes, text: Data(letters))
  }
}

extension ErrorWords {
  /// Whether a safety system refused what was asked.
  fileprivate var isAboutModeration: Bool {
    let text = "\(message?.prefix(4000) ?? "") \(codes)".lowercased()
    return text.contains(
      /content[ _-]?(?:policy|violation|filter|moderat)|moderation[ _]blocked|(?:flagged|blocked|rejected) (?:by|for|as) (?:\w+ )?(?:moderation|safety|content)|safety (?:system|filter|polic)|prohibited[ _]content|sensitive content|input was flagged|image_safety/
    )
  }
}
