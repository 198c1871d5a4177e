import Foundation

@testable import TroupeProviders
@testable import TroupeVocabulary

/// Answers of a provider: none is lost that a reader of strict JSON finds, whatever else stands in it.
func checkAnswer(_ input: inout Input) {
  let statuses = [200, 200, 200, 200, 400, 429, 500, 302]
  let status = statuses[input.steer() % statuses.count]
  input.repeatSometimes()
  let headers = [HTTPHeader("Retry-After", String(input.text.prefix(40))), HTTPHeader("Date", "x")]
  let answer = HTTPAnswer(status: status, headers: headers, body: input.bytes)
  let decoded = GeminiDecoder.decode(answer)
  require(
    (decoded.outcome == .images) == !decoded.images.isEmpty, "an answer has images if it says so")
  require((decoded.message ?? "").count <= ProviderMessage.longest, "a message is short")
  if case .failed(.rateLimited(let pause?, _)) = decoded.outcome {
    require((0...86_400).contains(pause), "a wait is at most a day")
  }
  if status == 200, holdsImage(input.bytes), decoded.outcome.state != .refused {
    require(
      !decoded.images.isEmpty || !decoded.drafts.isEmpty, "an image that came is found")
  }
  let slice = (Data([0]) + input.bytes).dropFirst()
  let other = GeminiDecoder.decode(HTTPAnswer(status: status, headers: headers, body: slice))
  require(other.outcome == decoded.outcome, "a slice reads as a whole does")
  let body = MessageBody(segments: [.text(input.text)])
  _ = GeminiConversationPart.answer(in: body)
}

/// Whether strict JSON holds the base64 of an image as a string of its own, outside the members that hold none.
private func holdsImage(_ bytes: Data) -> Bool {
  guard bytes.count < 100_000, let value = try? JSONSerialization.jsonObject(with: bytes) else {
    return false
  }
  return holdsImage(value, depth: 0)
}

private func holdsImage(_ value: Any, depth: Int) -> Bool {
  guard depth < JSONReader.deepest else { return false }
  switch value {
  case let list as [Any]: return list.contains { holdsImage($0, depth: depth + 1) }
  case let object as [String: Any]:
    // A signature is base64 too, and what a search or an error names is no image of the answer.
    let words = ["signature", "metadata", "feedback", "error"]
    return object.contains { name, value in
      !words.contains(where: name.lowercased().contains) && holdsImage(value, depth: depth + 1)
    }
  case let text as String:
    guard text.utf8.count >= 64, let bytes = Data(base64Encoded: text) else { return false }
    return MediaType(sniffing: bytes) != nil
  default: return false
  }
}
