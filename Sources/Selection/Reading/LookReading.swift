internal import TroupeVocabulary

/// Where a prompt speaks of ages and clothes, by which looks are asked for without their names.
struct LookReading: Sendable {
  private let clauses: Clauses
  private let ages: [AgeReading]
  private let clothes: [PhraseTable<String>.Match]
  /// The ends of phrases that say that what follows is worn; and by their starts those of phrases said of what precedes.
  private let wornEnds: Set<Int>
  private let worn: [Int: Int]
  /// The same of phrases that say that it is not worn: `over her arm`.
  private let unworn: [Int: Int]

  /// The most words between a word for wearing and the clothes.
  private static let reach = 4
  /// The most words from clothes to what tells them from others: `coat of the winter`.
  private static let kindReach = 3
  /// The most words for clothes that are looked at around one.
  private static let most = 8

  /// - Parameter hasLooks: whether any look can be asked for: the words for them take a while to arrange.
  init(_ clauses: Clauses, hasLooks: Bool) {
    self.clauses = clauses
    ages = hasLooks ? AgeReading.all(in: clauses) : []
    clothes = hasLooks ? LookWords.clothes.matches(in: clauses.text) : []
    // Few prompts name any.
    wornEnds =
      clothes.isEmpty
      ? [] : Set(LookWords.wornBefore.matches(in: clauses.text).map(\.range.upperBound))
    let after = clothes.isEmpty ? [] : LookWords.wornAfter.matches(in: clauses.text)
    worn = Dictionary(
      after.map { ($0.range.lowerBound, $0.range.upperBound) }, uniquingKeysWith: max)
    let laid = clothes.isEmpty ? [] : LookWords.unwornAfter.matches(in: clauses.text)
    unworn = Dictionary(
      laid.map { ($0.range.lowerBound, $0.range.upperBound) }, uniquingKeysWith: max)
  }

  /// Where words ask for the look called `name`, though they may speak of another; the group of whom they speak where
  /// they say it themselves.
  /// - Parameter isKindless: whether the clothes are named without what tells them from others: a coat of the winter.
  func places(of name: String, isKindless: Bool = false) -> [(range: Range<Int>, group: Int?)] {
    if isKindless { return kindless(name).map { ($0, nil) } }
    if let age = LookWords.age(of: name) {
      return ages.filter { $0.groups.contains(age) }.map { ($0.range, $0.group) }
    }
    return ranges(ofClothes: name).map { ($0, nil) }
  }

  /// Whether `range`, the name of a look of an age, is part of words that say none: `sleeps like a child`.
  func isNoAge(_ range: Range<Int>) -> Bool {
    ages.contains { $0.groups.isEmpty && $0.range.overlaps(range) }
  }

  private func ranges(ofClothes name: String) -> [Range<Int>] {
    guard !clothes.isEmpty, let wanted = LookWords.clothes(of: name) else { return [] }
    return ranges(of: wanted)
  }

  private func kindless(_ name: String) -> [Range<Int>] {
    guard !clothes.isEmpty, let all = LookWords.clothes(of: name) else { return [] }
    let wanted = all.filter { !isKind($0) }
    guard !wanted.isEmpty, wanted != all else { return [] }
    return ranges(of: wanted).filter { range in
      // `in cappotti rossi`
      let isTold = [range.lowerBound - 1, range.upperBound].contains {
        clauses.isContent($0)
          && clauses.isJoined(min($0, range.lowerBound), max($0, range.upperBound - 1))
      }
      return !isTold
        && !clothes.contains {
          isKind($0.meaning) && $0.range.lowerBound <= range.upperBound + Self.kindReach
            && range.lowerBound <= $0.range.upperBound + Self.kindReach
            && clauses.isJoined(
              min($0.range.lowerBound, range.lowerBound),
              max($0.range.upperBound, range.upperBound) - 1)
        }
    }
  }

  private func ranges(of wanted: Set<String>) -> [Range<Int>] {
    clothes.indices.filter {
      wanted.contains(clothes[$0].meaning) && !isKind(clothes[$0].meaning)
    }.compactMap { whole($0, wanted) }.filter(isWorn)
  }

  /// Whether `range`, the name of a look of clothes, speaks of them as a thing: `looks at his armor`.
  func isThing(_ range: Range<Int>, look name: String) -> Bool {
    let first = clauses.words[range.lowerBound]
    guard !first.isWhole, LookWords.clothes(of: name) != nil,
      clauses.classes(at: range.lowerBound - 1).contains(.determiner),
      clauses.isJoined(range.lowerBound - 1, range.lowerBound)
    else { return false }
    return !isWorn(range)
  }

  private func isKind(_ name: String) -> Bool { LookWords.kinds.contains(name) }

