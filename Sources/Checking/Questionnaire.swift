package import Foundation
package import TroupeVocabulary

/// All that is asked of one image in one call. Pure: the same record gives the same questions.
package struct Questionnaire: Sendable {
  /// One piece of what is sent.
  package enum Part: Hashable, Sendable {
    /// Words.
    case text(String)
    /// A picture.
    case image(StoredImage)
  }

  /// The questions in order; empty where the record has nothing to ask about.
  package let questions: [CheckQuestion]
  /// Words and pictures in order.
  package let parts: [Part]
  /// The JSON Schema of the answer.
  package var schema: Data { AnswerSchema(questions).data }

  /// Most references of one asset that go along: more of them tell a judge no more.
  package static let mostReferences = 3
  /// Most pictures that go along in all, the image and its parent left aside.
  static let mostPictures = 12

  /// The questions on `picture`.
  /// - Throws: `LibraryError.database` where the program's own words cannot be read.
  package init(_ picture: CheckedPicture) throws {
    let words = try QuestionWords()
    let shown = Self.references(of: picture)
    let asked = AskedQuestions(picture, references: shown, words: words)
    questions = asked.lines.map(\.question)
    guard !questions.isEmpty else {
      parts = []
      return
    }
    parts = Self.parts(picture, shown, asked, words)
  }

  /// A reference with what it is called.
  struct Shown {
    let code: String
    let input: SentInput
  }

  /// The references that go along, each picture once: of every asset the first few, in the order in which they were sent.
  private static func references(of picture: CheckedPicture) -> [Shown] {
    var counts: [Handle?: Int] = [:]
    var seen: Set<Digest> = []
    let chosen = picture.inputs.filter { input in
      guard input.role != .parent, seen.insert(input.rendition.digest).inserted else {
        return false
      }
      counts[input.asset, default: 0] += 1
      return counts[input.asset, default: 0] <= mostReferences
    }
    return chosen.prefix(mostPictures).enumerated().map {
      Shown(code: "R\($0.offset + 1)", input: $0.element)
    }
  }

  private static func parts(
    _ picture: CheckedPicture, _ shown: [Shown], _ asked: AskedQuestions, _ words: QuestionWords
  ) -> [Part] {
    var parts: [Part] = [.text(words.text("opening"))]
    for one in shown {
      parts += [.text(introduction(of: one, picture, words)), .image(one.input.rendition)]
    }
    if let parent = picture.inputs.first(where: { $0.role == .parent }) {
      parts += [.text(words.text("parent")), .image(parent.rendition)]
    }
    parts += [.text(words.text("picture")), .image(picture.image)]
    let cast = picture.cast.map { member in
      words.text(
        "member",
        ["code": "\(member.handle)", "kind": member.kind.rawValue, "name": member.name])
    }
    let lines = asked.lines.map { line in
      words.text(
        "line",
        [
          "id": line.question.id, "question": line.text,
          "values": line.question.allowed.joined(separator: ", "),
        ])
    }
    let text =
      [words.text("cast", ["cast": cast.joined(separator: "; ")]), words.text("questions")]
      + lines + [words.text("closing")]
    return parts + [.text(text.joined(separator: "\n"))]
  }

  private static func introduction(
    of one: Shown, _ picture: CheckedPicture, _ words: QuestionWords
  ) -> String {
    if one.input.sheet != nil { return words.text("sheet", ["code": one.code]) }
    guard let handle = one.input.asset else { return words.text("other", ["code": one.code]) }
    let member = picture.cast.first { $0.handle == handle }
    return words.text(
      "reference",
      ["code": one.code, "name": "\(member?.name ?? one.input.name ?? handle.text) (\(handle))"])
  }
}
