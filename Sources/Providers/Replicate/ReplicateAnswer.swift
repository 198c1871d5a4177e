import Foundation
import TroupeVocabulary

/// What Replicate says of a prediction, in answer to its submission or to a poll.
struct ReplicateAnswer {
  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let leg: Leg
  private let hosts: [String]
  private let mayGo: (String) -> Bool
  private let nodes: [JSONNode]
  private let root: JSONNode

  /// - Parameters:
  ///   - hosts: from which an image is fetched, besides the one that answered.
  ///   - mayGo: whether the key may go to an address.
  init(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, hosts: [String],
    mayGo: @escaping (String) -> Bool
  ) {
    self.answer = answer
    self.message = message
    self.leg = leg
    self.hosts = hosts
    self.mayGo = mayGo
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
    root = nodes.first { $0.isObject } ?? .null
  }

  /// What it comes to.
  var reading: Reading {
    if (300..<400).contains(answer.status) { return .answer(DecodedAnswer(redirect: answer)) }
    guard (200..<300).contains(answer.status) else { return .answer(refused) }
    let word = root["status"]?.text?.lowercased() ?? ""
    switch word {
    case "succeeded": return succeeded
    case "failed", "canceled", "cancelled", "aborted": return .answer(ended(word))
    case "starting", "processing", "queued":
      return leg == .submit ? submitted : .poll(message, seconds: 1)
    default:
      return leg == .submit
        ? submitted : unreadable("the prediction stands as '\(word.prefix(60))'")
    }
  }

  /// The address that the answer names. One to which no key may go is passed over for the one that follows from the
  /// prediction's name.
  private var submitted: Reading {
    guard let id = root["id"]?.text, id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil
    else { return unreadable("the answer names no prediction") }
    let named = root["urls"]?["get"]?.text.flatMap { Endpoint.isSafe($0) && mayGo($0) ? $0 : nil }
    guard let url = named ?? ReplicateModel.url(of: id, after: message.url) else {
      return unreadable("the answer names no address at which its prediction can be asked for")
    }
    return .poll(
      HTTPRequest(
        method: "GET", url: url, headers: [HTTPHeader("Accept", "application/json")],
        keyHeader: message.keyHeader, body: MessageBody(segments: [])), seconds: 1)
  }

  private var succeeded: Reading {
    var decoded = decoded(.images, "succeeded")
    decoded.takePictures(in: root["output"]?.list ?? [])
    if case .bool(true)? = root["data_removed"], decoded.addresses.isEmpty {
      return unreadable("the prediction is done, and its images were removed there")
    }
    return decoded.finished(after: message, hosts: hosts)
  }

  private func ended(_ word: String) -> DecodedAnswer {
    let words = ErrorWords([root], text: Data()).message
    var decoded = decoded(.unmade(words, code: word), word)
    decoded.message = words.map(ProviderMessage.clean)
    return decoded
  }

  private func decoded(_ outcome: Outcome, _ word: String) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.finishReason = word
    decoded.responseID = clean(root["id"])
    decoded.modelVersion = [clean(root["model"]), clean(root["version"])].compactMap(\.self)
      .joined(separator: ":")
    if decoded.modelVersion?.isEmpty == true { decoded.modelVersion = nil }
    return decoded
  }

  /// The wait may stand in the body, in seconds.
  private var refused: DecodedAnswer {
    var decoded = PlainRefusal(answer, nodes: nodes).decoded
    if case .failed(.rateLimited(nil, let noQuota)) = decoded.outcome {
      let pause = WaitingTime.longest(of: [root["retry_after"]?.decimal].compactMap(\.self))
      decoded.outcome = .failed(.rateLimited(retryAfter: pause, noQuota: noQuota))
    }
    return decoded
  }

  private func clean(_ node: JSONNode?) -> String? {
    node?.text.map { ProviderMessage.clean(String($0.prefix(200))) }
  }

  private func unreadable(_ reason: String) -> Reading {
    .answer(DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason))))
  }
}
