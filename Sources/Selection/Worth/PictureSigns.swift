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

  /// What the caption, look and tags of the reference at `index` name, in order. It reads them in place: copying ten
  /// thousand whole references is slow.
  /// - Parameter filter: passes the texts that are read; a text that it rejects names nothing.
  func signs(
    of references: [Reference], at index: Int, passing filter: CaptionFilter? = nil
  ) -> [PictureSign] {
    let view = references[index].view
    var signs: [PictureSign] = []
    func read(_ text: String) {
      guard !text.isEmpty, filter?.mayMatch(text) ?? true else { return }
      add(TokenizedText(text), view: view, to: &signs)
    }
    read(references[index].caption)
    if let look = references[index].look { read(look) }
    for tag in references[index].tags { read(tag) }
    return signs
  }

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
    if view == nil || view == .profile, let side = side(in: text) { signs.append(side) }
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
