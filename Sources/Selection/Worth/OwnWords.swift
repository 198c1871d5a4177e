internal import TroupeVocabulary

/// The words of a prompt that speak of one asset and stand in no table, to be found in what the user
/// wrote of a picture.
struct OwnWords: Sendable {
  private let words: [String]
  /// Runs of characters of scripts without spaces.
  private let runs: [String]
  /// The first letters of `words`.
  private let beginnings: Set<UInt32>
  /// The parts of the body that the prompt names.
  private let parts: [String: String]

  /// The words of `reading` that speak of `handle`.
  init(_ reading: PromptReading, of handle: Handle) {
    var words: [String] = []
    var runs: [String] = []
    var run = ""
    var last = -2
    for index in reading.freeWords(of: handle) {
      let text = reading.clauses.words[index].text
      if text.first?.isWrittenWithoutSpaces == true {
        if last + 1 != index, !run.isEmpty {
          runs.append(run)
          run = ""
        }
        run += text
        last = index
      } else {
        words.append(text)
      }
    }
    if !run.isEmpty { runs.append(run) }
    self.words = words
    self.runs = runs
    parts = reading.parts(of: handle)
    beginnings = Set(
      words.map { word in
        word.utf8.prefix(Self.beginning).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
      })
  }

  var isEmpty: Bool { words.isEmpty && runs.isEmpty && parts.isEmpty }

  /// Whether `text` may have one of the words; of ten thousand captions few do. A text that is not ASCII passes.
  func mayMatch(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var key: UInt32 = 0
      var length = 0
      for byte in bytes {
        if byte >= 0x80 { return true }
        if byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 {
          if length < Self.beginning { key = key << 8 | UInt32(byte | 0x20) }
          length += 1
        } else if byte != 0x27 {
          if length > 0, beginnings.contains(key) { return true }
          (key, length) = (0, 0)
        }
      }
      return length > 0 && beginnings.contains(key)
    }
  }

  /// Words that are alike have as many letters in common at their beginning, or are the same.
  private static let beginning = 3

  /// The word of the prompt for a part of the body that `texts` show.
  func part(_ texts: [TokenizedText], lexicon: Lexicon) -> String? {
    guard !parts.isEmpty else { return nil }
    return texts.lazy.flatMap(\.hashes).compactMap { lexicon.partGroups[$0] }
      .compactMap { parts[$0] }.first
  }

  /// Whether every word of `text` that is not in a table is among those of the prompt.
  func names(_ text: TokenizedText, lexicon: Lexicon) -> Bool {
    let taken = Set(lexicon.phrases.matches(in: text).flatMap(\.range))
    var characters = ""
    var content: [String] = []
    for (index, word) in text.words.enumerated() where !taken.contains(index) {
      guard lexicon.classes(of: text.tokens[index].hash).isDisjoint(with: .function) else {
        continue
      }
      if word.first?.isWrittenWithoutSpaces == true {
        characters += word
      } else {
        content.append(word)
      }
    }
    guard !content.isEmpty || characters.count > 1 else { return false }
    return content.allSatisfy { own in words.contains { Self.areAlike(own, $0) } }
      && (characters.isEmpty || runs.contains { $0.contains(characters) })
  }

  /// The word of the prompt that `texts`, a picture's caption and tags, are about; `nil` if they are
  /// about something else. Its first noun or half of its words must be named.
  func match(_ texts: [TokenizedText], without names: Set<String>, lexicon: Lexicon) -> String? {
    for text in texts {
      let taken = lexicon.phrases.matches(in: text).flatMap(\.range)
      var content: [String] = []
      var characters = ""
      for (index, word) in text.words.enumerated()
      where !taken.contains(index) && !names.contains(word) {
        let classes = lexicon.classes(of: text.tokens[index].hash)
        guard classes.isDisjoint(with: .function) else { continue }
        if word.first?.isWrittenWithoutSpaces == true {
          characters += word
        } else {
          content.append(word)
        }
      }
      if let word = match(content) ?? match(characters: characters) { return word }
    }
    return nil
  }

  private func match(_ content: [String]) -> String? {
    let found = content.map { own in words.first { Self.areAlike(own, $0) } }
    let count = found.compactMap(\.self).count
    guard count > 0, found[0] != nil || 2 * count >= content.count else { return nil }
    return found.compactMap(\.self).first
  }

  /// Two characters in a row of the same ideographs, or three of another script.
  private func match(characters: String) -> String? {
    let characters = Array(characters)
    for size in [3, 2] where characters.count >= size {
      for start in 0...(characters.count - size) {
        let part = String(characters[start..<start + size])
        let isHan = part.unicodeScalars.allSatisfy(\.properties.isIdeographic)
        if size == 3 || isHan || characters.count == 2, runs.contains(where: { $0.contains(part) })
        {
          return part
        }
      }
    }
    return nil
  }

  /// Whether two words are forms of one: equal but for a short ending.
  static func areAlike(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    let stem = zip(left, right).prefix { $0 == $1 }.count
    let endings = [left.dropFirst(stem), right.dropFirst(stem)].map(String.init)
    guard stem >= 3 else { return false }
    if endings.allSatisfy({ Self.endings.contains($0) }) {
      return stem >= 4 || endings.contains("") || left.utf8.first ?? 0 >= 0x80
    }
    return stem >= 5 && endings.allSatisfy { $0.count <= 2 } && !left.utf8.allSatisfy { $0 < 0x80 }
  }

  private static let endings: Set<String> = [
    "", "s", "es", "ed", "ing", "d", "ned", "ning", "e", "y", "ies", "a", "o", "as", "os", "ando",
    "endo", "iendo", "ado", "ada", "en", "n", "t", "er", "и", "а", "у", "ы", "ой", "е", "я",
  ]
}

