package import TroupeVocabulary

/// Finds words of a prompt that name an asset without mentioning it, so that it is not paid for without its pictures
/// unnoticed.
package struct NameHints {
  /// A word that names assets.
  package struct Hint: Hashable, Sendable {
    /// The name as the catalog spells it.
    package let name: String
    /// The assets that are called so.
    package let handles: [Handle]

    /// What a person should know.
    package var sentence: String {
      let all = handles.map { "\($0)" }.joined(separator: " or ")
      return "'\(name)' stands in the prompt without an at sign, so no picture of \(all) is sent "
        + "for it. Write \(all) to show \(handles.count == 1 ? "it" : "one of them")."
    }
  }

  /// The names that `prompt` writes as plain words, each once, in order of first use.
  ///
  /// A name counts as a whole word, in scripts without spaces anywhere; in any case, from two characters on, also with
  /// `'s` behind it. Addresses and what follows `\@` are left aside.
  /// - Parameters:
  ///   - names: what the assets are called.
  ///   - shown: assets that need no hint: those that the request shows or leaves out in another way.
  package static func hints(
    in prompt: ParsedPrompt, names: CastNames, shown: Set<Handle> = []
  ) -> [Hint] {
    let shown = shown.union(prompt.assets.map(\.handle))
    var table = PhraseTable<Handle>()
    for asset in names.assets where !shown.contains(asset.handle) {
      var keys: Set<String> = []
      for name in [asset.handle.text] + asset.aliases + [asset.name] {
        let key = CastNames.key(name)
        guard key.count > 1, key.contains(where: \.isLetter), keys.insert(key).inserted else {
          continue
        }
        table.add(name, asset.handle)
        if name.last?.joinsWords == true { table.add(name + "'s", asset.handle) }
      }
    }
    if table.isEmpty { return [] }
    var found: [(range: Range<Int>, name: String, handles: [Handle])] = []
    var told: Set<Handle> = []
    for match in table.matches(in: TokenizedText(plainWords(of: prompt)))
    where told.insert(match.meaning).inserted {
      if let last = found.last, last.range == match.range {
        found[found.count - 1].handles.append(match.meaning)
      } else {
        let isOwner = match.phrase.hasSuffix("'s")
        let name = isOwner ? String(match.phrase.dropLast(2)) : match.phrase
        found.append((match.range, name, [match.meaning]))
      }
    }
    return found.map { Hint(name: $0.name, handles: $0.handles.sorted { $0.text < $1.text }) }
  }

  /// The prompt with the end of a sentence for each mention, address and plain at sign with its word.
  private static func plainWords(of prompt: ParsedPrompt) -> String {
    let source = prompt.source
    let gaps = (prompt.mentions.map(\.range) + WebAddresses(in: source).ranges)
      .sorted { $0.lowerBound < $1.lowerBound }
    var words = ""
    var index = source.startIndex
    var gap = gaps.startIndex
    while index < source.endIndex {
      while gap < gaps.endIndex, gaps[gap].upperBound <= index { gap += 1 }
      if gap < gaps.endIndex, gaps[gap].contains(index) {
        words.append("\n")
        index = gaps[gap].upperBound
        continue
      }
      let character = source[index]
      index = source.index(after: index)
      if character == "\\", index < source.endIndex, source[index].isAt {
        words.append("\n")
        let rest = source[index...].dropFirst().drop(while: Handle.isAllowed)
        index = rest.startIndex
      } else {
        words.append(character)
      }
    }
    return words
  }
}
