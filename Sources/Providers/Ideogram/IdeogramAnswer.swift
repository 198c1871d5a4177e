import Foundation
import TroupeVocabulary

/// What an answer means: its images stand at addresses, and one that the safety system refused has none.
struct IdeogramAnswer {
  private let answer: HTTPAnswer
  private let nodes: [JSONNode]

  init(_ answer: HTTPAnswer) {
    self.answer = answer
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    if (300..<400).contains(answer.status) { return DecodedAnswer(redirect: answer) }
    guard (200..<300).contains(answer.status) else { return refused }
    let data = nodes.lazy.compactMap { $0["data"]?.elements }.first
    guard let data, data.allSatisfy(\.isObject) else {
      let refusal = ErrorWords(nodes, text: answer.body)
      return refusal.isStated ? refused : unreadable("the answer \(kind)")
    }
    return read(data)
  }

  private var kind: String {
    nodes.isEmpty
      ? "(HTTP \(answer.status)) is \(answer.kind), not its JSON"
      : "is JSON of another shape than its own"
  }

  private func read(_ data: [JSONNode]) -> DecodedAnswer {
    var decoded = DecodedAnswer(
      outcome: .unreadable(reason: "the image stands at a host that is not the vendor's"))
    var isRefused = false
    for item in data.prefix(64) {
      if let address = item["url"]?.text, !address.isEmpty {
        guard Endpoint.isSafe(address) else {
          decoded.unusable.append("what stands for the address of an image is none")
          continue
        }
        decoded.addresses.append(address)
        decoded.texts += Self.texts(of: item)
      } else if case .bool(false)? = item["is_image_safe"] {
        isRefused = true
      } else {
        decoded.unusable.append("an image of the answer has no address")
      }
    }
    if !decoded.addresses.isEmpty { return decoded }
    if isRefused, decoded.unusable.isEmpty {
      decoded.outcome = .blocked(reason: "is_image_safe: false")
    } else if data.isEmpty {
      decoded.outcome = .noImage(reason: "no image in it")
    } else {
      decoded.outcome = .unreadable(reason: decoded.unusable.first ?? "no image in it")
    }
    return decoded
  }

  /// The seed and the prompt that were run.
  private static func texts(of item: JSONNode) -> [String] {
    let seed = item["seed"]?.integer.map { "Seed: \($0)" }
    let prompt = item["prompt"]?.text.flatMap { $0.isEmpty ? nil : "Prompt as it was run: \($0)" }
    return [seed, prompt].compactMap(\.self)
  }

  /// The vendor answers 422 where a prompt fails its safety check; a list of fields that are wrong is none.
  private var refused: DecodedAnswer {
    var decoded = PlainRefusal(answer, nodes: nodes).decoded
    let words = ErrorWords(nodes, text: answer.body)
    let isOfFields = nodes.contains { $0["detail"]?.elements != nil }
    if answer.status == 422, nodes.contains(where: \.isObject), words.message != nil, !isOfFields {
      decoded.outcome = .blocked(reason: "safety check")
    }
    return decoded
  }

  private func unreadable(_ reason: String) -> DecodedAnswer {
    DecodedAnswer(outcome: .unreadable(reason: ProviderMessage.clean(reason)))
  }
}
