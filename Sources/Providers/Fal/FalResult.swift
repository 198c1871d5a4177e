import Foundation
import TroupeVocabulary

/// What came of a request: its images, and what the app says of them.
struct FalResult {
  private let root: JSONNode
  private let pictures: [JSONNode]

  /// `nil` where `root` is none.
  init?(_ root: JSONNode) {
    guard let pictures = root["images"] ?? root["image"], !pictures.isNull else { return nil }
    self.root = root
    self.pictures = Array(pictures.list.prefix(64))
  }

  /// What it comes to. A picture that the safety checker found fault with is blackened: it is none.
  func reading(after message: HTTPRequest, hosts: [String]) -> Reading {
    var decoded = DecodedAnswer(outcome: .images)
    decoded.texts = texts
    decoded.responseID = Self.requestID(in: message.url)
    let flags = (root["has_nsfw_concepts"] ?? root["nsfw_content_detected"])?.list ?? []
    let isFlagged = pictures.indices.map { index in
      if index < flags.count, case .bool(true) = flags[index] { true } else { false }
    }
    if !pictures.isEmpty, isFlagged.allSatisfy(\.self) {
      decoded.takePictures(in: pictures)
      decoded.images = []
      decoded.outcome = .blocked(reason: "has_nsfw_concepts")
      return .answer(decoded)
    }
    decoded.takePictures(in: zip(pictures, isFlagged).filter { !$0.1 }.map(\.0))
    return decoded.finished(after: message, hosts: hosts)
  }

  /// The name of the request in the address at which it is asked for.
  static func requestID(in url: String) -> String? {
    url.firstMatch(of: /\/requests\/([A-Za-z0-9][A-Za-z0-9_-]{0,127})/).map { String($0.output.1) }
  }

  /// The seed and the prompt that were run, and words of the model's.
  private var texts: [String] {
    let prompt = root["prompt"]?.text.flatMap { $0.isEmpty ? nil : "Prompt as it was run: \($0)" }
    let words = root["description"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    return [root["seed"]?.integer.map { "Seed: \($0)" }, prompt, words].compactMap(\.self)
  }
}
