import Foundation
import TroupeVocabulary

/// What the gateway says of a task, in answer to its submission or to a poll.
struct GatewayTaskAnswer {
  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let leg: Leg
  private let hosts: [String]
  private let nodes: [JSONNode]
  private let root: JSONNode

  private static let underWay: Set = ["queued", "pending", "running", "processing", "in_progress"]
  private static let done: Set = ["completed", "success", "succeeded", "done", "partial_completed"]
  private static let failed: Set = ["failed", "error", "cancelled", "canceled"]
  /// Seconds between two polls, as its public clients wait.
  private static let pause = 3.0

  init(_ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, hosts: [String]) {
    self.answer = answer
    self.message = message
    self.leg = leg
    self.hosts = hosts
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
    let whole = nodes.first { $0.isObject } ?? .null
    root = whole["data"].flatMap { $0.isObject ? $0 : nil } ?? whole
  }

  /// What it comes to.
  var reading: Reading {
    if (300..<400).contains(answer.status) { return .answer(DecodedAnswer(redirect: answer)) }
    guard (200..<300).contains(answer.status) else { return .answer(refusal.decoded) }
    let word = root["status"]?.text?.lowercased() ?? ""
    if Self.done.contains(word) { return ready(word) }
    if Self.failed.contains(word) { return .answer(ended(word)) }
    if leg == .poll, Self.underWay.contains(word) { return .poll(message, seconds: Self.pause) }
    if leg == .submit, let name = (root["id"] ?? root["task_id"])?.text { return taken(name) }
    // An error may come under the status of a success, as a number in its body.
    if leg == .submit, let code = nodes.first?["code"]?.integer, (400..<500).contains(code) {
      return .answer(
        PlainRefusal(
          HTTPAnswer(status: code, headers: answer.headers, body: answer.body), nodes: nodes
        ).decoded)
    }
    let words = ErrorWords(nodes, text: Data())
    if leg == .submit, words.isStated { return .answer(ended("error")) }
    let what =
      leg == .submit
      ? "the answer (HTTP \(answer.status)) names no task"
      : "the task stands as '\(word.prefix(60))'"
    return unreadable(
      [what, words.message].compactMap(\.self).joined(separator: ": "),
      isMissing: leg == .poll && isMissing(words))
  }

  /// Whether the task is not known there, told under the status of a success.
  private func isMissing(_ words: ErrorWords) -> Bool {
    let code = nodes.first?["code"]?.integer
    return [404, 410].contains(code)
      || "\(words.codes) \(words.message?.prefix(400) ?? "")".lowercased().contains(
        /not[ _-]?(?:found|exist)|no such|unknown task|不存在/)
  }

  private var refusal: PlainRefusal { PlainRefusal(answer, nodes: nodes) }

  private func taken(_ name: String) -> Reading {
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil,
      message.url.hasSuffix("/submit")
    else { return unreadable("the task has a name that cannot be asked for") }
    return .poll(
      HTTPRequest(
        method: "GET", url: message.url.dropLast("submit".count) + name, headers: [],
        keyHeader: message.keyHeader, body: MessageBody(segments: [])), seconds: Self.pause)
  }

  private func ready(_ word: String) -> Reading {
    var decoded = decoded(.images, word)
    decoded.addresses = outputs
    decoded.images = ImageSweep([root]).images.filter { !DecodedImage.isText($0.content.start) }
    if !decoded.images.isEmpty { return .answer(decoded) }
    let near = outputs.filter { address in
      Endpoint.isSafe(address)
        && (Endpoint.haveSameOrigin(address, message.url)
          || Endpoint.isHost(of: address, among: hosts))
    }
    guard near.isEmpty else {
      return .fetch(
        decoded,
        near.map {
          HTTPRequest(
            method: "GET", url: $0, headers: [], keyHeader: nil, body: MessageBody(segments: []))
        })
    }
    decoded.outcome = .unreadable(
      reason: outputs.isEmpty
        ? "the task is done and has no image" : "the images stand at a host that is not named")
    return .answer(decoded)
  }

  /// The addresses of the images, in order: strings, or objects with an address.
  private var outputs: [String] {
    let list = (root["outputs"] ?? root["output"])?.list ?? []
    return list.prefix(64).compactMap { node in
      node.text ?? (node["url"] ?? node["image_url"])?.text
    }.filter { $0.contains("://") && $0.utf8.count <= 4096 }
  }

  private func ended(_ word: String) -> DecodedAnswer {
    let words = ErrorWords([root] + nodes, text: Data())
    var decoded = decoded(
      words.isAboutContent ? .blocked(reason: "content policy") : .noImage(reason: word), word)
    let said = words.message ?? root["fail_reason"]?.text
    decoded.message = said.map(ProviderMessage.clean)
    return decoded
  }

  private func decoded(_ outcome: Outcome, _ word: String) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.finishReason = ProviderMessage.clean(word)
    decoded.responseID = (root["id"] ?? root["task_id"])?.text.map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    return decoded
  }

  private func unreadable(_ reason: String, isMissing: Bool = false) -> Reading {
    var decoded = DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason)))
    decoded.isMissing = isMissing
    return .answer(decoded)
  }
}
