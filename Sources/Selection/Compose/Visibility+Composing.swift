internal import TroupeVocabulary

extension Visibility {
  /// What is said of parts where `prompt` changes an image, which shows all of someone already, and where the part is
  /// one of the face.
  func composing(
    _ prompt: ParsedPrompt, _ assets: [AssetCandidates], isOfImage: Bool
  ) -> Visibility {
    var visibility = self
    let named = NamedTraits(prompt)
    visibility.inPart.removeAll { handle in
      isOfImage
        || named.among(assets.of(handle)?.asset.traits ?? []).contains {
          Self.isOfFace($0, prompt)
        }
    }
    return visibility
  }

  /// Whether `trait` is something of the skin of a face, which is not shown without it.
  private static func isOfFace(_ trait: String, _ prompt: ParsedPrompt) -> Bool {
    !TraitMeaning(trait, language: LabelLanguage(of: prompt)).nouns.isDisjoint(with: ofSkin)
      && Unseen.face("").phrase(hiding: trait) != nil
  }

  /// Names of nouns.
  private static let ofSkin: Set = ["scar", "tattoo", "freckles", "eyes", "beard", "mustache"]
}
