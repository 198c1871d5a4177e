/// Phrases with what they stand for, found by how they begin.
struct PhraseIndex<Name: Sendable>: Sendable {
  private typealias Entry = (name: Name, phrase: WordPhrase)

  private var byStart: [Unicode.Scalar: [Entry]] = [:]
  /// Those that may begin with anything.
  private var others: [Entry] = []

  init(_ phrases: [(name: Name, phrase: WordPhrase)] = []) {
    for entry in phrases {
      if let start = entry.phrase.start {
        byStart[start, default: []].append(entry)
      } else {
        others.append(entry)
      }
    }
  }

  /// The names whose phrases match `tokens` from `index` on, with how many of them each matches.
  func matches(_ tokens: [ClauseTokens.Token], from index: Int) -> [(name: Name, length: Int)] {
    let start = tokens[index].text.unicodeScalars.first
    var found: [(name: Name, length: Int)] = []
    for entries in [start.flatMap { byStart[$0] } ?? [], others] {
      for entry in entries {
        if let length = entry.phrase.length(in: tokens, from: index) {
          found.append((entry.name, length))
        }
      }
    }
    return found
  }
}
