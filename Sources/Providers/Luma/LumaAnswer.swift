import Foundation
import TroupeVocabulary

/// What the vendor says of a generation, in answer to its submission or to a poll.
struct LumaAnswer {
  /// Seconds between polls.
  private static let pause = 3.0

  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let leg: Leg
  private let profile: ModelProfile
  private let nodes: [JSONNode]
  private let root: JSONNode

  init(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) {
    self.answer = answer
    self.message = message
    self.leg = leg
    self.profile = profile
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
    root = nodes.first { $0.isObject } ?? .null
  }

  /// What it comes to.
  var reading: Reading {
    if (300..<400).contains(answer.status) { return .answer(DecodedAnswer(redirect: answer)) }
    let isSuccess = (200..<300).contains(answer.status)
    let word = root["state"]?.text ?? ""
    switch word.lowercased() {
    case "failed" where isSuccess || leg == .poll: return failed(word)
    case _ where !isSuccess: return .answer(refusal)
    case "completed": return completed(word)
    case "queued", "dreaming", "pending", "processing":
      return leg == .submit ? submitted : .poll(message, seconds: Self.pause)
    default:
      return leg == .submit && root["id"] != nil && word.isEmpty
        ? submitted : unreadable("the generation stands as '\(word.prefix(60))'")
    }
  }

  /// A generation is asked for below the address at which it was submitted, without that one's last word.
  private var submitted: Reading {
    guard let id = root["id"]?.text, id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil
    else { return unreadable("the answer names no generation") }
    let own = message.url.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return .poll(
      HTTPRequest(
        method: "GET", url: (own + [Substring(id)]).joined(separator: "/"),
        headers: message.headers.filter { $0.name.lowercased() != "content-type" },
        keyHeader: message.keyHeader, body: MessageBody(segments: [])),
      seconds: Self.pause)
  }

  private func completed(_ word: String) -> Reading {
    guard let address = root["assets"]?["image"]?.text, Endpoint.isSafe(address) else {
      return .answer(
        decoded(
          .unreadable(reason: "the generation is done and has no address for its image"), word))
    }
    var decoded = decoded(
      .unreadable(reason: "the image stands at a host that is not the vendor's"), word)
    decoded.addresses = [address]
    return decoded.reading(of: answer, to: message, from: profile)
  }

  private func failed(_ word: String) -> Reading {
    let reason = ProviderMessage.clean(String((root["failureReason"]?.text ?? "").prefix(2000)))
    var decoded = decoded(
      Self.isAboutContent(reason)
        ? .blocked(reason: "content policy") : .noImage(reason: ProviderMessage.clean(word)), word)
    decoded.message = reason.isEmpty ? nil : reason
    return .answer(decoded)
  }

  /// An answer that is an error.
  private var refusal: DecodedAnswer {
    var decoded = PlainRefusal(answer, nodes: nodes).decoded
    let isOfRequest = [400, 403, 422].contains(answer.status) && root.isObject
    if isOfRequest, Self.isAboutContent(decoded.message ?? "") {
      decoded.outcome = .blocked(reason: "content policy")
    }
    return decoded
  }

  /// Whether its safety system refused: `400: prompt not allowed because advanced moderation failed`.
  private static func isAboutContent(_ words: String) -> Bool {
    words.lowercased().contains("moderation")
  }

  private func unreadable(_ reason: String) -> Reading {
    .answer(DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason))))
  }

  private func decoded(_ outcome: Outcome, _ word: String) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.responseID = root["id"]?.text.map { ProviderMessage.clean(String($0.prefix(200))) }
    decoded.finishReason = ProviderMessage.clean(String(word.prefix(200)))
    decoded.modelVersion = root["model"]?.text.map { ProviderMessage.clean(String($0.prefix(200))) }
    return decoded
  }
}
