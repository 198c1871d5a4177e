package import TroupeVocabulary

/// Writes the words of a request and puts them in order with its images.
package struct Composer {
  /// What the model is to see, and the words that introduce each image.
  package struct Composed: Hashable, Sendable {
    /// Words and images in order.
    package let composition: Composition
    /// By position: the label of an image; images sent without one are absent.
    package let labels: [Int: String]
  }

  private let request: Request
  private let chosen: [ChosenReference]
  private let assets: [AssetCandidates]
  private let words: LabelWords

  /// Composes `selection` for the model of `profile`.
  ///
  /// Where nothing has to be explained the parts are those of a plain call: the prompt alone, the
  /// parent and then the instruction, or the prompt and then the images.
  /// - Throws: `TroupeError.emptyPrompt`, `.invalidValue` for more characters than the model takes,
  ///   or what
  ///   `Mentions` throws.
  package static func compose(
    _ request: Request, selection: Selection, assets: [AssetCandidates], profile: ModelProfile
  ) throws(TroupeError) -> Composed {
    guard request.prompt.contains(where: { !$0.isWhitespace }) else { throw .emptyPrompt }
    let mentions = try Mentions(in: request.prompt, known: assets.known)
    // Handles may be in any script; what is asked of the picture tells the language.
    let hasWords = mentions.words.contains(where: \.isLetter)
    let composer = Composer(
      request: request, chosen: selection.chosen, assets: assets,
      words: LabelWords.of(hasWords ? mentions.words : request.prompt))
    let composed = composer.composed(mentions)
    try check(composed.composition, profile)
    return composed
  }

  private func composed(_ mentions: Mentions) -> Composed {
    let prompt = PromptWords(mentions: mentions, chosen: chosen, assets: assets, words: words)
    let images = chosen.map { Composition.Part.image($0.position) }
    let text = [prompt.statements, prompt.text].compactMap(\.self).map(Composition.Part.text)
    if chosen.allSatisfy({ $0.role == .identity && $0.name == nil }) {
      return Composed(composition: Composition(parts: text + images), labels: [:])
    }
    if chosen.count == 1, chosen[0].role == .parent {
      return Composed(composition: Composition(parts: images + text), labels: [:])
    }
    let labels = Dictionary(
      chosen.map { ($0.position, ImageLabel.text($0, caption: caption(of: $0), words: words)) },
      uniquingKeysWith: { first, _ in first })
    let labelled = chosen.flatMap { one in
      [Composition.Part.text(labels[one.position] ?? ""), .image(one.position)]
    }
    return Composed(composition: Composition(parts: labelled + text), labels: labels)
  }

  private func caption(of one: ChosenReference) -> String {
    let candidates = one.asset.flatMap(assets.of)
    return candidates?.references.first { $0.digest == one.reference }?.caption ?? ""
  }

  private static func check(
    _ composition: Composition, _ profile: ModelProfile
  ) throws(TroupeError) {
    let texts = composition.parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
    let count = texts.reduce(0) { $0 + $1.count }
    guard let bound = profile.limits.promptCharacters.bound, count > bound else { return }
    throw .invalidValue(
      name: "The prompt of", value: "\(count) characters",
      expected: "\(profile.id) takes \(bound), labels and descriptions among them")
  }
}
