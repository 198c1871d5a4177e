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
  private let lexicon: Lexicon
  private let own: PhraseTable<AssetLexicon.Meaning>
  /// Passes the texts that are read for a picture whose side may be told by words, and for others; a text that is
  /// rejected names nothing. `nil` passes all.
  private let filters: (sided: CaptionFilter, sideless: CaptionFilter)?
  /// By view as far as it matters, what a look or tag names: the same few stand at hundreds of pictures.
  private var labels: [[String: [PictureSign]]] = [[:], [:], [:]]
  // Memory that serves for every picture.
  private var signs: [PictureSign] = []
  private var tokenizer = Tokenizer(keepsWords: false)
  private var found: [(meaning: Int, range: Range<Int>)] = []

  /// - Parameter isFiltering: whether texts are sifted first, which pays for many.
  init(lexicon: Lexicon, own: PhraseTable<AssetLexicon.Meaning>?, isFiltering: Bool = false) {
    self.lexicon = lexicon
    self.own = own ?? PhraseTable()
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
    signs.removeAll(keepingCapacity: true)
    add(references[index].caption, view)
    if let look = references[index].look { addLabel(look, view) }
    for tag in references[index].tags { addLabel(tag, view) }
    return signs
  }

  /// Adds what a look or tag names.
  private mutating func addLabel(_ label: String, _ view: View?) {
    let place = view == nil ? 0 : view == .profile ? 1 : 2
    if let known = labels[place][label] {
      if !known.isEmpty { signs += known }
      return
    }
    let start = signs.count
    add(label, view)
    labels[place][label] = Array(signs[start...])
  }

  private func mayMatch(_ text: String, _ view: View?) -> Bool {
    guard !text.isEmpty, let filters else { return !text.isEmpty }
    return Self.isSided(view) ? filters.sided.mayMatch(text) : filters.sideless.mayMatch(text)
  }

  /// Whether the side of a picture of `view` may be told by words.
  private static func isSided(_ view: View?) -> Bool { view == nil || view == .profile }

  /// Adds what `text` names.
  private mutating func add(_ text: String, _ view: View?) {
    guard mayMatch(text, view) else { return }
    tokenizer.read(text)
    let tokens = tokenizer.tokens
    lexicon.phrases.find(in: tokens, &found)
    if !found.isEmpty {
      let mayDeny =
        lexicon.denials.hasPhrase(in: tokens) || lexicon.denialsAfter.hasPhrase(in: tokens)
      let denied = mayDeny ? denials(of: found.map(\.range), in: tokens) : nil
      for index in found.indices where denied?[index] == nil {
        let meaning = found[index].meaning
        switch lexicon.phrases.meanings[meaning] {
        case .cue: signs.append(.phrase(meaning))
        // Words say something of a view only where the picture has none.
        case .view, .close: if view == nil { signs.append(.phrase(meaning)) }
        default: break
        }
      }
    }
    if !own.isEmpty {
      own.find(in: tokens, &found)
      for (meaning, _) in found {
        if case .tag = own.meanings[meaning] { signs.append(.own(meaning)) }
      }
    }
    if Self.isSided(view), let side = side(in: tokens) { signs.append(side) }
  }

  /// For each of `ranges` the phrase of a caption that denies it, as in `not smiling`; `nil` where nothing is denied.
  private func denials(
    of ranges: [Range<Int>], in tokens: [TokenizedText.Token]
  ) -> [String?] {
    let words = tokens.map { token in
      PromptWord(hash: token.hash, breakBefore: token.breakBefore, text: "", mention: nil)
    }
    let clauses = Clauses(
      words, lexicon: lexicon, phrases: [], isSubject: { _ in false }, isCharacter: { _ in false })
    return Denials(clauses).denials(of: ranges)
  }

  /// The side of the subject that `tokens` name.
  private func side(in tokens: [TokenizedText.Token]) -> PictureSign? {
    var sides: Lexicon.WordClass = []
    for token in tokens { sides.formUnion(lexicon.classes(of: token.hash)) }
    let isLeft = sides.contains(.left)
    return isLeft == sides.contains(.right) ? nil : isLeft ? .left : .right
  }
}
