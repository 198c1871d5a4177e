import Foundation
import TroupeProviders
import TroupeVocabulary

/// What the vendor says of a job, in answer to its submission or to a poll.
struct ToyJob: Decodable {
  /// Its name; only the submission's answer has it.
  let job: String?
  /// `queued`, `running`, `done`, `refused` or `failed`.
  let status: String?
  /// Seconds until it is worth asking.
  let after: Double?
  /// Where its images stand.
  let results: [String]?
  let reason: String?
  let message: String?
  let words: [String]?
  let model: String?
  let tokens: Int?

  /// What it comes to.
  func reading(of message: HTTPRequest, on leg: Leg) -> Reading {
    switch status {
    case "queued", "running": underWay(message, leg)
    case "done": done
    case "refused": ended(.blocked(reason: ProviderMessage.clean(reason ?? "no reason")))
    case "failed": ended(.noImage(reason: ProviderMessage.clean(reason ?? "no reason")))
    default: ended(.unreadable(reason: "the job has a state that is not known"))
    }
  }

  private func underWay(_ message: HTTPRequest, _ leg: Leg) -> Reading {
    let seconds = after.map { $0.isFinite ? max(0, $0) : 1 } ?? 1
    if leg == .poll { return .poll(message, seconds: seconds) }
    guard let job, job.wholeMatch(of: /[A-Za-z0-9-]{1,64}/) != nil else {
      return ended(.unreadable(reason: "the job has no name"))
    }
    return .poll(
      HTTPRequest(
        method: "GET", url: "\(message.url)/\(job)", headers: [], keyHeader: message.keyHeader,
        body: MessageBody(segments: [])), seconds: seconds)
  }

  private var done: Reading {
    let addresses = results ?? []
    guard !addresses.isEmpty, addresses.allSatisfy(Endpoint.isSafe) else {
      return ended(.unreadable(reason: "the job is done and has no address for its images"))
    }
    var decoded = decoded(.images)
    decoded.message = nil
    return .fetch(
      decoded,
      addresses.map {
        HTTPRequest(
          method: "GET", url: $0, headers: [], keyHeader: nil, body: MessageBody(segments: []))
      })
  }

  private func ended(_ outcome: Outcome) -> Reading { .answer(decoded(outcome)) }

  private func decoded(_ outcome: Outcome) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    decoded.message = message.map(ProviderMessage.clean)
    decoded.texts = words ?? []
    decoded.modelVersion = model.map(ProviderMessage.clean)
    decoded.responseID = job.map(ProviderMessage.clean)
    decoded.finishReason = status.map(ProviderMessage.clean)
    decoded.usage = tokens.map { Usage(total: $0) }
    return decoded
  }
}

/// An answer whose status is no success.
struct ToyRefusal {
  let answer: HTTPAnswer
  let leg: Leg

  private struct Body: Decodable { let error: String? }

  var decoded: DecodedAnswer {
    var decoded = DecodedAnswer(outcome: outcome)
    let words = (try? JSONDecoder().decode(Body.self, from: answer.body))?.error
    decoded.message = ProviderMessage.clean(words ?? "the answer is not its JSON.")
    return decoded
  }

  private var outcome: Outcome {
    let status = answer.status
    switch status {
    case 401: return .failed(.keyRefused)
    case 429:
      let seconds = answer.headers.first(named: "retry-after").flatMap(Double.init)
      return .failed(.rateLimited(retryAfter: seconds.map { max(0, $0) }, noQuota: false))
    // What is refused of a poll says nothing of the job.
    case 300..<500 where status != 408 && leg == .submit: return .failed(.requestRefused)
    default: return .unreadable(reason: "HTTP \(status) after the request was sent")
    }
  }
}
