internal import TroupeVocabulary

/// What of a description does not hold in the picture that a prompt asks for.
struct ContradictedFacts {
  /// Why a part of a description does not hold.
  struct Contradiction {
    /// What says otherwise, and with which words.
    let source: String
    let words: String
    var isOfHair = false
  }

  private let said: TraitConflicts
  private let light: String?

  init(prompt: ParsedPrompt, said: TraitConflicts) {
    self.said = said
    light = PromptLight.phrase(in: prompt)
  }

  /// Why `part` of the description of a character does not hold.
  /// - Parameter look: the only look in which it is shown; `nil` for the usual one, and for several.
  func contradiction(
    of part: String, of asset: Asset, look: String?, age: AgeChange?
  ) -> Contradiction? {
    if let age, age.isOfAnotherBody || age.contradicts(part) {
      return Contradiction(source: age.source, words: age.words)
    }
    if let words = said.words(against: part, of: asset.handle) {
      return Contradiction(
        source: "the prompt", words: words, isOfHair: said.isAbout("hair", part))
    }
    if let look, LookAge.standard.isAge(look) {
      return Contradiction(source: "the look", words: look)
    }
    guard said.isAboutClothes(part) else { return nil }
    if let words = said.outfit(besides: part, of: asset.handle) {
      return Contradiction(source: "the prompt", words: words)
    }
    return look.map { Contradiction(source: "the look", words: $0) }
  }

  /// Why `part` of the description of a place does not hold: it has another light or weather.
  func light(against part: String, _ asset: Asset) -> Contradiction? {
    let language = LabelLanguage(of: part)
    guard let light, AssetKind.name(of: asset, .of(language)) == "place",
      PromptLight.phrase(in: part, language) != nil
    else { return nil }
    return Contradiction(source: "the prompt", words: light)
  }
}
