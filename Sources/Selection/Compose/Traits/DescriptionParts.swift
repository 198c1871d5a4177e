internal import TroupeVocabulary

/// A description in parts that can be left out one by one, so that what remains still reads well: of `A pilot with
/// a black braid and round glasses, in a red coat`, the pilot, the braid, the glasses and the coat.
struct DescriptionParts {
  private struct Part {
    /// What stands before it if another part of its group does: a comma or `and`.
    let joiner: String
    let text: String
  }
  /// Parts that a word such as `in` or `with` leads to.
  private struct Group {
    /// Punctuation before it, and the word.
    var before = ""
    var lead = ""
    var parts: [Part] = []
  }
  private struct Sentence {
    var groups: [Group]
    let end: String
  }

  private var sentences: [Sentence] = []
  private let language: LabelLanguage

  /// - Parameter bySentence: whether its sentences stay whole: those about clothes say the rest of the same clothes.
  init(_ description: String, bySentence: Bool = false) {
    language = LabelLanguage(of: description)
    var rest = description[...]
    while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
      rest = rest[start...]
      let stop = rest.firstIndex { Self.stops.contains($0) } ?? rest.endIndex
      let end = rest[stop...].prefix { Self.stops.contains($0) }
      let text = String(rest[..<stop])
      let whole = [Group(parts: [Part(joiner: "", text: text)])]
      sentences.append(Sentence(groups: bySentence ? whole : groups(of: text), end: String(end)))
      rest = rest[end.endIndex...]
    }
  }

  private static let stops: Set<Character> = [".", "!", "?", "。", "！", "？", "\n"]
  private static let commas: Set<Character> = [",", ";", "，", "；", "、"]

  private func groups(of sentence: String) -> [Group] {
    language.isWrittenWithoutSpaces
      ? [Group(parts: clauses(of: sentence))] : groups(of: sentence.split(separator: " "))
  }

  /// In a script without spaces, what stands between commas.
  private func clauses(of sentence: String) -> [Part] {
    var parts: [Part] = []
    var (joiner, text) = ("", "")
    for character in sentence {
      if Self.commas.contains(character) {
        parts.append(Part(joiner: joiner, text: text))
        (joiner, text) = (String(character), "")
      } else {
        text.append(character)
      }
    }
    return parts + [Part(joiner: joiner, text: text)]
  }

  private func groups(of words: [Substring]) -> [Group] {
    let known = TraitWords.of(language)
    var groups = [Group()]
    var joiner = ""
    var text: [Substring] = []
    func finish() {
      if !text.isEmpty {
        groups[groups.count - 1].parts.append(
          Part(joiner: joiner, text: text.joined(separator: " ")))
      }
      (joiner, text) = (" ", [])
    }
    for word in words {
      let bare = word.lowercased().filter { !Self.commas.contains($0) }
      if known.leads.contains(bare), groups.count > 1 || !text.isEmpty || joiner != "" {
        let before = joiner.trimmed
        let isDirect = text.isEmpty
        finish()
        groups.append(Group(before: isDirect ? before : "", lead: String(word)))
        joiner = " "
      } else if known.joins.contains(bare), !text.isEmpty || joiner.trimmed == "," {
        if !text.isEmpty { finish() }
        joiner = (joiner.trimmed.isEmpty ? " " : joiner) + word + " "
      } else {
        text.append(word)
        if let mark = word.last, Self.commas.contains(mark) {
          text[text.count - 1] = word.dropLast()
          finish()
          joiner = "\(mark) "
        }
      }
    }
    finish()
    return groups
  }

  /// The description without the parts that `isLeftOut` finds, or with what `rest` has in their places; `nil` where it
  /// finds none.
  mutating func leaveOut(
    _ isLeftOut: (String) -> Bool, rest: (String) -> String? = { _ in nil }
  ) -> String? {
    var isChanged = false
    for sentence in sentences.indices {
      for group in sentences[sentence].groups.indices {
        let first = sentences[sentence].groups[group].parts.first?.text
        let parts = sentences[sentence].groups[group].parts
        sentences[sentence].groups[group].parts = parts.compactMap { part in
          guard isLeftOut(part.text) else { return part }
          isChanged = true
          return rest(part.text).map { Part(joiner: part.joiner, text: $0) }
        }
        // Of `in her thirties, tall and calm` the word goes with what it leads to.
        let left = sentences[sentence].groups[group].parts.first
        if group > 0, let left, left.text != first, left.joiner.first == ",",
          first.map(isAge) == true
        {
          sentences[sentence].groups[group].lead = ""
          sentences[sentence].groups[group].before = ","
        }
      }
    }
    return isChanged ? text : nil
  }

  private func isAge(_ part: String) -> Bool {
    let words = TraitWords.of(language)
    return !StatedAge.all(in: ClauseTokens(part), words.ages, words).isEmpty
  }

  private var text: String {
    sentences.compactMap { sentence in
      let said = sentence.groups.filter { !$0.parts.isEmpty }.enumerated().map { index, group in
        let parts = group.parts.enumerated().map {
          ($0.offset == 0 ? "" : $0.element.joiner) + $0.element.text
        }
        let lead = group.lead.isEmpty ? "" : group.lead + " "
        return (index == 0 ? "" : group.before + " ") + lead + parts.joined()
      }.joined()
      return said.isEmpty ? nil : said.capitalizedFirst + sentence.end
    }.joined(separator: language.isWrittenWithoutSpaces ? "" : " ")
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
