/// The words by which an age is said of someone, and who that is: `@lena is still a shy little girl`.
struct AgeLinks: Sendable {
  /// Of whom an age is said.
  enum Owner: Sendable {
    /// Of whoever phrases at its place are of.
    case clause
    case group(Int)
  }

  private let clauses: Clauses
  private let copulas: Set<Int>
  private let adverbs: Set<Int>
  private let articles: Set<Int>

  /// The most words that may stand between an article and a noun; in scripts without spaces between a noun and its verb.
  private static let reach = 2
  private static let wholeReach = 12

  init(_ clauses: Clauses) {
    self.clauses = clauses
    func words(_ table: PhraseTable<Void>) -> Set<Int> {
      Set(table.matches(in: clauses.text).flatMap(\.range))
    }
    copulas = words(LookWords.copulas)
    adverbs = words(LookWords.adverbs)
    articles = words(LookWords.measures).union(
      clauses.words.indices.filter {
        WordForms.standard.indefinite.contains(clauses.words[$0].text)
          && clauses.words[$0].mention == nil
      })
  }

  /// The words that may lead to a number.
  var leads: Set<Int> { adverbs.subtracting(copulas) }

  /// Of whom `match` is said; `nil` where it is no age of anyone.
  func owner(of match: AgeMatch) -> Owner? {
    let (start, end) = (match.range.lowerBound, match.range.upperBound)
    let kind = match.form.kind
    if kind == .none { return nil }
    if kind == .always || match.range.contains(where: { clauses.words[$0].mention != nil }) {
      return .clause
    }
    if kind != .nouns, kind != .bare, clauses.hasMention(at: end) {
      return clauses.groupOf[end].map(Owner.group) ?? .clause
    }
    if [.years, .bare].contains(kind) || match.form.isClosed, !isClosed(end) { return nil }
    if start > 0, clauses.groupOf[start - 1] != nil { return next(to: match) }
    // `@ines a tiny figure`
    if kind == .near, match.form.group != nil { return nil }
    return linked(to: match)
  }

  /// Whether no noun or verb follows before `end`.
  private func isClosed(_ end: Int) -> Bool {
    end >= clauses.words.count || clauses.words[end].breakBefore > .none
      || !clauses.isContent(end)
  }

  /// `@lena, gamine, court`, `@lena tiene seis años`.
  private func next(to match: AgeMatch) -> Owner? {
    let start = match.range.lowerBound
    let word = clauses.words[start]
    let mention = start - 1
    guard word.breakBefore <= .colon, !clauses.words[mention].isPossessive else { return nil }
    if word.breakBefore == .none {
      switch match.form.kind {
      case .nouns: if match.form.isClosed { return nil }
      case .bare: return match.isLed ? .clause : nil
      case .verbal, .years: if isGoverned(mention) { return nil }
      case .near: if isOfPerson(mention) { return nil }
      default: break
      }
      return .clause
    }
    return match.form.kind == .nouns && isListed(match.range.upperBound) ? nil : .clause
  }

  /// Whether what ends before `end` is one of several: `@otto, a little girl and a dog`.
  private func isListed(_ end: Int) -> Bool {
    guard end < clauses.words.count else { return false }
    return clauses.classes(at: end).contains(.conjunction)
      || clauses.words[end].breakBefore > .none && articles.contains(end)
  }

  /// Whether the mention belongs to another noun: `la hija de @lena`, `a friend of @lena`.
  private func isGoverned(_ mention: Int) -> Bool {
    guard let group = clauses.groupOf[mention], let first = clauses.groups[group].first, first > 0,
      clauses.words[first].breakBefore == .none
    else { return false }
    if clauses.words[first - 1].isWhole { return false }
    // A short prompt may not tell its language.
    return !clauses.classes(at: first - 1).isDisjoint(with: [.preposition, .object, .target])
      || WordForms.standard.afterAdjectives.contains(clauses.words[first - 1].text)
      || clauses.nouns(at: first - 1).contains(.person)
  }

  /// `la fille de @lena`, and not `portrait de @lena`
  private func isOfPerson(_ mention: Int) -> Bool {
    guard isGoverned(mention), let group = clauses.groupOf[mention],
      let first = clauses.groups[group].first, first > 1
    else { return false }
    return clauses.nouns(at: first - 2).contains(.person)
  }

  /// What is known of the words between an age and its owner.
  private struct Path {
    var hasCopula = false
    var hasAdverb = false
    var hasArticle = false
    var skipped = 0
  }

  private func linked(to match: AgeMatch) -> Owner? {
    let start = match.range.lowerBound
    var path = Path(hasCopula: match.form.kind == .verbal, hasAdverb: match.isLed)
    var index = start - 1
    while index >= 0, clauses.isJoined(index, start), clauses.words[index].mention == nil {
      if let owner = subject(at: index, path) { return owner }
      guard step(&path, index, match) else { return topic(of: match) }
      index -= 1
    }
    guard index >= 0, clauses.words[index].mention != nil,
      clauses.words[index + 1].breakBefore <= .colon
    else { return index < 0 || !clauses.isJoined(index, start) ? alone(match, path) : nil }
    return owner(at: index, match, path)
  }

