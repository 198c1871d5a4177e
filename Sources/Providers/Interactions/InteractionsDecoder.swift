import Foundation
import TroupeVocabulary

/// Understands one answer of the Interactions API, whatever it is.
struct InteractionsDecoder {
  let answer: HTTPAnswer
  /// What it answers.
  let message: HTTPRequest
  let leg: Leg

  /// Seconds between two polls.
  private static let pause = 2.0

  /// What it means. Never fails: what cannot be understood is an outcome too.
  func reading(from profile: ModelProfile) -> Reading {
    if (300..<400).contains(answer.status) { return .answer(DecodedAnswer(redirect: answer)) }
    let events = AnswerEvents(in: answer.body, files: answer.files)
    let nodes = events?.nodes ?? []
    guard (200..<300).contains(answer.status) else {
      return .answer(refused(nodes).lookingForFiles(of: message, answer))
    }
    if events?.isStream != true, let interaction = nodes.first.flatMap(Interaction.init),
      interaction.isUnderWay
    {
      return underWay(interaction)
    }
    var decoded = meaning(of: nodes, isStream: events?.isStream == true)
    if decoded.outcome != .images {
      decoded.search(events == nil ? nil : nodes.map(Self.unsaid), of: answer)
    }
    return decoded.reading(of: answer, to: message, from: profile)
  }

  private func meaning(of nodes: [JSONNode], isStream: Bool) -> DecodedAnswer {
    if isStream { return InteractionsStream(nodes).decoded }
    guard let interaction = nodes.first.flatMap(Interaction.init) else {
      let refusal = GeminiRefusal(answer, nodes: Array(nodes.prefix(1)))
      if refusal.isStated, leg == .submit { return refused(nodes) }
      let kind = nodes.isEmpty ? answer.kind : "no interaction"
      return DecodedAnswer(
        outcome: .unreadable(reason: "the answer (HTTP \(answer.status)) is \(kind)"))
    }
    return InteractionsAnswer(interaction).decoded
  }

  /// The steps of an interaction without what was said to it: its images were not made.
  private static func unsaid(_ node: JSONNode) -> JSONNode {
    guard let interaction = Interaction(node), case .object(var members, let text) = node else {
      return node
    }
    members["steps"] = .array(interaction.steps)
    members["input"] = nil
    return .object(members, text: text)
  }

  private func refused(_ nodes: [JSONNode]) -> DecodedAnswer {
    var decoded = GeminiRefusal(answer, nodes: Array(nodes.prefix(1))).decoded
    if [400, 403, 422].contains(answer.status),
      ErrorWords(nodes, text: answer.body).isAboutContent
    {
      decoded.outcome = .blocked(reason: "content policy")
    }
    if isAboutPrevious, case .failed(let failure) = decoded.outcome,
      [.requestRefused, .keyRefused].contains(failure)
    {
      decoded.outcome = .failed(.requestRefused)
      decoded.message =
        "\(decoded.message?.prefix(300) ?? "") What Google kept of the conversation may have ended: with the option store=false it is said again whole."
    }
    return decoded
  }

  /// Whether a name of an answer was sent and is not known: as not found, or as another's.
  private var isAboutPrevious: Bool {
    guard leg == .submit, [400, 403, 404, 410].contains(answer.status) else { return false }
    let isNamed = message.body.segments.contains { segment in
      if case .text(let text) = segment {
        text.contains(#","previous_interaction_id":""#)
      } else {
        false
      }
    }
    let body = String(decoding: answer.body.prefix(4000), as: UTF8.self).lowercased()
    return isNamed && (answer.status == 404 || body.contains("interaction"))
  }

  private func underWay(_ interaction: Interaction) -> Reading {
    if leg == .poll { return .poll(message, seconds: Self.pause) }
    guard let id = interaction.id else {
      return .answer(DecodedAnswer(outcome: .unreadable(reason: "the job has no name")))
    }
    let headers = message.headers.filter { $0.name.lowercased() != "content-type" }
    return .poll(
      HTTPRequest(
        method: "GET", url: "\(message.url)/\(id)", headers: headers,
        keyHeader: message.keyHeader, body: MessageBody(segments: [])), seconds: Self.pause)
  }
}
