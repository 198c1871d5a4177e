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
    let last = before.last
    if Self.leads[last]?.contains(where: before.hasSuffix) == true { return .pose }
    let rest = prompt[end...].prefix(Self.longest).drop(while: \.isWhitespace).lowercased()
    let near = rest.prefix(10)
    // Most prompts have none of these letters, and a search that folds is slow.
    let script = Script(of: near)
    if Self.follows.contains(where: { text, own in
      own == .ascii ? rest.hasPrefix(text) : own <= script && near.contains(text)
    }) {
      return .pose
    }
    let after = prompt[end...].prefix(7)
    return Self.pairs[last]?.contains {
      before.hasSuffix($0[0]) && ($0[1].isEmpty || after.contains($0[1]))
    } == true ? .pose : nil
  }

  /// The standard ones by the character that they end with: comparing all with a prompt is slow.
  private static let leads = Dictionary(grouping: standard.leads, by: \.last)
  private static let pairs = Dictionary(grouping: standard.pairs, by: \.[0].last)
  private static let follows = standard.follows.map { ($0, Script(of: $0)) }

  /// The scripts of a text; what has a phrase in it is of no lower one.
  private enum Script: Int, Comparable {
    case ascii, chinese, other

    init(of text: some StringProtocol) {
      self =
        text.utf8.allSatisfy { $0 < 0x80 }
        ? .ascii : TokenizedText.isUnchangedByFolding(String(text)) ? .chinese : .other
    }

    static func < (left: Script, right: Script) -> Bool { left.rawValue < right.rawValue }
  }
}
