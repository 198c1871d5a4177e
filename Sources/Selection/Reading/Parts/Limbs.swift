/// Hands and feet in a script without spaces, and faces that are all that a clause names.
extension Clauses {
  /// The most characters from an owner to a part, and from a part to what it does.
  private static let limbReach = 10

  /// The hand or foot that the mention at `index` owns and that acts or ends its clause: `@lena的手放在琴键上`, `震える@lenaの手`.
  func actingLimb(of index: Int) -> Range<Int>? {
    for word in index + 1..<min(words.count, index + Self.limbReach) {
      guard isJoined(index, word), words[word].isWhole else { return nil }
      guard nouns(at: word).contains(.part),
        let last = (word..<min(word + 4, words.count)).first(where: {
          nouns.ending[$0]?.contains(.part) ?? false
        }),
        let limb = (word...last).first(where: { lexicon.partGroups[words[$0].hash] != nil }),
        let name = lexicon.partGroups[words[limb].hash]
      else { continue }
      let isSeen = Self.shown.contains(name) && (endsClause(last + 1) || isActing(from: last + 1))
      return isSeen ? limb..<limb + 1 : nil
    }
    return nil
  }

  /// Whether the feeling at `start` is what the part at `part` does: `@lena的手在颤抖`, `震える@lenaの手`.
  func isActOf(_ part: Range<Int>, at start: Int) -> Bool {
    isJoined(min(part.lowerBound, start), max(part.lowerBound, start))
      && abs(start - part.lowerBound) <= 2 * Self.limbReach
  }

  /// What a pronoun at `index` owns of the person mentioned last: `特写他的双手`.
  func ownedByPronoun(_ index: Int) -> Framed? {
    guard let pronoun = pronouns.byStart[index], pronoun.kind == .he || pronoun.kind == .she,
      words[index].isWhole, pronoun.range.upperBound + 1 < words.count,
      classes(at: pronoun.range.upperBound).contains(.possessive),
      isJoined(index, pronoun.range.upperBound + 1),
      let owner = characters.all.last(before: index).flatMap({ groupOf[$0] })
    else { return nil }
    return possessed(by: owner, at: pronoun.range.upperBound + 1)
  }

  private func endsClause(_ index: Int) -> Bool {
    index >= words.count || words[index].breakBefore > .none
  }

  private func isActing(from index: Int) -> Bool {
    let end = min(words.count, index + 4)
    return lexicon.things.acts.hasPhrase(in: ArraySlice(Array(text.tokens[index..<end])), at: 0)
  }

  /// Whether a word for the face tells that it is seen: `in the mirror we see his face`, `@yuki的脸`.
  func isMirrored(_ match: PhraseTable<Lexicon.Meaning>.Match) -> Bool {
    match.meaning == .faceWord
      && (mirrors.contains(clauses[match.range.lowerBound])
        || ownerOfClauseFace(match.range) != nil)
  }

  /// The mention that is all whom the clause of a word for a face names, which ends it: `@yuki的脸`.
  func ownerOfClauseFace(_ range: Range<Int>) -> Int? {
    guard words[range.lowerBound].isWhole, endsClause(range.upperBound),
      let named = mentions.byClause[clauses[range.lowerBound]], named.count == 1,
      let owner = named.first, owner < range.lowerBound, words[owner].isPossessive,
      range.lowerBound - owner <= Self.limbReach, isJoined(owner, range.lowerBound)
    else { return nil }
    return owner
  }
}
