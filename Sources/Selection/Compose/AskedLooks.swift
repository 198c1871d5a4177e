package import TroupeVocabulary

/// The looks in which a prompt shows an asset: by mention, or in words, whether or not an image shows it in them.
package struct AskedLooks {
  package let names: [String]
  /// The only look in which it is shown; `nil` for the usual one, and for several.
  let single: String?

  /// Of the asset `handle` in `prompt`, sent with `images`.
  /// - Parameter visibility: what the prompt was understood to show.
  package init(
    of handle: Handle, in prompt: ParsedPrompt, images: [ChosenInput], _ visibility: Visibility
  ) {
    let mentioned = prompt.assets.first { $0.handle == handle }
      .map { OnStage.looks(of: $0, in: prompt) }
    let asked = (mentioned ?? []).compactMap(\.self)
    var inWords = PhraseTable<String>()
    for look in Set(images.filter { $0.shows(handle) }.compactMap(\.look)).sorted() {
      inWords.add(look.replacing("-", with: " ").replacing("_", with: " "), look)
    }
    let said =
      inWords.isEmpty
      ? [] : inWords.matches(in: TokenizedText(prompt.textWithoutMentions)).map(\.meaning)
    var names = asked
    for look in visibility.looks(of: handle) + said
    where !names.contains(where: { $0.foldedKey == look.foldedKey }) {
      names.append(look)
    }
    self.names = names
    single = mentioned?.count == 1 && names.count == 1 ? names[0] : nil
  }
}
