package import TroupeVocabulary

/// What is to be seen of the assets that a prompt names, where that is not all of them.
package struct Visibility: Hashable, Sendable {
  /// What of someone is not to be seen, with the phrase by which it is not.
  enum Unseen: Hashable, Sendable {
    /// From behind, hidden or an outline: the face.
    case face(String)
    /// From behind: the face, and what is in front.
    case back(String)
    /// From near: all but the face.
    case legs(String)
  }

  /// Assets that are not in the picture.
  package var offStage: [Handle] = []
  /// Characters of whom a part or something of theirs alone is in the picture.
  package var inPart: [Handle] = []
  /// By asset that is mentioned in no look, the looks that the words ask for.
  private var looks: [Handle: [String]] = [:]
  private var unseen: [Handle: Unseen] = [:]

  package init(offStage: [Handle] = []) { self.offStage = offStage }

  init(_ choices: [AssetChoice], removed: some Sequence<Handle>) {
    offStage = choices.filter { $0.demand.absent != nil }.map(\.asset.handle) + removed
    for choice in choices where choice.demand.absent == nil && choice.mention.looks == [nil] {
      let asked = choice.lookRule.requested.compactMap(\.self)
      if !asked.isEmpty { looks[choice.asset.handle] = asked }
    }
    for choice in choices where choice.asset.kind == .character && choice.demand.absent == nil {
      if choice.demand.part != nil {
        inPart.append(choice.asset.handle)
      } else {
        let back = choice.demand.faceless == choice.demand.views[.back]
        unseen[choice.asset.handle] =
          choice.demand.faceless.map(back ? Unseen.back : Unseen.face)
          ?? choice.demand.faceAlone.map(Unseen.legs)
      }
    }
  }

  /// The looks that words ask for of the asset called `handle`.
  package func looks(of handle: Handle) -> [String] { looks[handle] ?? [] }

  /// What of the character called `handle` is not to be seen.
  func unseen(of handle: Handle) -> Unseen? { unseen[handle] }

  /// Whether the face of the character called `handle` is not to be seen.
  func isFaceless(_ handle: Handle) -> Bool {
    switch unseen[handle] {
    case .face, .back: true
    case .legs, nil: false
    }
  }
}

extension Visibility.Unseen {
  /// The phrase by which what `fact` tells is not to be seen.
  func phrase(hiding fact: String) -> String? {
    let tokens = ClauseTokens(fact).tokens
    func tells(_ phrases: KeyPath<TraitWords, [WordPhrase]>) -> Bool {
      LabelLanguage.likely(of: fact).contains { language in
        let phrases = TraitWords.of(language)[keyPath: phrases]
        return tokens.indices.contains { index in
          phrases.contains { $0.length(in: tokens, from: index) != nil }
        }
      }
    }
    switch self {
    case .face(let phrase): return tells(\.onFace) ? phrase : nil
    case .back(let phrase): return tells(\.onFace) || tells(\.onFront) ? phrase : nil
    case .legs(let phrase): return tells(\.onLegs) ? phrase : nil
    }
  }
}
