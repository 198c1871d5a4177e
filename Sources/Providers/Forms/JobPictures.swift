import Foundation
import TroupeVocabulary

extension DecodedAnswer {
  /// Takes the pictures in `nodes`, in order: bytes in base64, and addresses that stand alone or as a `url`.
  mutating func takePictures(in nodes: [JSONNode]) {
    images = ImageSweep(nodes).images.filter { !DecodedImage.isText($0.content.start) }
    addresses = nodes.prefix(64).compactMap { $0.text ?? $0["url"]?.text }
      .filter { $0.contains("://") && $0.utf8.count <= 4096 }
  }

  /// The end of a job that is done: its pictures, or the addresses at which they are fetched without the key, on the host
  /// that answered `message` and on `hosts`.
  func finished(after message: HTTPRequest, hosts: [String]) -> Reading {
    var decoded = self
    decoded.outcome = .images
    if !images.isEmpty { return .answer(decoded) }
    let near = addresses.filter { address in
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
      reason: addresses.isEmpty
        ? "the job is done and has no image" : "the images stand at a host that is not named")
    return .answer(decoded)
  }
}

extension Outcome {
  /// The end of a job that made nothing, by the vendor's `words` and the name that it has for them.
  static func unmade(_ words: String?, code: String) -> Outcome {
    let text = "\(words?.prefix(4000) ?? "") \(code)".lowercased()
    if text.contains(jobRefusal.regex) { return .blocked(reason: "content policy") }
    return .noImage(reason: ProviderMessage.clean(String(code.prefix(200))))
  }

  private static let jobRefusal = ParsedPattern(
    /nsfw|content[ _-]?(?:policy|violation|filter|moderat|checker)|flagged (?:as|by|for)|sensitive content|safety (?:system|filter|checker|polic)|moderation|moderated|prohibited content|\(e005\)/
  )
}
