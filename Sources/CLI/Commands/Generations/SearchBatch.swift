import Foundation
import Troupe

/// Answers questions that come on stdin, a line each, in one process.
struct SearchBatch {
  let library: Library
  /// The most of an answer to a question that says no limit.
  let limit: Int

  /// Until stdin ends. A line that cannot be answered is answered with its error.
  func run() async throws {
    while let line = readLine() {
      if line.allSatisfy(\.isWhitespace) { continue }
      StandardStream.output.write(try await answer(line) + "\n")
    }
  }

  private func answer(_ line: String) async throws -> String {
    do {
      let question = try question(line)
      let hits = try await library.searchHits(question.query, limit: question.limit ?? limit)
      return try SafeJSON.text(hits.map { HitDocument(hit: $0, library: library) })
    } catch let error as TroupeError {
      return try SafeJSON.text(
        FaultAnswer(error: FaultDocument(error)))
    }
  }

  private func question(_ line: String) throws -> Question {
    guard let question = try? JSONDecoder().decode(Question.self, from: Data(line.utf8)) else {
      throw TroupeError.invalidValue(
        name: "line", value: String(line.prefix(80)),
        expected: #"an object of JSON, as in {"query": "roof", "limit": 20}"#)
    }
    return question
  }
}

private struct Question: Decodable {
  let query: String
  let limit: Int?
}

private struct FaultAnswer: Encodable {
  let error: FaultDocument?
}

private struct HitDocument: Encodable {
  let hit: SearchHit
  let library: Library

  private enum CodingKeys: String, CodingKey { case file }

  func encode(to encoder: any Encoder) throws {
    try hit.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(hit.image.map { library.url(of: $0).path }, forKey: .file)
  }
}
