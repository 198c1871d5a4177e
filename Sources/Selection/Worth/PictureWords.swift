internal import TroupeVocabulary

/// What the captions and tags of an asset's pictures say.
struct PictureWords {
  private let references: [Reference]
  private let lexicon: Lexicon
  /// By reference.
  let natures: DistinctValues<PictureNature>

  /// - Parameter views: the views of `references`.
  init(
    _ references: [Reference], views: DistinctValues<View?>, own: AssetLexicon, lexicon: Lexicon
  ) {
    self.references = references
    self.lexicon = lexicon
    var reader = SignReader(lexicon: lexicon, own: own.phrases, isFiltering: true)
    // Most pictures name nothing, and the others mostly the same few things.
    var things = [NamedThings([], [], [])]
    var numbers: [WordHash: Int] = [:]
    let sides = views.values.map(PictureSide.init)
    /// By things and view, the number of the nature; -1 for none yet.
    var known = Array(repeating: -1, count: views.values.count)
    var natures: [PictureNature] = []
    var indices: [Int] = []
    indices.reserveCapacity(references.count)
    for index in references.indices {
      let signs = reader.signs(of: references, at: index, sides[views.indices[index]])
      var number = 0
      if !signs.isEmpty {
        let hash = WordHash(signs.reduce(TokenizedText.seed) { TokenizedText.pair($0, $1.code) })
        number = numbers[hash] ?? things.count
        if number == things.count {
          numbers[hash] = number
          things.append(NamedThings(signs, lexicon.phrases.meanings, own.phrases.meanings))
          known += Array(repeating: -1, count: views.values.count)
        }
      }
      let key = number * views.values.count + views.indices[index]
      if known[key] < 0 {
        known[key] = natures.count
        natures.append(PictureNature(view: views[index], things[number]))
      }
      indices.append(known[key])
    }
    self.natures = DistinctValues(values: natures, indices: indices)
  }

  /// By reference: the word of the prompt that its own words are about.
  func named(by own: OwnWords, of asset: Asset) -> [String?] {
    guard !own.isEmpty else { return Array(repeating: nil, count: references.count) }
    let names = Set(TokenizedText(asset.name + " " + asset.handle.text, keepsWords: true).words)
    let isDetail = natures.values.map { $0.view == .detail }
    /// By tag, what is found of it: the same few stand at hundreds of pictures.
    var known: [String: String?] = [:]
    func match(_ text: String, isTag: Bool) -> String? {
      if isTag, let word = known[text] { return word }
      let word =
        own.mayMatch(text)
        ? own.match(TokenizedText(text, keepsWords: true), without: names, lexicon: lexicon) : nil
      if isTag { known[text] = .some(word) }
      return word
    }
    return references.indices.map { index in
      if isDetail[natures.indices[index]] {
        let texts = ([references[index].caption] + references[index].tags).map {
          TokenizedText($0)
        }
        if let part = own.part(texts, lexicon: lexicon) { return part }
      }
      if let word = match(references[index].caption, isTag: false) { return word }
      for tag in references[index].tags {
        if let word = match(tag, isTag: true) { return word }
      }
      return nil
    }
  }

  /// By look that the prompt describes in the words of its name, or of a picture of it, the word.
  func looks(describedBy own: OwnWords, named: [String]) -> [String: String] {
    var looks: [String: String] = [:]
    for name in named {
      let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
      if own.names(TokenizedText(words, keepsWords: true), lexicon: lexicon) { looks[name] = words }
    }
    guard !own.isEmpty else { return looks }
    for index in references.indices {
      guard let look = references[index].look, looks[look] == nil else { continue }
      let texts = ([references[index].caption] + references[index].tags).filter(own.mayMatch)
      if let text = texts.first(where: {
        own.describes(TokenizedText($0, keepsWords: true), lexicon: lexicon)
      }) {
        looks[look] = text
      }
    }
    return looks
  }
}
