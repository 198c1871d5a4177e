/// How much of a prompt one of its words is: the fewer words there are to each time that it says it, the higher a ranking
/// puts it. A prompt that says a word several times, or once among few, holds it in the index once more, marked with a step
/// of this measure: so the best of very many prompts are found without the others.
package enum WordShare {
  /// Of each step the measure stays below this: words of the prompt and ten, to each time that it says the word. The ten
  /// stand for the part of BM25 that does not depend on length, about a third of an average prompt of 30 words.
  static let steps = [5, 7, 9, 11, 13, 16, 20, 26, 34, 44, 58]
  private static let added = 10
  /// Longest prompt, in words, in which a word that it says once is marked.
  private static let longestMarked = 10

  /// The steps by which prompts can be found, from the highest share on; after them come all.
  package static var levels: Range<Int> { 0..<steps.count }

  /// The marked words of a prompt that consists of `words`.
  static func tokens(_ words: [String]) -> [String] {
    var (counts, order): ([String: Int], [String]) = ([:], [])
    counts.reserveCapacity(words.count)
    for word in words {
      let count = counts[word, default: 0] + 1
      counts[word] = count
      if count == (words.count > longestMarked ? 2 : 1) { order.append(word) }
    }
    return order.map { word in
      let (times, length) = (counts[word] ?? 1, min(words.count, longestKept))
      let step = steps.firstIndex { length + added < $0 * times }
      return marks[step ?? steps.count] + word
    }
  }

  /// What finds, in FTS5's syntax, every prompt that holds `term` and has a share of it of one of the steps up to `level`.
  /// Others may be found too. Of a phrase it is the longest of its words.
  package static func match(_ term: SearchTerm, upTo level: Int) -> String {
    let whole = term.isPrefix ? Array(term.tokens.dropLast()) : term.tokens
    let word = whole.max { $0.utf8.count < $1.utf8.count }
    let marked = marks[...level].map { mark in
      SearchTerm.match(mark + (word ?? term.tokens[0]), isPrefix: word == nil)
    }
    let short = unmarked(upTo: level).map { IndexedFact.length($0).match }
    return "(\((marked + short).joined(separator: " OR ")))"
  }

  /// Lengths of prompts that come up to `level` although they say a word once, and mark none of those.
  private static func unmarked(upTo level: Int) -> Range<Int> {
    let first = longestMarked + 1
    return first..<max(first, steps[level] - added)
  }

  /// The most that `weight` is, a function of how often a prompt says `term` and of how many words it has, beyond `level`, which is
  /// below 0 for any prompt. Of
  /// words with one beginning a prompt is taken to say two at most.
  package static func most(
    of term: SearchTerm, beyond level: Int, _ weight: (_ times: Int, _ length: Int) -> Double
  ) -> Double {
    let words = term.isPrefix && term.tokens.count == 1 ? 2 : 1
    let step = level < 0 ? 0 : steps[level]
    // With more it would be a larger share, as no prompt counts as longer.
    let most = step == 0 ? longestKept : (longestKept + added) / step
    return (1...max(1, most)).map { times in
      weight(times * words, max(times * words, step * times - added))
    }.max() ?? 0
  }

  /// The length, in words, from which on prompts count as equally long.
  private static let longestKept = 255

  /// For private use, so that no text has them; 0xE000 marks facts.
  private static let marks = (1...steps.count + 1).map { number in
    String(Unicode.Scalar(UInt16(0xE000 + number)).map(Character.init) ?? " ")
  }
}
