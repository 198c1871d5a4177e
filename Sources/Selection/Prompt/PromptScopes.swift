internal import TroupeVocabulary

/// Which passages of a prompt apply to which asset.
///
/// The rule: text after a mention, up to the next mention or the end of the sentence, applies to that
/// asset (`@kael from behind, @mira in close-up`); mentions with only a conjunction between them share
/// the text after them (`@kael and @mira in profile`); text before `of` and a mention applies to that
/// asset (`a close-up of @mira`). All other text applies to every asset.
struct PromptScopes {
  private struct Passage {
    /// The group of assets that it applies to; `nil` for every asset.
    let group: Int?
    let text: TokenizedText
  }

  private let lexicon: Lexicon
  private var passages: [Passage] = []
  private var groups: [[Handle]] = []
  /// The group that text now applies to.
  private var current: Int?
  /// Whether a mention directly after this point would join the current group.
  private var isExtendingGroup = false
  /// Text that applies to the mention after it.
  private var pending: TokenizedText?

  /// - Parameter isSubject: whether text may apply to a mention alone; to a style or pose it does not.
  init(_ prompt: ParsedPrompt, lexicon: Lexicon, isSubject: (Mention) -> Bool) {
    self.lexicon = lexicon
    for (index, piece) in prompt.pieces.enumerated() {
      switch piece {
      case .mention(let mention):
        if isSubject(mention) { begin(mention.handle) }
      case .text:
        var isBeforeSubject = false
        if index + 1 < prompt.pieces.count, case .mention(let next) = prompt.pieces[index + 1] {
          isBeforeSubject = isSubject(next)
        }
        add(prompt.tokens[index], isBeforeSubject: isBeforeSubject)
      }
    }
  }

  /// The passages that apply to `handle`, those for every asset among them, in order.
  func passages(for handle: Handle) -> [TokenizedText] {
    passages.filter { $0.group.map { groups[$0].contains(handle) } ?? true }.map(\.text)
  }

  private mutating func begin(_ handle: Handle) {
    if isExtendingGroup, let current {
      groups[current].append(handle)
    } else {
      groups.append([handle])
      current = groups.count - 1
    }
    isExtendingGroup = true
    if let pending { passages.append(Passage(group: current, text: pending)) }
    pending = nil
  }

  private mutating func add(_ text: TokenizedText, isBeforeSubject: Bool) {
    let endsSentence =
      text.breakAtEnd == .sentence || text.tokens.contains { $0.breakBefore == .sentence }
    isExtendingGroup =
      isExtendingGroup && isBeforeSubject && !endsSentence
      && text.tokens.allSatisfy { lexicon.conjunctions.contains($0.hash) }
    if isExtendingGroup { return }
    var rest = text.tokens[...]
    if let end = rest.firstIndex(where: { $0.breakBefore == .sentence }) {
      append(rest[..<end])
      rest = rest[end...]
      current = nil
    }
    if text.breakAtEnd == .sentence {
      append(rest)
      current = nil
    } else if isBeforeSubject, let last = rest.last, lexicon.prepositions.contains(last.hash) {
      let start = rest.lastIndex { $0.breakBefore != .none } ?? rest.startIndex
      append(rest[..<start])
      pending = TokenizedText(tokens: Array(rest[start...]))
    } else {
      append(rest)
    }
  }

  private mutating func append(_ tokens: ArraySlice<TokenizedText.Token>) {
    guard !tokens.isEmpty else { return }
    passages.append(Passage(group: current, text: TokenizedText(tokens: Array(tokens))))
  }
}
