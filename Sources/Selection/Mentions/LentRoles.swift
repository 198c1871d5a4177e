internal import Foundation
internal import TroupeVocabulary

/// Roles that are said before a mention: `in the same pose as @kael`, `ポーズは@ミラを参考に`. The words are in
/// `CWords/Words/poses.json`.
struct LentRoles: Decodable {
  /// What directly precedes a mention that lends its pose, in lower case.
  private let leads: [String]
  /// What precedes it, and what follows within a few characters; empty for nothing.
  private let pairs: [[String]]
  /// What directly follows it; in scripts without spaces within a few characters.
  private let follows: [String]

  /// A test reads the file, so that a fault in it is found before it ships.
  static let standard =
    (try? JSONDecoder().decode(Self.self, from: WordFile.data("poses")))
    ?? LentRoles(leads: [], pairs: [], follows: [])

  private static let longest = 24

  private init(leads: [String], pairs: [[String]], follows: [String]) {
    self.leads = leads
    self.pairs = pairs
    self.follows = follows
  }

  /// The role of a mention between two indices of `prompt`; `nil` where none is said.
  func role(before start: String.Index, after end: String.Index, in prompt: String) -> Role? {
    var before = String(prompt[..<start].suffix(Self.longest)).lowercased()
    while before.last?.isWhitespace == true { before.removeLast() }
    if leads.contains(where: before.hasSuffix) { return .pose }
    let rest = prompt[end...].prefix(Self.longest).drop(while: \.isWhitespace).lowercased()
    let near = rest.prefix(10)
    // Most prompts have none of these letters, and a search that folds is slow.
    let isASCII = near.utf8.allSatisfy { $0 < 0x80 }
    if follows.contains(where: {
      $0.utf8.allSatisfy { $0 < 0x80 } ? rest.hasPrefix($0) : !isASCII && near.contains($0)
    }) {
      return .pose
    }
    let after = prompt[end...].prefix(7)
    return pairs.contains { before.hasSuffix($0[0]) && ($0[1].isEmpty || after.contains($0[1])) }
      ? .pose : nil
  }
}
