/// A prompt in which each number, with a range and what leads to it, is one word: `barely five or six`.
struct AgeNumbers: Sendable {
  /// One number.
  private struct Number {
    var range: Range<Int>
    var value: Int
    /// Whether it can be an age without a word for years.
    var isBare = true
    var isLed = false
  }

  private(set) var text: TokenizedText
  /// By word of `text`, where it begins in the prompt; then the end.
  private var starts: [Int] = []
  private var numbers: [Int: Number] = [:]

  /// - Parameter leads: the words that may lead to a number.
  init(_ clauses: Clauses, leads: Set<Int>) {
    var all = Self.joined(Self.numbers(in: clauses), in: clauses)
    for index in all.indices {
      var start = all[index].range.lowerBound
      while start > 0, leads.contains(start - 1), clauses.isJoined(start - 1, start) { start -= 1 }
      all[index].isLed = start < all[index].range.lowerBound
      all[index].range = start..<all[index].range.upperBound
    }
    var tokens: [TokenizedText.Token] = []
    var index = 0
    var next = 0
    while index < clauses.words.count {
      starts.append(index)
      let word = clauses.words[index]
      while next < all.count, all[next].range.lowerBound < index { next += 1 }
      let isNumber = next < all.count && all[next].range.lowerBound == index
      if isNumber { numbers[tokens.count] = all[next] }
      tokens.append(
        TokenizedText.Token(
          hash: isNumber ? PromptWord.numberHash : word.hash, breakBefore: word.breakBefore))
      index = isNumber ? all[next].range.upperBound : index + 1
    }
    starts.append(clauses.words.count)
    text = TokenizedText(tokens: tokens)
  }

  var isEmpty: Bool { numbers.isEmpty }

  /// What `form` at `range` of `text` says in the prompt.
  func match(_ form: AgeForm, _ range: Range<Int>) -> AgeMatch {
    let values = range.compactMap { numbers[$0] }.filter { form.kind != .bare || $0.isBare }
    let groups = form.group.map { [$0] } ?? values.compactMap { LookWords.age(ofYears: $0.value) }
    return AgeMatch(
      form: form, groups: Set(groups), range: starts[range.lowerBound]..<starts[range.upperBound],
      isLed: values.contains(where: \.isLed))
  }

  private static func numbers(in clauses: Clauses) -> [Number] {
    let words = LookWords.numbers.matches(in: clauses.text).map {
      Number(range: $0.range, value: $0.meaning.value, isBare: $0.meaning.isBare)
    }
    let digits = clauses.words.indices.compactMap { index in
      clauses.words[index].mention == nil
        ? Int(clauses.words[index].text).map { Number(range: index..<index + 1, value: $0) } : nil
    }
    return (words + digits).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The same with those that make a range as one, the greatest: `五六`, `five or six`, `5-6`.
  private static func joined(_ numbers: [Number], in clauses: Clauses) -> [Number] {
    var joined: [Number] = []
    for number in numbers {
      if let last = joined.last, isRange(last, number, in: clauses) {
        joined[joined.count - 1].range = last.range.lowerBound..<number.range.upperBound
        joined[joined.count - 1].value = max(last.value, number.value)
      } else if joined.last.map({ $0.range.upperBound <= number.range.lowerBound }) ?? true {
        joined.append(number)
      }
    }
    return joined
  }

  private static func isRange(_ first: Number, _ second: Number, in clauses: Clauses) -> Bool {
    let between = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
    guard clauses.words[second.range.lowerBound].breakBefore <= .clause else { return false }
    if between.isEmpty { return first.range.upperBound == second.range.lowerBound }
    return clauses.isJoined(first.range.lowerBound, second.range.lowerBound)
      && LookWords.joiners.contains(clauses.words[between].map(\.hash))
  }
}
