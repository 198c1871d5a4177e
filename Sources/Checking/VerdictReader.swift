import Foundation
package import TroupeVocabulary

/// Reads a judge's answer. Strict: every question is answered once with one of its values, or there is no verdict at all.
package struct VerdictReader: Sendable {
  /// Why an answer is no verdict, in words for the record.
  package struct NoVerdict: Error, Hashable {
    /// In words, without a period.
    package let reason: String
  }

  private let questions: [CheckQuestion]

  /// Reads answers to `questions`.
  package init(_ questions: [CheckQuestion]) { self.questions = questions }

  /// Longest text that is read, in bytes, and longest evidence that is kept, in characters.
  private static let longest = (text: 1 << 20, evidence: 1000)

  private struct Reply: Decodable { let answers: [Answer] }

  private struct Answer: Decodable {
    let id: String
    let answer: String
    let evidence: String
  }

  /// All answers in the order of the questions.
  /// - Throws: `NoVerdict` where one is missing, strange, doubled or contradicts another; never a part of an answer.
  package func read(_ text: String) throws(NoVerdict) -> [CheckVerdict] {
    let answers = try self.answers(in: text)
    let known = Set(questions.map(\.id))
    if let strange = answers.first(where: { !known.contains($0.id) }) {
      throw NoVerdict(reason: "it answers '\(strange.id.prefix(60))', which was not asked")
    }
    var verdicts: [CheckVerdict] = []
    for question in questions {
      let given = answers.filter { $0.id == question.id }
      guard let answer = given.first else {
        throw NoVerdict(
          reason:
            "it answers \(answers.count) of \(questions.count.counted("question")); \(question.id) is missing"
        )
      }
      if given.count > 1 { throw NoVerdict(reason: "it answers \(question.id) twice") }
      guard question.allowed.contains(answer.answer) else {
        throw NoVerdict(
          reason: "'\(answer.answer.prefix(60))' is no answer that \(question.id) takes")
      }
      verdicts.append(
        CheckVerdict(
          question: question, answer: answer.answer,
          evidence: String(answer.evidence.prefix(Self.longest.evidence))))
    }
    if let reason = Contradictions(verdicts).first { throw NoVerdict(reason: reason) }
    return verdicts
  }

  private func answers(in text: String) throws(NoVerdict) -> [Answer] {
    guard text.utf8.count <= Self.longest.text else {
      throw NoVerdict(reason: "it is longer than any answer")
    }
    let json = Data(Self.unfenced(text).utf8)
    let reply = try? JSONDecoder().decode(Reply.self, from: json)
    if let reply { return reply.answers }
    let isJSON = (try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)) != nil
    throw NoVerdict(
      reason: isJSON ? "it is JSON of another shape than was asked" : "it is no JSON, or half of it"
    )
  }

  /// What stands in a fence of three backquotes, where the whole text is one: many models dress JSON so, whatever they
  /// are asked. Anything outside of it is prose, and no answer.
  private static func unfenced(_ text: String) -> Substring {
    let bare = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard bare.hasPrefix("```"), bare.hasSuffix("```"), bare.utf8.count > 6,
      let line = bare.firstIndex(where: \.isNewline)
    else { return bare[...] }
    return bare[line...].dropLast(3)
  }
}

/// Answers that cannot all hold.
private struct Contradictions {
  /// The first one, in words.
  let first: String?

  init(_ verdicts: [CheckVerdict]) {
    first =
      verdicts.lazy.compactMap { one in
        one.question.subject == .presence ? Self.against(one, verdicts) : nil
      }.first
  }

  private static func against(_ presence: CheckVerdict, _ all: [CheckVerdict]) -> String? {
    let own = all.filter { $0.question.assetID == presence.question.assetID }
    let isThere = presence.answer == Allowed.onStage
    let identity = own.first { $0.question.subject == .identity }
    if let identity, (identity.answer == Allowed.absent) == isThere {
      return "\(presence.question.id) and \(identity.question.id) contradict each other"
    }
    let seen = own.first { $0.isTrait(.kept) || $0.isTrait(.changed) }
    if !isThere, let seen {
      return "\(presence.question.id) and \(seen.question.id) contradict each other"
    }
    return nil
  }
}
