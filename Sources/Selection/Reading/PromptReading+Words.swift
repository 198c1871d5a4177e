internal import TroupeVocabulary

extension PromptReading {
  /// Every phrase that was found, with what it was taken to ask for, in order; then what the asset's own
  /// words ask for.
  func wordsRead(_ choices: [AssetChoice]) -> [WordRead] {
    let shown = choices.filter { $0.role == .identity }.map(\.asset.handle)
    let all = findings.map { finding in
      let assets = shown.filter { holds(finding.scope, $0) }
      return WordRead(
        phrase: written(finding.range), asks: finding.asks,
        assets: finding.idle == nil ? assets : [],
        outcome: finding.idle != nil ? .ignored : finding.denial != nil ? .denied : .asked,
        reason: finding.idle?.text ?? finding.denial.map { "denied by '\($0)'" } ?? "")
    }
    let own = choices.flatMap { choice in
      choice.demand.looks.sorted { $0.key < $1.key }.map {
        WordRead(
          phrase: $0.value, asks: "look \($0.key)", assets: [choice.asset.handle], outcome: .asked)
      }
        + Set(choice.namedBy.compactMap(\.self)).sorted().map {
          WordRead(
            phrase: $0,
            asks: choice.onlyDetail == nil
              ? "pictures that its own words name" : "the only detail that there is",
            assets: [choice.asset.handle],
            outcome: .asked)
        }
    }
    return all + own
  }

  func written(_ range: Range<Int>) -> String {
    range.map { clauses.words[$0] }.reduce("") { text, word in
      text + (text.isEmpty || word.isWhole ? "" : " ") + word.text
    }
  }
}

extension PromptFinding {
  /// What it asks for, as a word.
  fileprivate var asks: String {
    switch meaning {
    case .view(let view): view.rawValue
    case .cue(let name, _): name
    case .close, .insert:
      switch framed {
      case .thing, .also: "a thing or a part from near"
      case .mark: "what is on the face"
      default: "face"
      }
    case .turnaround: "front, profile and back"
    case .behind: "back"
    case .viewpoint: "out of the picture, as the eye that sees"
    case .faceWord: "face"
    case .empty: "its owner out of the picture"
    case .unpeopled: "owners out of the picture"
    case .nothing: "nothing"
    }
  }
}

extension PromptFinding.Idle {
  /// The reason as a clause.
  fileprivate var text: String {
    switch self {
    case .idiom: "the phrase has a meaning of its own"
    case .place: "it tells of a place, a thing or light"
    case .another: "it tells of something without a mention"
    case .word: "only named"
    }
  }
}
