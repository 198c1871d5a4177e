internal import TroupeVocabulary

/// What the captions and tags of an asset's pictures say.
struct PictureWords {
  private let references: [Reference]
  private let lexicon: Lexicon
  /// By reference.
  let natures: [PictureNature]

  init(_ references: [Reference], own: AssetLexicon, lexicon: Lexicon) {
    self.references = references
    self.lexicon = lexicon
    var filter = lexicon.captionFilter
    filter.insert(own.phrases.firstWords { if case .tag = $0 { true } else { false } })
    natures = references.indices.map { index in
      filter.mayMatch(references[index])
        ? PictureNature(references[index], own: own, lexicon: lexicon)
        : PictureNature(view: references[index].view)
    }
  }

  /// By reference: the word of the prompt that its own words are about.
  func named(by own: OwnWords, of asset: Asset) -> [String?] {
    guard !own.isEmpty else { return Array(repeating: nil, count: references.count) }
    let names = Set(TokenizedText(asset.name + " " + asset.handle.text, keepsWords: true).words)
    return references.indices.map { index in
      let texts = ([references[index].caption] + references[index].tags).filter { !$0.isEmpty }
      guard texts.contains(where: own.mayMatch) || natures[index].view == .detail else {
        return nil
      }
      let tokenized = texts.map { TokenizedText($0, keepsWords: true) }
      if natures[index].view == .detail, let part = own.part(tokenized, lexicon: lexicon) {
        return part
      }
      return own.match(tokenized, without: names, lexicon: lexicon)
    }
  }

  /// By look that the prompt describes in the words of its name, or of a picture of it, the word.
  func looks(describedBy own: OwnWords, named: [String]) -> [String: String] {
    var looks: [String: String] = [:]
    for name in named {
      let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
      if own.names(TokenizedText(words, keepsWords: true), lexicon: lexicon) { looks[name] = words }
    }
    for reference in references {
      guard let look = reference.look, looks[look] == nil else { continue }
      let texts = ([reference.caption] + reference.tags).filter { !$0.isEmpty && own.mayMatch($0) }
      if let text = texts.first(where: {
        own.describes(TokenizedText($0, keepsWords: true), lexicon: lexicon)
      }) {
        looks[look] = text
      }
    }
    return looks
  }
}
