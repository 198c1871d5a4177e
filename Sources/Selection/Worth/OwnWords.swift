internal import TroupeVocabulary

/// The words of a prompt that speak of one asset and stand in no table, to be found in what the user
/// wrote of a picture.
struct OwnWords: Sendable {
  private let words: [String]
  /// Two and three characters in a row of scripts without spaces.
  private let runs: Set<String>
  /// The first letters of `words`.
  private let beginnings: Set<UInt32>
  /// A bit for the hash of each of them, which few other words share.
  private let beginningBits: UInt64
  /// By part of the body that a framing shows, the word for it.
  private let parts: [String: String]

  /// The words of `reading` that speak of `handle`. What stands in one sentence with a thing or a place may be of it:
  /// `@mira in a booth at @diner`.
  init(_ reading: PromptReading, of handle: Handle, kind: Kind = .character) {
    func isOf(_ index: Int, _ scope: Scope) -> Bool {
      reading.holds(scope, handle)
        || kind != .character && reading.holds(.sentence(reading.clauses.sentences[index]), handle)
    }
    var words: Set<String> = []
    var run = ""
    var last = -2
    for (index, scope) in reading.freeWords where isOf(index, scope) {
      let word = reading.clauses.words[index]
      guard word.isWhole else {
        words.insert(word.text)
        continue
      }
      run += (last + 1 == index ? "" : " ") + word.text
      last = index
    }
    let borrowed = reading.borrowed(from: handle)
    for word in borrowed?.map({ reading.clauses.words[$0] }) ?? [] {
      if word.isWhole { run += word.text } else { words.insert(word.text) }
    }
    self.words = words.sorted().prefix(Self.most).map(\.self)
    let characters = Array(run)
    runs = Set(
      [2, 3].flatMap { size in
        characters.indices.dropLast(size - 1).map { String(characters[$0..<$0 + size]) }
      })
    let isOfThing = reading.findings.contains {
      switch $0.framed {
      case .thing, .mark, .also: true
      default: $0.meaning == .viewpoint
      }
    }
    var parts: [String: String] = [:]
    for (index, scope) in reading.parts where reading.holds(scope, handle) {
      if let group = reading.clauses.partGroup(at: index),
        isOfThing || Clauses.marks.contains(group)
      {
        parts[group] = reading.clauses.words[index].text
      }
    }
    for index in borrowed ?? 0..<0 {
      if let group = reading.clauses.partGroup(at: index) {
        parts[group] = reading.clauses.words[index].text
      }
    }
    self.parts = parts
    beginnings = Set(
      words.map { word in
        word.utf8.prefix(Self.beginning).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
      })
    beginningBits = beginnings.reduce(0) { $0 | Self.bit($1) }
  }

  private static func bit(_ beginning: UInt32) -> UInt64 {
    1 << UInt64((beginning &* 0x9E37_79B1) >> 26)
  }

  private func isBeginning(_ key: UInt32) -> Bool {
    beginningBits & Self.bit(key) != 0 && beginnings.contains(key)
  }

  /// The most words that are compared with what is said of pictures.
  private static let most = 1000

  var isEmpty: Bool { words.isEmpty && runs.isEmpty && parts.isEmpty }

