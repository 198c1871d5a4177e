import Foundation
import TroupeVocabulary

/// The answer to a request: images in base64, and JSON in a string that says how they were made.
struct A1111Answer {
  private let answer: HTTPAnswer
  private let nodes: [JSONNode]
  private let root: JSONNode

  init(_ answer: HTTPAnswer) {
    self.answer = answer
    nodes = JSONReader.documents(in: answer.body, files: answer.files).nodes
    root = nodes.first { $0.isObject } ?? .null
  }

  /// What it comes to.
  var decoded: DecodedAnswer {
    if (300..<400).contains(answer.status) { return DecodedAnswer(redirect: answer) }
    guard (200..<300).contains(answer.status) else { return A1111Refusal(answer, nodes).decoded }
    guard let list = root["images"]?.elements else {
      return .unreadable("the answer has no list of images (\(answer.kind))")
    }
    let info = A1111Info(root["info"])
    var decoded = DecodedAnswer(outcome: .images)
    // Parameters repeat what was sent, references among it: nothing else is looked through.
    decoded.images = info.results(of: list).compactMap { node in
      ImageSweep([node]).images.first { !DecodedImage.isText($0.content.start) }
    }
    decoded.texts = info.texts
    decoded.modelVersion = info.model
    if decoded.images.isEmpty {
      decoded.outcome =
        list.isEmpty
        ? .noImage(reason: "an empty list")
        : .unreadable(reason: "what stands for an image is none")
    }
    return decoded
  }
}
