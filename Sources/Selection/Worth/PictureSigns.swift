internal import TroupeVocabulary

/// Something that the words of a picture name, by numbers: most of ten thousand pictures name the same few things.
enum PictureSign: Hashable, Sendable {
  /// A phrase, by the number of its meaning in the lexicon.
  case phrase(Int)
  /// A phrase of the asset's own, by the number of its meaning there.
  case own(Int)
  /// The side of the subject that is seen.
  case left, right
}

/// Reads what the words of an asset's pictures name.
struct SignReader {
  let lexicon: Lexicon
  let own: PhraseTable<AssetLexicon.Meaning>?
  /// Passes the texts that are read for a picture whose side may be told by words, and for others; a text that is
  /// rejected names nothing. `nil` passes all.
  private let filters: (sided: CaptionFilter, sideless: CaptionFilter)?
  /// By view as far as it matters, what a look or tag names: the same few stand at hundreds of pictures.
  private var labels: [[String: [PictureSign]]] = [[:], [:], [:]]

  /// - Parameter isFiltering: whether texts are sifted first, which pays for many.
  init(lexicon: Lexicon, own: PhraseTable<AssetLexicon.Meaning>?, isFiltering: Bool = false) {
    self.lexicon = lexicon
    self.own = own
    guard isFiltering else {
      filters = nil
      return
    }
    let tags = own?.firstWords { if case .tag = $0 { true } else { false } } ?? []
    var filters = (lexicon.captionFilter, lexicon.sidelessFilter)
    filters.0.insert(tags)
    filters.1.insert(tags)
    self.filters = filters
  }

  /// What the caption, look and tags of the reference at `index` name, in order. It reads them in place: copying ten
  /// thousand whole references is slow.
  mutating func signs(of references: [Reference], at index: Int) -> [PictureSign] {
    let view = references[index].view
    var signs: [PictureSign] = []
    if mayMatch(references[index].caption, view) {
      add(TokenizedText(references[index].caption), view: view, to: &signs)
    }
    if let look = references[index].look { signs += self.signs(of: look, view) }
    for tag in references[index].tags { signs += self.signs(of: tag, view) }
    return signs
  }

  /// What a look or tag names.
  private mutating func signs(of label: String, _ view: View?) -> [PictureSign] {
    let place = view == nil ? 0 : view == .profile ? 1 : 2
    if let known = labels[place][label] { return known }
    var signs: [PictureSign] = []
    if mayMatch(label, view) { add(TokenizedText(label), view: view, to: &signs) }
    labels[place][label] = signs
    return signs
  }

  private func mayMatch(_ text: String, _ view: View?) -> Bool {
    guard !text.isEmpty, let filters else { return !text.isEmpty }
    return Self.isSided(view) ? filters.sided.mayMatch(text) : filters.sideless.mayMatch(text)
  }

  /// Whether the side of a picture of `view` may be told by words.
  private static func isSided(_ view: View?) -> Bool { view == nil || view == .profile }

  private func add(_ text: TokenizedText, view: View?, to signs: inout [PictureSign]) {
    let matches = lexicon.phrases.meaningNumbers(in: text)
    if !matches.isEmpty {
      let mayDeny = lexicon.denials.hasPhrase(in: text) || lexicon.denialsAfter.hasPhrase(in: text)
      let denied = mayDeny ? denials(of: matches, in: text) : nil
      for index in matches.indices where denied?[index] == nil {
        let meaning = matches[index].meaning
        switch lexicon.phrases.meanings[meaning] {
        case .cue: signs.append(.phrase(meaning))
        // Words say something of a view only where the picture has none.
        case .view, .close: if view == nil { signs.append(.phrase(meaning)) }
        default: break
        }
      }
    }
    if let own, !own.isEmpty {
      for match in own.meaningNumbers(in: text) {
        if case .tag = own.meanings[match.meaning] { signs.append(.own(match.meaning)) }
      }
    }
    if Self.isSided(view), let side = side(in: text) { signs.append(side) }
  }

  /// For each of `matches` the phrase of a caption that denies it, as in `not smiling`; `nil` where nothing is denied.
  private func denials(
    of matches: [(meaning: Int, range: Range<Int>)], in text: TokenizedText
  ) -> [String?] {
    let words = text.tokens.map { token in
      PromptWord(hash: token.hash, breakBefore: token.breakBefore, text: "", mention: nil)
    }
    let clauses = Clauses(
      words, lexicon: lexicon, phrases: [], isSubject: { _ in false }, isCharacter: { _ in false })
    return Denials(clauses).denials(of: matches.map(\.range))
  }

  /// The side of the subject that `text` names.
  private func side(in text: TokenizedText) -> PictureSign? {
    var sides: Lexicon.WordClass = []
    for token in text.tokens { sides.formUnion(lexicon.classes(of: token.hash)) }
    let isLeft = sides.contains(.left)
    return isLeft == sides.contains(.right) ? nil : isLeft ? .left : .right
  }
}
