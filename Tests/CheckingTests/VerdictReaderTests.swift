import Foundation
import Testing
import TroupeChecking
import TroupeVocabulary

/// A verdict is a whole answer or none.
@Suite struct VerdictReaderTests {
  private let questions: [CheckQuestion]
  private let answers: [[String: String]]

  init() throws {
    questions = try Questionnaire(Sample.picture()).questions
    answers = questions.map { ["id": $0.id, "answer": $0.allowed[0], "evidence": "left"] }
  }

  private func text(_ answers: [[String: String]]) throws -> String {
    String(decoding: try JSONEncoder().encode(["answers": answers]), as: UTF8.self)
  }

  private func reason(_ text: String) -> String {
    do {
      _ = try VerdictReader(questions).read(text)
      return ""
    } catch { return error.reason }
  }

  private func changed(_ id: String, _ answer: String) -> [[String: String]] {
    answers.map { $0["id"] == id ? $0.merging(["answer": answer]) { $1 } : $0 }
  }

  @Test func aWholeAnswerIsAVerdictInWhateverOrder() throws {
    let verdicts = try VerdictReader(questions).read(text(answers.reversed()))
    #expect(verdicts.map(\.question) == questions)
    #expect(verdicts.map(\.answer) == questions.map { $0.allowed[0] })
    #expect(verdicts.allSatisfy { $0.evidence == "left" })
  }

  @Test func aFenceAroundTheWholeIsDressAndProseIsNot() throws {
    let json = try text(answers)
    for dressed in ["```json\n\(json)\n```", "\n ```\n\(json)```  \n", "  \(json)\n"] {
      #expect(try VerdictReader(questions).read(dressed).count == questions.count)
    }
    let prose = [
      "Here it is: \(json)", "\(json) I hope this helps.", "```json\n\(json)\n```\nAnything else?",
      "```json\n\(json)\n```\n```json\n\(json)\n```", "```\(json)```", "```",
    ]
    for text in prose { #expect(reason(text) == "it is no JSON, or half of it") }
  }

  @Test func halfAnAnswerIsNone() throws {
    let json = try text(answers)
    #expect(reason(String(json.dropLast(20))) == "it is no JSON, or half of it")
    #expect(reason("") == "it is no JSON, or half of it")
    #expect(
      reason(try text(answers.dropLast())) == "it answers 9 of 10 questions; people is missing")
    #expect(
      reason(try text(Array(answers.dropFirst())))
        == "it answers 9 of 10 questions; trait-1 is missing")
  }

  @Test func anotherShapeIsNone() throws {
    let other = "it is JSON of another shape than was asked"
    for text in ["[]", "{}", "null", "3", #"{"answers":{}}"#, #"{"answers":[{"id":"trait-1"}]}"#] {
      #expect(reason(text) == other)
    }
    let numbers = #"{"answers":[{"id":"people","answer":2,"evidence":""}]}"#
    #expect(reason(numbers) == other)
  }

  @Test func strangeAnswersAreNone() throws {
    #expect(reason(try text(changed("trait-1", "probably"))).contains("'probably' is no answer"))
    #expect(reason(try text(changed("identity-1", "@zoe"))).contains("'@zoe' is no answer"))
    #expect(reason(try text(answers + [answers[0]])) == "it answers trait-1 twice")
    let another = answers + [["id": "trait-9", "answer": "kept", "evidence": ""]]
    #expect(reason(try text(another)) == "it answers 'trait-9', which was not asked")
  }

  @Test func contradictionsAreNone() throws {
    #expect(
      reason(try text(changed("identity-1", "absent")))
        == "presence-1 and identity-1 contradict each other")
    #expect(
      reason(try text(changed("presence-1", "off_stage")))
        == "presence-1 and identity-1 contradict each other")
    let gone = changed("presence-1", "off_stage").map {
      $0["id"] == "identity-1" ? $0.merging(["answer": "absent"]) { $1 } : $0
    }
    #expect(reason(try text(gone)) == "presence-1 and trait-1 contradict each other")
    let unseen = gone.map {
      ["trait-1", "trait-2"].contains($0["id"]) ? $0.merging(["answer": "not_visible"]) { $1 } : $0
    }
    #expect(reason(try text(unseen)).isEmpty)
  }

  @Test func evidenceIsBounded() throws {
    let long = answers.map { $0.merging(["evidence": String(repeating: "x", count: 9999)]) { $1 } }
    let verdicts = try VerdictReader(questions).read(text(long))
    #expect(verdicts.allSatisfy { $0.evidence.count == 1000 })
    let endless = answers.map {
      $0.merging(["evidence": String(repeating: "x", count: 200_000)]) { $1 }
    }
    #expect(reason(try text(endless)) == "it is longer than any answer")
  }
}
