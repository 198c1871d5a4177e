internal import Synchronization

/// A light or weather that a text names, in its own language.
enum PromptLight {
  /// The first phrase for one in `text`; `nil` for none.
  static func phrase(in text: String, _ language: LabelLanguage) -> String? {
    table(of: language).matches(in: TokenizedText(text)).first(where: \.meaning)?.phrase
  }

  /// That of a prompt.
  static func phrase(in prompt: ParsedPrompt) -> String? {
    phrase(in: prompt.textWithoutMentions, prompt.language)
  }

  private static func table(of language: LabelLanguage) -> PhraseTable<Bool> {
    tables.withLock { tables in
      if let table = tables[language] { return table }
      let phrases = LabelPhrases.of(language)
      var table = PhraseTable<Bool>()
      table.add(phrases.lights, true)
      table.add(phrases.notLights, false)
      tables[language] = table
      return table
    }
  }

  private static let tables = Mutex<[LabelLanguage: PhraseTable<Bool>]>([:])
}
