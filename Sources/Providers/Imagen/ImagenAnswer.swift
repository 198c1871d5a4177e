import Foundation
import TroupeVocabulary

/// What a `predict` answer means, whatever it is.
struct ImagenAnswer {
  private let answer: HTTPAnswer
  private let nodes: [JSONNode]

  init(_ answer: HTTPAnswer) {
    self.answer = answer
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
  }

  /// The answer, understood.
  var decoded: DecodedAnswer {
    if (300..<400).contains(answer.status) { return DecodedAnswer(redirect: answer) }
    let refusal = GeminiRefusal(answer, nodes: nodes)
    let predictions = nodes.lazy.compactMap { $0["predictions"]?.elements }.first
    guard (200..<300).contains(answer.status), predictions != nil || !refusal.isStated else {
      return refused(refusal.decoded)
    }
    guard let predictions else { return swept(unreadable) }
    var decoded = read(predictions)
    if decoded.images.isEmpty, refusal.isStated { decoded.outcome = refusal.decoded.outcome }
    return decoded
  }

  /// The vendor's words for content are in an error of the request.
  private func refused(_ refusal: DecodedAnswer) -> DecodedAnswer {
    var decoded = refusal
    let words = decoded.message?.lowercased() ?? ""
    let signs = ["responsible ai", "sensitive words", "safety filter"]
    if answer.status == 400, signs.contains(where: words.contains) {
      decoded.outcome = .blocked(reason: "content policy")
    }
    return decoded
  }

  private func read(_ predictions: [JSONNode]) -> DecodedAnswer {
    var decoded = DecodedAnswer(outcome: .images)
    var reasons: [String] = []
    for prediction in predictions.prefix(64) where prediction.isObject {
      if let reason = prediction["raiFilteredReason"]?.text {
        reasons.append(ProviderMessage.clean(String(reason.prefix(500))))
      }
      if let prompt = prediction["prompt"]?.text, !prompt.isEmpty {
        decoded.texts.append("Prompt as it was run: \(prompt)")
      }
      decoded.take(prediction)
    }
    decoded.message = reasons.first
    if !decoded.images.isEmpty { return decoded }
    if let words = decoded.unusable.first {
      decoded.outcome = .unreadable(reason: words)
    } else if let reason = reasons.first {
      decoded.outcome = .blocked(reason: String(reason.prefix(200)))
    } else if predictions.isEmpty {
      decoded.outcome = .noImage(reason: "no prediction in it")
    } else {
      return swept(unreadable)
    }
    return decoded
  }

  private var unreadable: DecodedAnswer {
    let what =
      nodes.isEmpty ? "is \(answer.kind), not its JSON" : "is JSON of another shape than its own"
    return DecodedAnswer(
      outcome: .unreadable(reason: "the answer (HTTP \(answer.status)) \(what)"))
  }

  /// The same with the images that stand where none is expected.
  private func swept(_ unreadable: DecodedAnswer) -> DecodedAnswer {
    let sweep =
      nodes.isEmpty
      ? ImageSweep(salvaging: answer.body, files: answer.files) : ImageSweep(nodes)
    guard !sweep.images.isEmpty else { return unreadable }
    var decoded = DecodedAnswer(outcome: .images)
    decoded.images = sweep.images
    decoded.oddities.insert(nodes.isEmpty ? .broken : .elsewhere)
    return decoded
  }
}

extension DecodedAnswer {
  /// Takes the picture of one prediction.
  fileprivate mutating func take(_ prediction: JSONNode) {
    guard let picture = prediction["bytesBase64Encoded"] else {
      if let place = prediction["gcsUri"]?.text, place.utf8.count <= 4096 {
        let words = "the image stands in a bucket that is not asked for: \(place.prefix(200))"
        unusable.append(ProviderMessage.clean(words))
      }
      return
    }
    guard let content = picture.picture, !DecodedImage.isText(content.start) else {
      return unusable.append("what stands for an image in the answer is none")
    }
    let type = String((prediction["mimeType"]?.text ?? "").prefix(100))
    images.append(
      DecodedImage(content: content, claimedType: ProviderMessage.clean(type), signature: nil))
  }
}

extension JSONNode {
  fileprivate var picture: DecodedImage.Content? {
    if case .file(let file) = self { return .file(file) }
    return letters.flatMap { Base64Decoder.decode($0) ?? LenientBase64.decode($0) }
      .map { .bytes($0) }
  }
}
