import Foundation
import TroupeVocabulary

/// Takes a recorded answer apart into parts that can be sent back exactly as they came.
enum GeminiConversationPart {
  /// The parts of the first candidate; `nil` when there are none.
  static func answer(in body: MessageBody) -> ModelAnswer? {
    let texts = body.segments.compactMap { if case .text(let text) = $0 { text } else { nil } }
    // Something that stands nowhere in the answer marks the place of a file: it has one dash more than any run of them.
    let mark = "file" + String(repeating: "-", count: 1 + (texts.map(longestRun).max() ?? 0))
    let skeleton = body.segments.enumerated().map { index, segment in
      if case .text(let text) = segment { text } else { "\(mark)\(index).\(mark)" }
    }.joined()
    guard let events = AnswerEvents(in: Data(skeleton.utf8)) else { return nil }
    let candidates = events.nodes.compactMap { node in
      node["candidates"]?.elements?.first { ($0["index"]?.integer ?? 0) == 0 }
    }
    let parts = candidates.flatMap { $0["content"]?["parts"]?.elements ?? [] }
    let answer = parts.compactMap { part(of: $0, mark, body.segments) }
    return answer.isEmpty || answer.count < parts.count ? nil : ModelAnswer(parts: answer)
  }

  private static func longestRun(of text: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "-") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func part(
    of node: JSONNode, _ mark: String, _ files: [MessageBody.Segment]
  ) -> ModelAnswer.Part? {
    guard case .object(_, let text) = node else { return nil }
    var isThought = false
    if case .bool(true)? = node["thought"] { isThought = true }
    let isSigned = node["thoughtSignature"] != nil
    var segments: [MessageBody.Segment] = []
    var rest = String(decoding: text, as: UTF8.self)[...]
    while let open = rest.range(of: mark) {
      guard let close = rest.range(of: ".\(mark)", range: open.upperBound..<rest.endIndex),
        let index = Int(rest[open.upperBound..<close.lowerBound]), files.indices.contains(index)
      else { return nil }
      segments += [.text(String(rest[..<open.lowerBound])), files[index]]
      rest = rest[close.upperBound...]
    }
    segments.append(.text(String(rest)))
    return ModelAnswer.Part(
      segments: segments, isBareThought: isThought && !isSigned,
      isImage: node["inlineData"] != nil,
      isUnsignedImage: node["inlineData"] != nil && !isThought && !isSigned)
  }
}
