/// Things of someone that another wears or holds: `@bruno wears @kael's scarf` shows no Kael.
extension Clauses {
  /// The most words from a verb to the thing and from the thing to its owner.
  private static let verbReach = 3
  /// The most characters from an owner to his thing in a script without spaces.
  private static let thingReach = 5

  /// By group that only owns such a thing, the thing.
  func borrowings() -> [Int: Range<Int>] {
    guard groups.count > 1 else { return [:] }
    var borrowed: [Int: Range<Int>] = [:]
    var held: Held?
    for (group, mentions) in groups.enumerated() where mentions.count == 1 && hasCharacter(group) {
      guard let thing = ownThing(of: mentions[0]) else { continue }
      let known = held ?? Held(self)
      held = known
      if isHeld(thing, of: mentions[0], by: known) { borrowed[group] = thing }
    }
    return borrowed
  }

  /// Where words for wearing and holding end, and where those begin that stand behind what is held.
  private struct Held {
    let ends: Set<Int>
    let starts: Set<Int>

    init(_ clauses: Clauses) {
      let before = [LookWords.wornBefore, clauses.lexicon.things.holding]
      ends = Set(before.flatMap { $0.matches(in: clauses.text).map(\.range.upperBound) })
      let after = [LookWords.wornAfter, clauses.lexicon.things.holdingAfter]
      starts = Set(after.flatMap { $0.matches(in: clauses.text).map(\.range.lowerBound) })
    }
  }

  /// Whether another than the owner at `owner` wears or holds `thing`.
  private func isHeld(_ thing: Range<Int>, of owner: Int, by held: Held) -> Bool {
    let start = min(thing.lowerBound, owner)
    guard let other = characters.bySegment[segments[owner]]?.last(before: start),
      !words[other].isPossessive
    else { return false }
    let isBefore = (max(other + 1, start - Self.verbReach)...start).contains {
      held.ends.contains($0) && isJoined($0 - 1, start)
    }
    return isBefore
      || words[owner + 1 < words.count ? owner + 1 : owner].isWhole
        && held.starts.contains(thing.upperBound)
  }

  /// What the mention at `index` owns, if it is no part of the body: `@kael's scarf`, `the scarf of @kael`, `шарф @kael`.
  private func ownThing(of index: Int) -> Range<Int>? {
    let next = index + 1
    if next < words.count, words[next].breakBefore == .none {
      if words[next].isWhole {
        return words[index].isPossessive ? thing(from: next, to: next + Self.thingReach) : nil
      }
      if words[index].isPossessive {
        guard let end = nounPhrase(from: next)?.end else { return nil }
        return isBody(next..<end) ? nil : next..<end
      }
    }
    guard index > 1, words[index].breakBefore == .none else { return nil }
    if words[index - 1].isCyrillic { return thing(from: index - 1, to: index) }
    guard classes(at: index - 1).contains(.object), isJoined(index - 2, index) else { return nil }
    if let thing = thing(from: index - 2, to: index - 1) { return thing }
    return isContent(index - 2) && !isBody(index - 2..<index - 1) ? index - 2..<index - 1 : nil
  }

  private func isBody(_ range: Range<Int>) -> Bool {
    range.contains { index in
      things[index] == nil
        && (lexicon.partGroups[words[index].hash] != nil || nouns(at: index).contains(.face))
    }
  }

  /// The word for a thing that stands between `start` and `end`.
  private func thing(from start: Int, to end: Int) -> Range<Int>? {
    (start..<min(end, words.count)).lazy.compactMap { things[$0]?.range }.first {
      $0.lowerBound >= start && $0.upperBound <= end && isJoined(start, $0.upperBound - 1)
    }
  }
}