extension PromptReading {
  /// The words that no phrase takes, that speak of `handle` and are not denied.
  func freeWords(of handle: Handle) -> [Int] {
    var taken = Array(repeating: false, count: clauses.words.count)
    for finding in findings { for index in finding.range { taken[index] = true } }
    let free = clauses.words.indices.filter { index in
      clauses.words[index].mention == nil && !taken[index] && !clauses.words[index].isHyphenated
        && clauses.classes(at: index).isDisjoint(with: .function)
        && clauses.lexicon.partGroups[clauses.words[index].hash] == nil
    }
    return speaking(free.map { $0..<$0 + 1 }, of: handle).map(\.lowerBound)
  }

  /// By part of the body that a framing shows of `handle`, the word for it. `@kael hands her a cup` names
  /// none.
  func parts(of handle: Handle) -> [String: String] {
    let idioms = Set(findings.filter { $0.meaning == .nothing }.flatMap(\.range))
    let ranges = clauses.words.indices.filter { index in
      clauses.words[index].mention == nil && !clauses.words[index].isHyphenated
        && !idioms.contains(index)
        && clauses.lexicon.partGroups[clauses.words[index].hash] != nil
        && !isVerb(index)
    }.map { $0..<$0 + 1 }
    var parts: [String: String] = [:]
    let isOfThing = findings.contains {
      if case .thing = $0.framed { true } else { false }
    }
    guard isOfThing else { return [:] }
    for range in speaking(ranges, of: handle) {
      let word = clauses.words[range.lowerBound]
      if let group = clauses.lexicon.partGroups[word.hash] { parts[group] = word.text }
    }
    return parts
  }

  private func isVerb(_ index: Int) -> Bool {
    guard index > 0, let word = clauses.words[..<index].last, word.mention != nil else {
      return false
    }
    return !word.isPossessive && !clauses.words[index].isWhole
      && clauses.words[index].breakBefore == .none
  }

  private func speaking(_ ranges: [Range<Int>], of handle: Handle) -> [Range<Int>] {
    zip(ranges, denials.denials(of: ranges)).filter { range, denial in
      guard denial == nil else { return false }
      guard let groups = groups(for: range) else { return true }
      return groups.contains { holds($0, handle) }
    }.map(\.0)
  }
}
