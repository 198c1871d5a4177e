/// A light or weather that a text names, in its own language.
enum PromptLight {
  /// The first phrase for one in `text`; `nil` for none.
  static func phrase(in text: String, _ phrases: LabelPhrases) -> String? {
    var table = PhraseTable<Bool>()
    table.add(phrases.lights, true)
    table.add(phrases.notLights, false)
    return table.matches(in: TokenizedText(text)).first(where: \.meaning)?.phrase
  }

  /// That of a prompt.
  static func phrase(in prompt: ParsedPrompt) -> String? {
    phrase(in: prompt.textWithoutMentions, .of(LabelLanguage(of: prompt)))
  }
}
