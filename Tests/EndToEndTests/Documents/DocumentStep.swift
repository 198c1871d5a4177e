import Foundation
import TestSupport

/// A command whose documents are held against schemas.
struct DocumentStep: Sendable {
  /// Who answers on loopback.
  enum Server: Sendable { case none, images, batches, models }

  /// The schema of what stdout holds, by its name.
  let schema: String
  /// The command as typed, where words in single quotes are one; `{name}` stands for a path or what an earlier answer said.
  let words: String
  /// With what it ends; `nil` where that is not what is asked here.
  var status: Int32? = 0
  var stdin: String?
  var server = Server.none
  /// What the server answers first.
  var replies: [FakeReply] = []
  /// Places in the document whose values later commands name, as in `generations/0/id`.
  var kept: [String: String] = [:]
  /// Whether each line of stdout is a document.
  var isLines = false

  init(_ schema: String, _ words: String) {
    self.schema = schema
    self.words = words
  }

  /// One that fails: the error on stderr is the document.
  static func error(_ words: String) -> DocumentStep { DocumentStep("error", words).ends(nil) }

  /// The same where the command ends with `status`, `nil` for any.
  func ends(_ status: Int32?) -> DocumentStep {
    var step = self
    step.status = status
    return step
  }

  /// The same where a later command names the value at `place` as `{name}`.
  func keeps(_ name: String, _ place: String) -> DocumentStep {
    var step = self
    step.kept[name] = place
    return step
  }

  /// The same where a server on loopback answers.
  func asks(_ server: Server = .images, _ replies: FakeReply...) -> DocumentStep {
    var step = self
    step.server = server
    step.replies = replies
    return step
  }

  /// The same where stdin holds `text`.
  func reads(_ text: String, answersByLine isLines: Bool = false) -> DocumentStep {
    var step = self
    step.stdin = text
    step.isLines = isLines
    return step
  }

  /// The command in words, with `values` in the places of their names.
  func arguments(_ values: [String: String]) -> [String] {
    let text = values.reduce(words) { $0.replacing("{\($1.key)}", with: $1.value) }
    let runs = text.split(separator: "'", omittingEmptySubsequences: false)
    return runs.enumerated().flatMap { index, run -> [String] in
      index % 2 == 1 ? [String(run)] : run.split(separator: " ").map(String.init)
    }
  }
}