  /// Whether `text` may have one of the words; of ten thousand captions few do. A text that is neither ASCII nor
  /// Chinese passes.
  func mayMatch(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var key: UInt32 = 0
      var length = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 {
          if length < Self.beginning { key = key << 8 | UInt32(byte | 0x20) }
          length += 1
        } else if byte != 0x27 {
          if length > 0, isBeginning(key) { return true }
          (key, length) = (0, 0)
          guard byte >= 0x80 else { continue }
          let isChinese = TokenizedText.chineseScalar(bytes, at: index - 1) != nil
          guard isChinese, runs.isEmpty, parts.isEmpty else { return true }
          index += 2
        }
      }
      return length > 0 && isBeginning(key)
    }
  }

  /// Words that are alike have as many letters in common at their beginning, or are the same.
  private static let beginning = 3

  /// The word of the prompt for a part of the body that `texts` show.
  func part(_ texts: [TokenizedText], lexicon: Lexicon) -> String? {
    guard !parts.isEmpty else { return nil }
    for text in texts {
      let things = lexicon.things.names.matches(in: text)
      if let part = things.lazy.compactMap({ parts[$0.meaning] }).first { return part }
      for (index, hash) in text.hashes.enumerated()
      where !things.contains(where: { $0.range.contains(index) }) {
        if let part = lexicon.partGroups[hash].flatMap({ parts[$0] }) { return part }
      }
    }
    return nil
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
      && (characters.isEmpty || hasRun(Array(characters)))
  }

  /// Whether the prompt has all of `text`, or most of two or more words of a part of it between commas: `in black tie`
  /// of `black tie, white pocket square`.
  func describes(_ text: TokenizedText, lexicon: Lexicon) -> Bool {
    if names(text, lexicon: lexicon) { return true }
    var named = 0
    var count = 0
    func isDescribed() -> Bool { named >= 2 && 3 * named >= 2 * count }
    for (index, word) in text.words.enumerated() {
      if text.tokens[index].breakBefore > .none {
        if isDescribed() { return true }
        (named, count) = (0, 0)
      }
      guard lexicon.classes(of: text.tokens[index].hash).isDisjoint(with: .function) else {
        continue
      }
      count += 1
      if words.contains(where: { Self.areAlike(word, $0) }) { named += 1 }
    }
    return isDescribed()
  }

  /// The word of the prompt that `text`, the caption or a tag of a picture, is about; `nil` if it is
  /// about something else. Its first noun, the one before its first preposition, or half of its words must be named.
  func match(_ text: TokenizedText, without names: Set<String>, lexicon: Lexicon) -> String? {
    let matches = lexicon.phrases.matches(in: text)
    let taken = matches.flatMap(\.range)
    var content: [String] = []
    var head: Int?
    var characters = ""
    for (index, word) in text.words.enumerated() where !names.contains(word) {
      let classes = lexicon.classes(of: text.tokens[index].hash)
      if !content.isEmpty, head == nil,
        classes.contains(.preposition) || text.tokens[index].breakBefore > .none
      {
        head = content.count - 1
      }
      guard !taken.contains(index), classes.isDisjoint(with: .function) else { continue }
      if word.first?.isWrittenWithoutSpaces == true {
        characters += word
      } else {
        content.append(word)
      }
    }
    // With a mood or an act a single word is how or where it shows: `running flat out`, `tears on her cheeks`.
    let isActed = matches.contains { match in
      if case .cue = match.meaning { true } else { false }
    }
    if isActed, content.count(where: { own in words.contains { Self.areAlike(own, $0) } }) < 2 {
      content = []
    }
    return match(content, head: head) ?? match(characters: characters)
  }

  /// Whether every two of `characters` in a row stand in the prompt.
  private func hasRun(_ characters: [Character]) -> Bool {
    characters.indices.dropLast().allSatisfy { runs.contains(String(characters[$0...$0 + 1])) }
  }

  private func match(_ content: [String], head: Int?) -> String? {
    let found = content.map { own in words.first { Self.areAlike(own, $0) } }
    let count = found.compactMap(\.self).count
    guard count > 0 else { return nil }
    let isNamed = found[0] != nil || head.map { found[$0] != nil } ?? false
    // Of `scar on the cheek` the cheek alone names nothing.
    let isMost = 2 * count >= content.count && (head == nil || count > 1)
    return isNamed || isMost ? found.compactMap(\.self).first : nil
  }

  /// Two characters in a row of the same ideographs, or three of another script.
  private func match(characters: String) -> String? {
    let characters = Array(characters)
    for size in [3, 2] where characters.count >= size {
      for start in 0...(characters.count - size) {
        let part = String(characters[start..<start + size])
        let isHan = part.unicodeScalars.allSatisfy(\.properties.isIdeographic)
        if size == 3 || isHan || characters.count == 2, runs.contains(part) {
          return part
        }
      }
    }
    return nil
  }

  /// Whether two words are forms of one: equal but for a short ending.
  static func areAlike(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    if let first = left.utf8.first, let other = right.utf8.first, first != other, first < 0x80,
      other < 0x80
    {
      return false
    }
    let stem = zip(left, right).prefix { $0 == $1 }.count
    let endings = [left.dropFirst(stem), right.dropFirst(stem)].map(String.init)
    guard stem >= 3 else { return false }
    if endings.allSatisfy({ WordForms.standard.endings.contains($0) }) {
      return stem >= 4 || endings.contains("") || left.utf8.first ?? 0 >= 0x80
    }
    return stem >= 5 && endings.allSatisfy { $0.count <= 2 } && !left.utf8.allSatisfy { $0 < 0x80 }
  }
}
