import Foundation
import TroupeVocabulary

/// What the vendor says of a task, in answer to its submission or to a poll.
struct RunwayAnswer {
  /// Seconds between polls, as the vendor's own SDK has it.
  private static let pause = 6.0

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
    let word = root["status"]?.text ?? ""
    // A failed task may be told of under the status of an error.
    if let state = RunwayState(word), isSuccess || leg == .poll {
      switch state {
      case .failed: return failed(word)
      case .cancelled: return .answer(decoded(.noImage(reason: "the task was cancelled"), word))
      case .succeeded where isSuccess: return succeeded(word)
      case .underWay where isSuccess && leg == .poll:
        return .poll(message, seconds: Self.pause)
      default: break
      }
    }
    guard isSuccess else { return .answer(RunwayRefusal(answer, nodes: nodes).decoded) }
    return leg == .submit ? submitted : unreadable("the task stands as '\(word.prefix(60))'")
  }

  /// A task is asked for where it was submitted: an answer names no address for that.
  private var submitted: Reading {
    guard let id = root["id"]?.text, id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,127}/) != nil
    else { return unreadable("the answer names no task") }
    let own = message.url.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let taken: Set = ["accept", "content-type", RunwayEncoder.version.name.lowercased()]
    return .poll(
      HTTPRequest(
        method: "GET", url: (own + ["tasks", Substring(id)]).joined(separator: "/"),
        headers: [HTTPHeader("Accept", "application/json"), RunwayEncoder.version]
          + message.headers.filter { !taken.contains($0.name.lowercased()) },
        keyHeader: message.keyHeader, body: MessageBody(segments: [])),
      seconds: Self.pause)
  }

  private func succeeded(_ word: String) -> Reading {
    let addresses = (root["output"]?.list ?? []).compactMap(\.text).filter(Endpoint.isSafe)
    guard !addresses.isEmpty else {
      return .answer(
        decoded(
          .unreadable(reason: "the task is done and has no address for its image"), word))
    }
    var decoded = decoded(
      .unreadable(reason: "the image stands at a host that is not the vendor's"), word)
    decoded.addresses = addresses
    return decoded.reading(of: answer, to: message, from: profile)
  }

  private func failed(_ word: String) -> Reading {
    let failure = RunwayFailure(
      code: ProviderMessage.clean(String((root["failureCode"]?.text ?? "").prefix(200))))
    let reason = failure.code.isEmpty ? ProviderMessage.clean(word) : failure.code
    return .answer(
      decoded(
        failure.isAboutContent ? .blocked(reason: reason) : .noImage(reason: reason),
        failure.code.isEmpty ? word : failure.code))
  }

  private func unreadable(_ reason: String) -> Reading {
    .answer(DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason))))
  }

  private func decoded(_ outcome: Outcome, _ word: String) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.responseID = root["id"]?.text.map { ProviderMessage.clean(String($0.prefix(200))) }
    decoded.finishReason = ProviderMessage.clean(String(word.prefix(200)))
    decoded.message = root["failure"]?.text.flatMap { words in
      let clean = ProviderMessage.clean(String(words.prefix(2000)))
      return clean.isEmpty ? nil : clean
    }
    decoded.billedUSD = Self.dollars(root["cost"]?["credits"])
    return decoded
  }

  /// The cost in dollars: the vendor counts credits, of which 100 are one dollar.
  ///
  /// Source: docs.dev.runwayml.com/guides/quickstart.
  private static func dollars(_ credits: JSONNode?) -> Double? {
    credits?.decimal.flatMap { (0...1e8).contains($0) ? $0 / 100 : nil }
  }
}
