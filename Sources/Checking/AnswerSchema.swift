import Foundation
import TroupeVocabulary

/// The JSON Schema of an answer: a list with one entry for each question. Written in one order, so that equal questions
/// make equal bytes.
struct AnswerSchema {
  private let questions: [CheckQuestion]

  init(_ questions: [CheckQuestion]) { self.questions = questions }

  var data: Data {
    let count = questions.count
    let values = questions.flatMap(\.allowed).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let entry =
      #"{"type":"object","properties":{"id":{"type":"string","enum":\#(list(questions.map(\.id)))},"#
      + #""answer":{"type":"string","enum":\#(list(values))},"evidence":{"type":"string"}},"#
      + #""required":["id","answer","evidence"]}"#
    return Data(
      (#"{"type":"object","properties":{"answers":{"type":"array","minItems":\#(count),"#
        + #""maxItems":\#(count),"items":\#(entry)}},"required":["answers"]}"#).utf8)
  }

  private func list(_ texts: [String]) -> String {
    (try? CanonicalJSON.text(texts)) ?? "[]"
  }
}
