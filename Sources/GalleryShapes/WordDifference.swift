/// How one text differs from another, by words: by characters where no spaces stand between words.
///
/// The runs that are not added make the first text, and those that are not removed the second.
package struct WordDifference: Hashable, Sendable {
  /// A piece of either text, or of both.
  package struct Run: Hashable, Sendable {
    /// Where it stands.
    package enum Kind: Hashable, Sendable {
      case same
      case removed
      case added
    }

    package let kind: Kind
    package let text: String
  }

  /// In order; no two of one kind are neighbors.
  package let runs: [Run]

  /// The most words that are compared one by one: what differs more is told as one change.
  private static let mostWords = 2_000
  /// The most single changes that are looked for.
  private static let mostChanges = 400

  /// How `new` differs from `old`. At most 2,000 words of each and 400 changes are told apart.
  package init(from old: String, to new: String) {
    let (old, new) = (Self.words(old), Self.words(new))
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var end = 0
    while end < old.count - start, end < new.count - start,
      old[old.count - 1 - end] == new[new.count - 1 - end]
    { end += 1 }
    let (left, right) = (old[start..<old.count - end], new[start..<new.count - end])
    var pieces = old[..<start].map { (Run.Kind.same, $0) }
    pieces += Self.changes(Array(left), Array(right))
    pieces += old[(old.count - end)...].map { (Run.Kind.same, $0) }
    runs = Self.joined(pieces)
  }

  /// Words, spaces and signs, each by itself; characters of scripts without spaces too.
  static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    var open: Bool?
    for place in text.indices {
      let character = text[place]
      let isWord = (character.isLetter || character.isNumber) && !isIdeograph(character)
      if open != true || !isWord, place > start {
        words.append(text[start..<place])
        start = place
      }
      open = isWord
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }

  private static func isIdeograph(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return (0x2E80...0x9FFF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
      || (0xAC00...0xD7AF).contains(scalar.value) || scalar.value >= 0x20000
  }

  /// The fewest changes, after E. Myers, "An O(ND) Difference Algorithm", 1986; one whole change where they are many.
  private static func changes(_ old: [Substring], _ new: [Substring]) -> [(Run.Kind, Substring)] {
    func whole() -> [(Run.Kind, Substring)] {
      old.map { (.removed, $0) } + new.map { (.added, $0) }
    }
    guard !old.isEmpty, !new.isEmpty, max(old.count, new.count) <= mostWords else {
      return whole()
    }
    let most = min(old.count + new.count, mostChanges)
    var furthest = [Int](repeating: 0, count: 2 * most + 3)
    var steps: [[Int]] = []
    let middle = most + 1
    for change in 0...most {
      steps.append(furthest)
      for diagonal in stride(from: -change, through: change, by: 2) {
        let isDown =
          diagonal == -change
          || diagonal != change && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
        var x =
          isDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1
        while x < old.count, x - diagonal < new.count, x - diagonal >= 0,
          old[x] == new[x - diagonal]
        { x += 1 }
        furthest[middle + diagonal] = x
        if x >= old.count, x - diagonal >= new.count {
          return path(steps, middle, old, new)
        }
      }
    }
    return whole()
  }

  private static func path(
    _ steps: [[Int]], _ middle: Int, _ old: [Substring], _ new: [Substring]
  ) -> [(Run.Kind, Substring)] {
    var (x, y) = (old.count, new.count)
    var pieces: [(Run.Kind, Substring)] = []
    for change in stride(from: steps.count - 1, through: 0, by: -1) {
      let furthest = steps[change]
      let diagonal = x - y
      let isDown =
        diagonal == -change
        || diagonal != change && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]
      let before = isDown ? diagonal + 1 : diagonal - 1
      let fromX = change == 0 ? 0 : furthest[middle + before]
      let fromY = change == 0 ? 0 : fromX - before
      while x > fromX, y > fromY {
        (x, y) = (x - 1, y - 1)
        pieces.append((.same, old[x]))
      }
      if change == 0 { break }
      if isDown {
        y -= 1
        pieces.append((.added, new[y]))
      } else {
        x -= 1
        pieces.append((.removed, old[x]))
      }
    }
    return pieces.reversed()
  }

  /// Neighbors of one kind as one run, what is removed before what is added; a space between two changes belongs to them.
  private static func joined(_ pieces: [(Run.Kind, Substring)]) -> [Run] {
    var runs: [Run] = []
    var (removed, added) = ("", "")
    var space = ""
    func close() {
      if !removed.isEmpty { runs.append(Run(kind: .removed, text: removed)) }
      if !added.isEmpty { runs.append(Run(kind: .added, text: added)) }
      (removed, added) = ("", "")
    }
    func same(_ text: String) {
      if runs.last?.kind == .same {
        runs[runs.count - 1] = Run(kind: .same, text: runs[runs.count - 1].text + text)
      } else {
        runs.append(Run(kind: .same, text: text))
      }
    }
    for (kind, text) in pieces {
      if kind == .same {
        let isChanging = !removed.isEmpty || !added.isEmpty
        if isChanging, space.isEmpty, text.allSatisfy(\.isWhitespace) {
          space = String(text)
          continue
        }
        close()
        same(space + text)
        space = ""
        continue
      }
      removed += space
      added += space
      space = ""
      if kind == .removed { removed += text } else { added += text }
    }
    close()
    if !space.isEmpty { same(space) }
    return runs
  }
}
