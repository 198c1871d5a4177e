import Foundation
import TroupeVocabulary

/// What fal says of a request: that it waits, that it is done, or what came of it.
struct FalAnswer {
  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let leg: Leg
  private let profile: ModelProfile
  private let mayGo: (String) -> Bool
  private let nodes: [JSONNode]
  private let root: JSONNode

  /// - Parameter mayGo: whether the key may go to an address.
  init(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile,
    mayGo: @escaping (String) -> Bool
  ) {
    self.answer = answer
    self.message = message
    self.leg = leg
    self.profile = profile
    self.mayGo = mayGo
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
    root = nodes.first { $0.isObject } ?? .null
  }

  /// What it comes to.
  var reading: Reading {
    if (300..<400).contains(answer.status) { return .answer(DecodedAnswer(redirect: answer)) }
    guard (200..<300).contains(answer.status) else {
      return .answer(FalRefusal(answer, nodes: nodes, on: leg).decoded)
    }
    if let result = FalResult(root) {
      return result.reading(after: message, hosts: profile.resultHosts ?? [])
    }
    let word = root["status"]?.text?.uppercased() ?? ""
    if leg == .submit { return submitted }
    switch word {
    case "IN_QUEUE", "IN_PROGRESS": return .poll(message, seconds: 1)
    case "COMPLETED": return completed
    default: return unreadable("the request stands as '\(word.prefix(60))'")
    }
  }

  /// The address that the answer names. One to which no key may go is passed over for the one that follows from the
  /// request's name.
  private var submitted: Reading {
    guard let id = root["request_id"]?.text,
      id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil
    else { return unreadable("the answer names no request") }
    let own = FalApp(profile.wireName).status(of: id, after: message.url)
    guard let url = safe(root["status_url"]) ?? own else {
      return unreadable("the answer names no address at which its request can be asked for")
    }
    return .poll(get(url), seconds: 1)
  }

  /// A request that failed is completed too.
  private var completed: Reading {
    let words = ErrorWords([root], text: Data())
    let code = root["error_type"]?.text ?? answer.headers.first(named: "x-fal-error-type") ?? ""
    if words.isStated || !code.isEmpty {
      var decoded = DecodedAnswer(
        outcome: .unmade(words.message, code: code.isEmpty ? "error" : code))
      decoded.message = words.message.map(ProviderMessage.clean)
      decoded.finishReason = ProviderMessage.clean(code.isEmpty ? "COMPLETED" : code)
      decoded.responseID = FalResult.requestID(in: message.url)
      return .answer(decoded)
    }
    let own = message.url.prefix { $0 != "?" }
    let derived = own.hasSuffix("/status") ? String(own.dropLast("/status".count)) : nil
    guard let url = safe(root["response_url"]) ?? derived, url != message.url else {
      return unreadable("the request is completed and has no address for its answer")
    }
    return .poll(get(url), seconds: 0)
  }

  private func safe(_ node: JSONNode?) -> String? {
    node?.text.flatMap { Endpoint.isSafe($0) && mayGo($0) ? $0 : nil }
  }

  private func get(_ url: String) -> HTTPRequest {
    HTTPRequest(
      method: "GET", url: url, headers: [HTTPHeader("Accept", "application/json")],
      keyHeader: message.keyHeader, body: MessageBody(segments: []))
  }

  private func unreadable(_ reason: String) -> Reading {
    .answer(DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason))))
  }
}
