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

extension PictureSign {
  /// A number of its own, from which its hash is made.
  var code: UInt64 {
    switch self {
    case .phrase(let number): UInt64(number) << 2
    case .own(let number): UInt64(number) << 2 | 1
    case .left: 2
    case .right: 3
    }
  }
}

/// A picture's view, as far as it matters to what its words name.
enum PictureSide {
  /// Words name the view, and the side.
  case unknown
  /// Words name the side.
  case profile
  case other

  init(_ view: View?) { self = view == nil ? .unknown : view == .profile ? .profile : .other }
}

/// Reads what the words of an asset's pictures name.
struct SignReader {
  private let lexicon: Lexicon
  private let own: PhraseTable<AssetLexicon.Meaning>
  /// Passes the texts that may name one of the asset's tags; `nil` passes all texts.
  private let ownFilter: CaptionFilter?
  private var labels = KnownLabels()
  // Memory that serves for every picture.
  private var signs: [PictureSign] = []
  private var tokenizer = Tokenizer()
  private var found: [(meaning: Int, range: Range<Int>)] = []

  /// - Parameter isFiltering: whether texts are sifted first, which pays for many.
  init(lexicon: Lexicon, own: PhraseTable<AssetLexicon.Meaning>?, isFiltering: Bool = false) {
    self.lexicon = lexicon
    self.own = own ?? PhraseTable()
    let tags = own?.firstWords { if case .tag = $0 { true } else { false } } ?? []
    ownFilter = isFiltering ? CaptionFilter(tags, size: CaptionFilter.size(for: tags.count)) : nil
  }

  /// What the caption, look and tags of the reference at `index` name, in order. It reads them in place: copying ten
  /// thousand whole references is slow.
  mutating func signs(
    of references: [Reference], at index: Int, _ side: PictureSide
  ) -> [PictureSign] {
    while signs.popLast() != nil {}
    add(references[index].caption, side)
    if let look = references[index].look { addLabel(look, side) }
    for tag in references[index].tags { addLabel(tag, side) }
    return signs
  }

  /// Adds what a look or tag names.
  private mutating func addLabel(_ label: String, _ side: PictureSide) {
    if let known = labels.signs(of: label, side) {
      if !known.isEmpty { signs += known }
      return
    }
    let start = signs.count
    add(label, side)
    labels.add(label, side, Array(signs[start...]))
  }

  /// Adds what `text` names.
  private mutating func add(_ text: String, _ side: PictureSide) {
    guard !text.isEmpty else { return }
    let tokens = tokenizer.read(text)
    if let ownFilter {
      let isPassed =
        side == .other
        ? lexicon.sidelessFilter.mayMatch(tokens) : lexicon.captionFilter.mayMatch(tokens)
      // With most texts nothing else needs to be done.
      guard isPassed || !own.isEmpty && ownFilter.mayMatch(tokens) else { return }
    }
    lexicon.phrases.find(in: tokens, &found)
    if !found.isEmpty {
      let mayDeny =
        lexicon.denials.hasPhrase(in: tokens) || lexicon.denialsAfter.hasPhrase(in: tokens)
      let denied = mayDeny ? denials(of: found.map(\.range), in: tokens) : nil
      for index in found.indices where denied?[index] == nil {
        let meaning = found[index].meaning
        switch lexicon.signKinds[meaning] {
        case .cue: signs.append(.phrase(meaning))
        // Words say something of a view only where the picture has none.
        case .view: if side == .unknown { signs.append(.phrase(meaning)) }
        case .none: break
        }
      }
    }
    if !own.isEmpty {
      own.find(in: tokens, &found)
      for (meaning, _) in found {
        if case .tag = own.meanings[meaning] { signs.append(.own(meaning)) }
      }
    }
    if side != .other, let side = self.side(in: tokens) { signs.append(side) }
  }

  /// For each of `ranges` the phrase of a caption that denies it, as in `not smiling`; `nil` where nothing is denied.
  private func denials(
    of ranges: [Range<Int>], in tokens: ArraySlice<TokenizedText.Token>
  ) -> [String?] {
    let words = tokens.map { token in
      PromptWord(hash: token.hash, breakBefore: token.breakBefore, text: "", mention: nil)
    }
    let clauses = Clauses(
      words, lexicon: lexicon, phrases: [], isSubject: { _ in false }, isCharacter: { _ in false })
    return Denials(clauses).denials(of: ranges)
  }

  /// The side of the subject that `tokens` name.
  private func side(in tokens: ArraySlice<TokenizedText.Token>) -> PictureSign? {
    var sides: Lexicon.WordClass = []
    for token in tokens { sides.formUnion(lexicon.classes(of: token.hash)) }
    let isLeft = sides.contains(.left)
    return isLeft == sides.contains(.right) ? nil : isLeft ? .left : .right
  }
}

/// What looks and tags name, by label and side: the same few stand at hundreds of pictures.
private struct KnownLabels {
  private struct Key: Hashable {
    let label: String
    let side: PictureSide
  }

  /// The first ones, which are compared: that is faster than to hash them.
  private var first: [(key: Key, signs: [PictureSign])] = []
  private var others: [Key: [PictureSign]] = [:]

  func signs(of label: String, _ side: PictureSide) -> [PictureSign]? {
    for known in first where known.key.side == side && known.key.label == label {
      return known.signs
    }
    return others.isEmpty ? nil : others[Key(label: label, side: side)]
  }

  mutating func add(_ label: String, _ side: PictureSide, _ signs: [PictureSign]) {
    let key = Key(label: label, side: side)
    if first.count < 8 { first.append((key, signs)) } else { others[key] = signs }
  }
}
