package import TroupeVocabulary

/// What a picture of a training set is captioned with: the trigger, and what differs from picture to picture. What must bind
/// to the trigger is not said.
package struct DatasetCaption {
  private let asset: Asset
  private let trigger: String
  private let phrases: LabelPhrases
  private let language: LabelLanguage
  private let bound: [TraitMeaning]

  /// - Parameter captions: those of all of its pictures, which tell the language.
  package init(of asset: Asset, trigger: String, captions: [String]) {
    self.asset = asset
    self.trigger = trigger
    let texts = captions + [asset.description] + asset.looks.map(\.description)
    language = LabelLanguage(of: texts.filter { !$0.isEmpty }.joined(separator: ". "))
    phrases = .of(language)
    let language = language
    bound = asset.traits.map { TraitMeaning($0, language: language) }
  }

  /// As in `kael_v2, three-quarter view, hoodie and jeans, on a bench`.
  package func text(of reference: Reference) -> String {
    let caption = unbound(unnamed(reference.caption))
    let tags = reference.view == .expression && caption.isEmpty ? reference.tags : []
    let view = reference.view.map { phrases.view($0, isOfThing: asset.kind.isThing) }
    let facts = [trigger, view].compactMap(\.self) + look(reference.look) + tags + [caption]
    return facts.map(Self.trimmed).filter { !$0.isEmpty }.joined(separator: phrases.comma)
  }

  /// What is said of the look called `name`, else its name.
  private func look(_ name: String?) -> [String] {
    guard let name else { return [] }
    let look = asset.looks.first { $0.name.foldedKey == name.foldedKey }
    let said = [look?.description ?? ""] + (look?.traits ?? [])
    let facts = said.map(unbound).filter { !$0.isEmpty }
    return facts.isEmpty ? [name.split { "-_".contains($0) }.joined(separator: " ")] : facts
  }

  /// `text` without what the asset's traits say.
  func unbound(_ text: String) -> String {
    var parts = DescriptionParts(text)
    guard let rest = parts.leaveOut(isBound) else { return text }
    // What stood amid a sentence is not its beginning.
    let plain = rest.prefix(1).lowercased() + rest.dropFirst()
    return text.contains(plain.prefix(4)) ? plain : rest
  }

  private func isBound(_ part: String) -> Bool {
    let key = part.foldedKey
    if asset.traits.contains(where: { key.contains($0.foldedKey) }) { return true }
    let meaning = TraitMeaning(part, language: language)
    return !meaning.nouns.isEmpty
      && bound.contains { trait in
        trait.nouns.isSuperset(of: meaning.nouns)
          && meaning.values.allSatisfy { kind, values in
            trait.values[kind]?.isSuperset(of: values) ?? false
          }
      }
  }

  /// `text` with the asset's name as what it begins with taken away: the trigger stands there.
  private func unnamed(_ text: String) -> String {
    for name in ["@" + asset.handle.text, asset.name] + asset.aliases
    where text.hasPrefix(name) && text.dropFirst(name.count).first?.joinsWords != true {
      return Self.trimmed(String(text.dropFirst(name.count)))
    }
    return text
  }

  /// `text` without spaces and marks around it.
  private static func trimmed(_ text: String) -> String {
    func isMark(_ character: Character) -> Bool {
      character.isWhitespace || ",.;:，。；：、".contains(character)
    }
    return String(text.drop(while: isMark).reversed().drop(while: isMark).reversed())
  }
}
