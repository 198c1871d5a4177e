internal import TroupeVocabulary

/// Which words of a prompt are said of which asset.
///
/// The rule: what follows a mention, up to the next mention or the end of the sentence, is said of
/// it (`@kael from behind, @mira in close-up`); mentions with only a joining word between them
/// share what follows (`@kael and @mira in profile`); what stands before `of` and a mention is
/// said of it (`a close-up of @mira`). All other words are said of every asset.
struct PromptScopes {
  private struct Passage {
    let group: Int?
    let text: TokenText
  }

  private let words: DemandWords
  private var passages: [Passage] = []
  private var groups: [[Handle]] = []
  private var current: Int?
  private var isExtending = false
  private var pointing: TokenText?

  /// - Parameter isSubject: whether words after a mention may be said of it alone; a style or pose
  ///   takes none.
  init(_ mentions: Mentions, words: DemandWords, isSubject: (Mention) -> Bool) {
    self.words = words
    for (place, piece) in mentions.pieces.enumerated() {
      switch piece {
      case .mention(let mention):
        if isSubject(mention) { begin(mention.handle) }
      case .text(let text):
        var isBeforeSubject = false
        if place + 1 < mentions.pieces.count,
          case .mention(let next) = mentions.pieces[place + 1]
        {
          isBeforeSubject = isSubject(next)
        }
        add(TokenText(text), isBeforeSubject: isBeforeSubject)
      }
    }
  }

  /// The passages said of `handle`, those of every asset among them, in order.
  func passages(of handle: Handle) -> [TokenText] {
    passages.filter { $0.group.map { groups[$0].contains(handle) } ?? true }.map(\.text)
  }

  private mutating func begin(_ handle: Handle) {
    if isExtending, let current {
      groups[current].append(handle)
    } else {
      groups.append([handle])
      current = groups.count - 1
    }
    isExtending = true
    if let pointing { passages.append(Passage(group: current, text: pointing)) }
    pointing = nil
  }

  private mutating func add(_ text: TokenText, isBeforeSubject: Bool) {
    let hasEnd = text.end == .sentence || text.tokens.contains { $0.pause == .sentence }
    isExtending =
      isExtending && isBeforeSubject && !hasEnd
      && text.tokens.allSatisfy { words.joiners.contains($0.hash) }
    if isExtending { return }
    var rest = text.tokens[...]
    if let end = rest.firstIndex(where: { $0.pause == .sentence }) {
      keep(rest[..<end])
      rest = rest[end...]
      current = nil
    }
    if text.end == .sentence {
      keep(rest)
      current = nil
    } else if isBeforeSubject, let last = rest.last, words.pointers.contains(last.hash) {
      let start = rest.lastIndex { $0.pause != .none } ?? rest.startIndex
      keep(rest[..<start])
      pointing = TokenText(tokens: Array(rest[start...]))
    } else {
      keep(rest)
    }
  }

  private mutating func keep(_ tokens: ArraySlice<TokenText.Token>) {
    guard !tokens.isEmpty else { return }
    passages.append(Passage(group: current, text: TokenText(tokens: Array(tokens))))
  }
}
