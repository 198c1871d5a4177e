import Foundation
import TroupeVocabulary

/// What the vendor answers to a request for an image, and to a poll of its task.
struct DashScopeAnswer {
  private let answer: HTTPAnswer
  private let message: HTTPRequest
  private let leg: Leg
  private let profile: ModelProfile
  private let nodes: [JSONNode]
  private let root: JSONNode
  private let output: JSONNode

  /// Seconds between two polls: an image takes half a minute and more.
  private static let pause = 2.0

  init(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) {
    self.answer = answer
    self.message = message
    self.leg = leg
    self.profile = profile
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
    root = nodes.first { $0.isObject } ?? .null
    output = root["output"].flatMap { $0.isObject ? $0 : nil } ?? .null
  }

  private var word: String { output["task_status"]?.text ?? "" }
  private var isSuccess: Bool { (200..<300).contains(answer.status) }

  /// What it comes to.
  var reading: Reading {
    if (300..<400).contains(answer.status) { return .answer(DecodedAnswer(redirect: answer)) }
    let state = DashScopeState(word)
    // A failed task may be told of under the status of an error.
    if case .failed? = state, isSuccess || leg == .poll { return .answer(failed) }
    guard isSuccess else { return .answer(DashScopeRefusal(answer, nodes: nodes).decoded) }
    switch state {
    case .underWay? where leg == .poll: return .poll(message, seconds: Self.pause)
    case .underWay?: return submitted
    case .forgotten? where leg == .poll:
      var decoded = unreadable("the task is no longer known there")
      decoded.isMissing = true
      return .answer(decoded)
    case .done?, nil: return result(isDone: state != nil || leg == .submit)
    default: return .answer(unreadable("the task stands as '\(word.prefix(60))'"))
    }
  }

  private var submitted: Reading {
    guard let id = output["task_id"]?.text,
      let url = DashScopePath.task(id, submittedAt: message.url)
    else { return .answer(unreadable("the task has a name that cannot be asked for")) }
    return .poll(
      HTTPRequest(
        method: "GET", url: url, headers: [HTTPHeader("Accept", "application/json")],
        keyHeader: message.keyHeader, body: MessageBody(segments: [])), seconds: Self.pause)
  }

  /// A task that made nothing, which costs nothing.
  private var failed: DecodedAnswer {
    let refusal = DashScopeRefusal(answer, nodes: [output])
    let reason = ProviderMessage.clean(String((refusal.code ?? word).prefix(200)))
    var decoded = DecodedAnswer(
      outcome: refusal.isAboutContent ? .blocked(reason: reason) : .noImage(reason: reason))
    decoded.message = ErrorWords([output], text: Data()).message.map(ProviderMessage.clean)
    DashScopeDetails.fill(&decoded, from: root, output)
    return decoded
  }

  /// - Parameter isDone: whether the vendor says that there is no more to come.
  private func result(isDone: Bool) -> Reading {
    let pictures = DashScopePictures(in: output, hosts: profile.resultHosts ?? [])
    var decoded = DecodedAnswer(outcome: .images)
    DashScopeDetails.fill(&decoded, from: root, output)
    decoded.texts += pictures.texts
    decoded.addresses = pictures.addresses
    decoded.images = pictures.images
    if !decoded.images.isEmpty { return .answer(decoded) }
    if !pictures.addresses.isEmpty {
      decoded.outcome = .unreadable(reason: "the image stands at a host that is not the vendor's")
      return fetched(decoded)
    }
    if leg == .submit, root["code"]?.text?.isEmpty == false {
      return .answer(DashScopeRefusal(answer, nodes: nodes).decoded)
    }
    if isDone, !pictures.texts.isEmpty {
      decoded.outcome = .noImage(reason: decoded.finishReason ?? "text")
      return .answer(decoded)
    }
    return elsewhere(decoded)
  }

  /// Images are fetched where the answer says that they stand, at known hosts alone.
  private func fetched(_ decoded: DecodedAnswer) -> Reading {
    guard
      case .fetch(var decoded, let messages) = decoded.reading(
        of: answer, to: message, from: profile)
    else { return .answer(decoded) }
    decoded.outcome = .images
    return .fetch(decoded, messages)
  }

  /// What stands between may have written the answer in its own way.
  private func elsewhere(_ decoded: DecodedAnswer) -> Reading {
    var decoded = decoded
    let sweep = ImageSweep(nodes)
    decoded.images = sweep.images.filter { !DecodedImage.isText($0.content.start) }
    decoded.addresses = sweep.addresses
    decoded.outcome = .unreadable(reason: "the answer has no image (\(answer.kind))")
    guard decoded.images.isEmpty else {
      decoded.outcome = .images
      decoded.oddities.insert(.elsewhere)
      return .answer(decoded)
    }
    return decoded.reading(of: answer, to: message, from: profile)
  }

  private func unreadable(_ reason: String) -> DecodedAnswer {
    DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason)))
  }
}