  /// The clothes at `index` of `clothes` with all that `wanted` tells of them.
  private func whole(_ index: Int, _ wanted: Set<String>) -> Range<Int>? {
    let match = clothes[index]
    var found: Set<String> = []
    var range = match.range
    // A word may be found several times over, as a garment and its kind.
    let near = max(0, index - Self.most)..<min(clothes.count, index + Self.most)
    for other in clothes[near] where wanted.contains(other.meaning) {
      let isNear =
        other.range.lowerBound <= match.range.upperBound + Self.kindReach
        && match.range.lowerBound <= other.range.upperBound + Self.kindReach
      let low = min(other.range.lowerBound, match.range.lowerBound)
      let high = max(other.range.upperBound, match.range.upperBound)
      guard isNear, clauses.isJoined(low, high - 1) else { continue }
      found.insert(other.meaning)
      range = min(range.lowerBound, low)..<max(range.upperBound, high)
    }
    return found == wanted ? range : nil
  }

  /// Whether the clothes at `range` are said to be worn.
  private func isWorn(_ range: Range<Int>) -> Bool {
    let isWhole = clauses.words[range.lowerBound].isWhole
    if isLaid(range) { return false }
    if isWornBefore(range, isWhole) { return true }
    let end = range.upperBound
    return (end...end + (isWhole ? 1 : Self.reach)).contains { start in
      guard let last = worn[start], clauses.isJoined(end - 1, start) else { return false }
      // `hat ihren Wintermantel an`, and not `her coat on the hook`
      return isWhole || last >= clauses.words.count || clauses.words[last].breakBefore > .none
    }
  }

  /// Whether what follows the clothes at `range` tells that they are off: `her coat over her arm`, `zieht den Mantel aus`.
  private func isLaid(_ range: Range<Int>) -> Bool {
    let end = range.upperBound
    guard let last = unworn[end], clauses.isJoined(end - 1, last - 1) else { return false }
    return last - end > 1 || last >= clauses.words.count || clauses.words[last].breakBefore > .none
      || clauses.classes(at: last).contains(.conjunction)
  }

  /// Whether nothing is said of the clothes at `range`: `winter coat, rain`, and not `winter coats hang by the door`.
  private func isAlone(_ range: Range<Int>) -> Bool {
    let next = range.upperBound
    // `Зимнее пальто @kael висит на крючке`
    if clauses.words[range.lowerBound].isCyrillic, clauses.hasMention(at: next) { return false }
    return next >= clauses.words.count || clauses.words[next].breakBefore > .none
      || !clauses.isContent(next)
  }

  private func isWornBefore(_ range: Range<Int>, _ isWhole: Bool) -> Bool {
    var index = range.lowerBound
    for step in 0...Self.reach + (isWhole ? 2 : 0) {
      if wornEnds.contains(index) { return true }
      let before = index - 1
      let isStart = before < 0 || !clauses.isJoined(before, range.lowerBound)
      // `@kael, gray armor, rain`, `her coat soaked`
      if isStart || clauses.words[before].mention != nil {
        if step == 0, isStart { return !isWhole && isAlone(range) }
        return !isWhole && (step == 0 || clauses.isPersonal(index) && isStart)
      }
      if !isWhole, !clauses.classes(at: before).contains(.determiner), step > 1 { return false }
      index = before
    }
    return false
  }
}

extension Clauses {
  /// Whether the words at `range`, which a look is called by, say that it is worn or had: `as a child`, `in her winter
  /// coat`, and not `with a young policeman`, `past a school`.
  /// - Parameter isAge: whether the look is another age, which people are not shown with.
  func namesLook(_ range: Range<Int>, isAge: Bool) -> Bool {
    let forms = WordForms.standard
    guard !words[range.lowerBound].isWhole else { return true }
    var index = range.lowerBound - 1
    var hasArticle = false
    let after = range.upperBound
    if hasMention(at: after) { return true }
    // `the crying child`
    if isAge { index = article(before: index) ?? index }
    while index >= 0, isJoined(index, range.lowerBound), words[index].mention == nil,
      !forms.lookLeads.contains(words[index].text),
      forms.articles.contains(words[index].text) || forms.indefinite.contains(words[index].text)
    {
      hasArticle = true
      index -= 1
    }
    let isAfterMention = index >= 0 && words[index].mention != nil
    let before = index >= 0 && isJoined(index, range.lowerBound) ? words[index].text : ""
    if forms.lookLeads.contains(before) { return true }
    // `a young policeman`, `a concert hall`
    if hasArticle, range.count == 1, after < words.count, words[after].breakBefore == .none,
      words[after].mention == nil, isContent(after), !forms.lookNouns.contains(words[after].text)
    {
      return false
    }
    // `@nadia and her old mother`
    if isAge, range.count == 1, index >= 0, isPersonal(index), after < words.count,
      words[after].breakBefore == .none, words[after].mention == nil,
      isContent(after) || nouns(at: after).contains(.person),
      !forms.lookNouns.contains(words[after].text)
    {
      return false
    }
    if before.isEmpty || isAfterMention { return !hasArticle || isAfterMention }
    if !isAge, forms.wearLeads.contains(before) { return true }
    let kinds = classes(at: index)
    return !hasArticle && (!kinds.contains(.preposition) || kinds.contains(.determiner))
  }
}
