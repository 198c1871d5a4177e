import Foundation
import TroupeProviders
import TroupeVocabulary

/// What a provider promises of recorded answers that are sent back in a conversation.
enum ConversationChecks {
  static let all = [
    ContractCheck("a conversation's parts are the answer's own bytes, or there are none", parts),
    ContractCheck("what is no answer has no parts", nothing),
  ]

  /// Each part stands in the body as it is, in order, its files among them.
  private static func parts(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for one in try subject.answers() {
      let reading = try subject.read(one)
      let body = recorded(one, reading)
      guard let answer = subject.provider.conversationPart(of: body) else { continue }
      let whole = text(body.segments)
      var rest = whole[...]
      for part in answer.parts {
        let written = text(part.segments)
        guard let place = rest.range(of: written) else {
          findings.require(false, "\(one.name): a part that is not in the answer: \(written)")
          break
        }
        rest = rest[place.upperBound...]
      }
    }
    let profiles = subject.models.profiles
    let hasParts = try subject.answers().contains { one in
      let body = String(decoding: one.bytes, as: UTF8.self)
      return subject.provider.conversationPart(of: MessageBody(segments: [.text(body)])) != nil
    }
    findings.require(
      hasParts || !profiles.contains { $0.capabilities.signatures },
      "models want their signatures back, and no answer of the data has parts")
    findings.require(
      !hasParts || profiles.contains { $0.capabilities.conversation },
      "answers have parts, and no model keeps a conversation")
    try findings.close()
  }

  private static func nothing(_ subject: ProviderUnderTest) throws {
    var findings = Findings()
    for body in ["", "{}", "[]", "<html>", "{\"a\":[]}", "null"] {
      let answer = subject.provider.conversationPart(of: MessageBody(segments: [.text(body)]))
      findings.require(answer == nil, "\(body) has parts")
    }
    try findings.close()
  }

  /// The body as the record keeps it: an image's base64 is a file.
  private static func recorded(_ one: GoldenAnswer, _ reading: Reading) -> MessageBody {
    var segments: [MessageBody.Segment] = []
    var rest = String(decoding: one.bytes, as: UTF8.self)[...]
    for image in reading.decoded?.images ?? [] {
      guard case .bytes(let bytes) = image.content,
        let place = rest.range(of: bytes.base64EncodedString())
      else { continue }
      segments += [
        .text(String(rest[..<place.lowerBound])),
        .base64(Digest(bytes: bytes), byteCount: bytes.count),
      ]
      rest = rest[place.upperBound...]
    }
    return MessageBody(segments: segments + [.text(String(rest))])
  }

  private static func text(_ segments: [MessageBody.Segment]) -> String {
    segments.map { segment in
      switch segment {
      case .text(let text): text
      case .base64(let digest, let count), .file(let digest, let count): "<\(digest) \(count)>"
      }
    }.joined()
  }
}