  /// Takes the word at `index` as one between an age and its owner, if it can be.
  private func step(_ path: inout Path, _ index: Int, _ match: AgeMatch) -> Bool {
    if copulas.contains(index) {
      path.hasCopula = true
    } else if articles.contains(index) {
      path.hasArticle = true
    } else if adverbs.contains(index) {
      path.hasAdverb = true
    } else {
      let isWhole = clauses.words[index].isWhole
      guard match.form.kind == .nouns, !path.hasArticle, !path.hasCopula,
        path.skipped < (isWhole ? Self.wholeReach : Self.reach),
        isWhole || clauses.isContent(index)
      else { return false }
      path.skipped += 1
    }
    return true
  }

  /// `she is six`, `@lena, who is barely six`.
  private func subject(at index: Int, _ path: Path) -> Owner? {
    guard path.hasCopula || path.hasAdverb, !copulas.contains(index), !articles.contains(index),
      !adverbs.contains(index)
    else { return nil }
    let kinds = clauses.classes(at: index)
    if kinds.contains(.relative), index > 0, let group = clauses.groupOf[index - 1] {
      return .group(group)
    }
    return kinds.contains(.pronoun) && clauses.nouns(at: index).contains(.person) ? .clause : nil
  }

  private func owner(at mention: Int, _ match: AgeMatch, _ path: Path) -> Owner? {
    guard let group = clauses.groupOf[mention], !clauses.words[mention].isPossessive else {
      return nil
    }
    let isApart = clauses.words[mention + 1].breakBefore > .none
    if isApart {
      return isListed(match.range.upperBound) || isPlace(mention) ? nil : .group(group)
    }
    if isGoverned(mention) { return nil }
    let isInverted = copulas.contains((clauses.groups[group].first ?? mention) - 1)
    let hasCopula = path.hasCopula || isInverted
    let isSaid =
      switch match.form.kind {
      case .nouns:
        hasCopula && (path.skipped == 0 || path.hasArticle || clauses.words[mention + 1].isWhole)
          || path.hasAdverb && path.skipped == 0
      case .bare: hasCopula || path.hasAdverb
      default: true
      }
    return isSaid ? .group(group) : nil
  }

  /// `At the feet of @lena, a girl of six`
  private func isPlace(_ mention: Int) -> Bool {
    let first = clauses.clauseStarts[clauses.clauses[mention]]
    return first < mention && clauses.classes(at: first).contains(.preposition)
      && !clauses.words[first].isWhole
  }

  /// An age with no owner in its own part of the sentence: `Tiene seis años`, `Barely six, @lena climbs`.
  private func alone(_ match: AgeMatch, _ path: Path) -> Owner? {
    if path.skipped > 0 { return nil }
    let isSaid = path.hasCopula && match.form.kind != .bare
    if isSaid { return .clause }
    if isFronted(match) { return .clause }
    if let group = sole(match) { return .group(group) }
    let end = match.range.upperBound
    guard end < clauses.words.count, clauses.words[end].mention != nil,
      clauses.words[end].breakBefore > .none, clauses.words[end].breakBefore <= .colon
    else { return nil }
    switch match.form.kind {
    case .near: return .clause
    case .bare: return path.hasAdverb ? .clause : nil
    case .nouns: return path.hasCopula || path.hasAdverb ? .clause : nil
    default: return nil
    }
  }

  /// `@lena on the swing, age six`: of the only one who is mentioned.
  private func sole(_ match: AgeMatch) -> Int? {
    let (start, end) = (match.range.lowerBound, match.range.upperBound)
    guard [.near, .years].contains(match.form.kind), match.form.group == nil, start > 0,
      clauses.words[start].breakBefore == .clause, !clauses.words[start].isWhole,
      end >= clauses.words.count || clauses.words[end].breakBefore > .none,
      let named = clauses.characters.bySentence[clauses.sentences[start]], named.count == 1
    else { return nil }
    return named[0] < start ? clauses.groupOf[named[0]] : nil
  }

  /// `Mit kaum sechs Jahren steuert @lena das Boot`
  private func isFronted(_ match: AgeMatch) -> Bool {
    let (start, end) = (match.range.lowerBound, match.range.upperBound)
    guard match.form.kind == .near, !clauses.words[start].isWhole,
      clauses.classes(at: start).contains(.preposition),
      let mention = clauses.mentions.all.first(after: end - 1), mention - end <= Self.reach
    else { return false }
    return clauses.isJoined(end - 1, mention) && !isGoverned(mention)
  }

  /// In a script without spaces, the topic of a sentence that an age ends: `@lenaは膝を擦りむいた小さな女の子だ`.
  private func topic(of match: AgeMatch) -> Owner? {
    let start = match.range.lowerBound
    guard [.verbal, .nouns].contains(match.form.kind), clauses.words[start].isWhole,
      let mention = clauses.mentions.all.last(before: start), clauses.isJoined(mention, start),
      start - mention <= Self.wholeReach + 2, let group = clauses.groupOf[mention],
      marks(mention + 1, clauses.lexicon.subjects.subjectMarks)
    else { return nil }
    let topics = clauses.lexicon.subjects.subjectMarks.subtracting(
      clauses.lexicon.subjects.nominativeMarks)
    return (mention + 2..<max(mention + 2, start)).contains { marks($0, topics) && $0 == start - 1 }
      ? nil : .group(group)
  }

  private func marks(_ index: Int, _ words: Set<UInt64>) -> Bool {
    words.contains(clauses.words[index].hash)
  }
}
