internal import TroupeVocabulary

extension TraitReview {
  /// Leaves out what an adapter binds to its trigger: traits but those of clothes, and of the description what is of hair,
  /// face and body. A prompt that says them would have them drawn as something besides.
  mutating func leaveTo(_ adapters: [ChosenAdapter], _ assets: [AssetCandidates]) {
    for adapter in adapters {
      guard let asset = assets.of(adapter.asset)?.asset else { continue }
      let language = LabelLanguage(of: ([asset.description] + asset.traits).joined(separator: ". "))
      func nouns(_ text: String) -> Set<String> { TraitMeaning(text, language: language).nouns }
      func leaveOut(_ fact: String, _ field: String) {
        adjustments.append(
          Adjustment(
            field: field, before: fact, after: "",
            reason: "the adapter of \(asset.handle) binds it to “\(adapter.trigger)”"))
      }
      stated[asset.handle] = (stated[asset.handle] ?? asset.traits).filter { trait in
        if !nouns(trait).isDisjoint(with: Clothing.nouns) { return true }
        leaveOut(trait, "traits")
        return false
      }
      var parts = DescriptionParts(described[asset.handle] ?? asset.description)
      let kept = parts.leaveOut { part in
        guard !nouns(part).isDisjoint(with: Self.lasting) else { return false }
        leaveOut(part, "description")
        return true
      }
      if let kept { described[asset.handle] = kept }
    }
  }

  /// Names of nouns for what someone always has.
  private static let lasting: Set = [
    "hair", "eyes", "face", "skin", "beard", "mustache", "scar", "freckles", "tattoo", "nose",
    "ears", "eyebrows",
  ]
}
