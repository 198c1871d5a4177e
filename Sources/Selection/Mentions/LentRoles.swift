internal import TroupeVocabulary

/// Roles that are said before a mention: `in the same pose as @kael`, `ポーズは@ミラを参考に`.
enum LentRoles {
  /// What directly precedes a mention that lends its pose, in lower case.
  private static let leads = [
    "same pose as", "same posture as", "pose taken from", "pose copied from", "pose borrowed from",
    "misma pose que", "misma postura que", "même pose que", "même posture que", "gleichen pose wie",
    "gleiche pose wie", "derselben pose wie", "stessa posa di", "mesma pose que", "mesma pose de",
    "той же позе, что и", "такой же позе, как",
  ]
  /// What precedes and what follows it.
  private static let pairs = [
    ("ポーズは", "参考"), ("姿勢は", "参考"), ("자세는", "참고"), ("포즈는", "참고"), ("姿势", "参考"),
    ("姿勢", "參考"), ("动作", "参考"), ("姿势参考", ""), ("姿勢參考", ""), ("动作参考", ""),
  ]
  private static let longest = 24

  /// The role of a mention between two indices of `prompt`; `nil` where none is said.
  static func role(
    before start: String.Index, after end: String.Index, in prompt: String
  ) -> Role? {
    var before = String(prompt[..<start].suffix(longest)).lowercased()
    while before.last?.isWhitespace == true { before.removeLast() }
    if leads.contains(where: before.hasSuffix) { return .pose }
    let after = prompt[end...].prefix(6)
    return pairs.contains { before.hasSuffix($0) && ($1.isEmpty || after.contains($1)) }
      ? .pose : nil
  }
}
