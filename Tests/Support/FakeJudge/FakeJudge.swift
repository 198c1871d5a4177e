import Foundation

/// A judge on loopback: it reads which questions a request asks and answers all of them, or less well, as told.
package enum FakeJudge {
  /// One entry of an answer.
  package struct Answer: Codable, Sendable {
    package var id: String
    package var answer: String
    package var evidence: String

    package init(id: String, answer: String, evidence: String) {
      self.id = id
      self.answer = answer
      self.evidence = evidence
    }
  }

  private struct Body: Decodable {
    struct Content: Decodable {
      struct Part: Decodable { let text: String? }
      let parts: [Part]
    }
    let contents: [Content]
  }

  /// All questions of `request`, each with the first value that it takes.
  package static func answers(to request: RecordedRequest) -> [Answer] {
    guard let body = try? JSONDecoder().decode(Body.self, from: request.body) else { return [] }
    let lines = body.contents.flatMap(\.parts).compactMap(\.text)
      .flatMap { $0.split(separator: "\n") }
    return lines.compactMap { line in
      guard let found = line.firstMatch(of: /^([a-z]+-?[0-9]*): .* Values: ([^,.]+)/) else {
        return nil
      }
      return Answer(
        id: String(found.output.1), answer: String(found.output.2), evidence: "seen at the left")
    }
  }

  /// Whether `request` asks questions on pictures.
  package static func isAsked(_ request: RecordedRequest) -> Bool {
    request.path.contains("gemini-3.8-flash:")
  }

  /// A whole answer to `request`; `changes` says otherwise for some questions.
  package static func reply(
    to request: RecordedRequest, changes: [String: String] = [:]
  ) -> FakeReply {
    reply(
      answers(to: request).map {
        Answer(id: $0.id, answer: changes[$0.id] ?? $0.answer, evidence: $0.evidence)
      })
  }

  /// An answer with these entries.
  package static func reply(_ answers: [Answer]) -> FakeReply { reply(words: text(answers)) }

  /// These entries as the JSON that is asked for.
  package static func text(_ answers: [Answer]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let list = (try? encoder.encode(["answers": answers])) ?? Data()
    return String(decoding: list, as: UTF8.self)
  }

  /// An answer with `words` as its text, billed by 1,000 tokens in and 100 out.
  package static func reply(words: String, finish: String = "STOP") -> FakeReply {
    let quoted = (try? JSONEncoder().encode(words)).map { String(decoding: $0, as: UTF8.self) }
    return FakeReply(
      json: #"{"candidates":[{"content":{"parts":[{"text":\#(quoted ?? "\"\"")}],"role":"model"},"#
        + #""finishReason":"\#(finish)"}],"usageMetadata":{"promptTokenCount":1000,"#
        + #""candidatesTokenCount":100,"totalTokenCount":1100},"modelVersion":"fake-judge-001"}"#,
      isBilled: true)
  }
}
