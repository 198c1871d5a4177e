internal import TroupeVocabulary

/// Directions that are those of a limb or of scenery.
extension Clauses {
  private static let limbs: Set = ["hand", "foot", "arm", "leg", "ear"]

  /// Whether a back is that of a limb: `the back of @kael's hand`.
  func isOfLimb(_ range: Range<Int>) -> Bool {
    guard let mention = range.last(where: { words[$0].mention != nil }) ?? objectEnd(after: range),
      mention < words.count
    else { return false }
    let start = words[mention].mention == nil ? mention : mention + 1
    let isOwned = words[mention].mention == nil || words[mention].isPossessive
    guard isOwned, let noun = nounPhrase(from: start) else { return false }
    return (start..<noun.end).contains {
      lexicon.partGroups[words[$0].hash].map(Self.limbs.contains) ?? false
    }
  }

  /// `searchlights sweep the water from the side`: a clause about something without a mention.
  func isOfScenery(_ range: Range<Int>) -> Bool {
    let before = clauseBefore(range.lowerBound)
    // `@kael, durch die Scheibe von hinten zu sehen`
    if before.lowerBound > 0, groupOf[before.lowerBound - 1] != nil { return false }
    guard mentions.byClause[clauses[range.lowerBound]] == nil,
      !before.contains(where: {
        classes(at: $0).contains(.pronoun) || nouns(at: $0).contains(.person)
      })
    else { return false }
    return before.dropFirst().contains {
      classes(at: $0 - 1).contains(.determiner) && isContent($0)
    } && before.count(where: isContent) > 1
  }

  /// Whether what stands at `range` is of something that follows and is no mention: `a silhouette of trees`.
  func isOfWhatFollows(_ range: Range<Int>) -> Bool {
    var index = range.upperBound
    guard index < words.count, words[index].breakBefore == .none,
      classes(at: index).contains(.object)
    else { return false }
    index += 1
    while index < words.count, classes(at: index).contains(.determiner) { index += 1 }
    return index < words.count && words[index].mention == nil
  }
}
