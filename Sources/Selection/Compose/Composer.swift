package import TroupeVocabulary

/// Writes the words of a request and puts them in order with its images.
package struct Composer {
  /// What the model is to see, and the words that introduce each image.
  package struct Composed: Hashable, Sendable {
    /// Words and images in order, those at addresses last.
    package fileprivate(set) var composition: Composition
    /// By position: the label of an image; images sent without one are absent.
    package let labels: [Int: String]
    /// Words that were left out because the model takes no more.
    package var adjustments: [Adjustment] = []
  }

  private let request: Request
  private let chosen: [ChosenReference]
  private let standing: [ChosenReference]
  private let assets: [AssetCandidates]
  private let mentions: Mentions
  private let words: LabelWords
  private let numbering: ImageNumbering
  private let detail: LabelDetail

  /// Composes `selection` for the model of `profile`.
  ///
  /// Where nothing has to be explained the parts are those of a plain call: the prompt alone, the
  /// parent and then the instruction, or the prompt and then the images. Where the model takes fewer
  /// characters, captions and then descriptions are left out.
  /// - Parameter standing: images of the conversation that stand for assets of the request.
  /// - Throws: `TroupeError.emptyPrompt`, `.invalidValue` for more characters than the model takes,
  ///   or what `Mentions` throws.
  package static func compose(
    _ request: Request, selection: Selection, assets: [AssetCandidates], profile: ModelProfile,
    standing: [ChosenReference] = []
  ) throws(TroupeError) -> Composed {
    guard request.prompt.contains(where: { !$0.isWhitespace }) else { throw .emptyPrompt }
    let mentions = try Mentions(in: request.prompt, known: assets.known)
    let words = LabelWords.of(mentions, in: request.prompt)
    let bound = profile.limits(for: request).promptCharacters.bound
    var count = 0
    for detail in LabelDetail.allCases {
      let composer = Composer(
        request: request, chosen: selection.chosen, standing: standing, assets: assets,
        mentions: mentions,
        words: words,
        numbering: ImageNumbering(
          style: profile.labels?.value ?? .interleaved, chosen: selection.chosen, words: words),
        detail: detail)
      var composed = composer.composed
      composed.composition = Composition(
        parts: composed.composition.parts + request.uris.map(Composition.Part.uri))
      count = composed.composition.characterCount
      guard count <= bound ?? .max else { continue }
      if let bound { composed.adjustments = detail.adjustments(bound, model: profile.id) }
      return composed
    }
    throw .invalidValue(
      name: "The prompt of", value: "\(count) characters",
      expected: "\(profile.id) takes \(bound ?? 0), labels and descriptions among them")
  }

  private var composed: Composed {
    let prompt = PromptWords(
      mentions: mentions, chosen: standing + chosen, assets: assets, words: words,
      numbering: numbering,
      detail: detail)
    let images = chosen.map { Composition.Part.image($0.position) }
    // What is to be changed comes first in an edit; what must stay as it is, after it.
    let isEdit = chosen.contains { $0.role == .parent }
    let all = isEdit ? [prompt.text, prompt.statements] : [prompt.statements, prompt.text]
    let texts = all.compactMap(\.self)
    if chosen.allSatisfy({ $0.role == .identity && $0.name == nil && $0.sheet == nil }) {
      return Composed(
        composition: Composition(parts: texts.map(Composition.Part.text) + images), labels: [:])
    }
    if chosen.count == 1, chosen[0].role == .parent {
      return Composed(
        composition: Composition(parts: images + texts.map(Composition.Part.text)), labels: [:])
    }
    let labels = Dictionary(
      chosen.map { ($0.position, label(of: $0)) }, uniquingKeysWith: { first, _ in first })
    return Composed(
      composition: Composition(parts: parts(texts, labels: labels, isEdit: isEdit)), labels: labels)
  }

  private func parts(
    _ texts: [String], labels: [Int: String], isEdit: Bool
  ) -> [Composition.Part] {
    switch numbering.style {
    case .interleaved:
      return chosen.flatMap { one in
        [Composition.Part.text(labels[one.position] ?? ""), .image(one.position)]
      } + texts.map(Composition.Part.text)
    case .positions, .brackets:
      let legend = chosen.compactMap { labels[$0.position] }
      let lines = isEdit ? texts.prefix(1) + legend + texts.dropFirst() : legend + texts
      return [.text(lines.joined(separator: "\n"))]
        + chosen.map { Composition.Part.image($0.position) }
    }
  }

  private func label(of one: ChosenReference) -> String {
    let candidates = detail == .full ? one.asset.flatMap(assets.of) : nil
    let caption = candidates?.references.first { $0.digest == one.reference }?.caption ?? ""
    return ImageLabel.text(
      one, number: numbering.label(of: one), caption: one.sheet == nil ? caption : "",
      words: words)
  }
}

extension Composition {
  /// Characters of its words.
  fileprivate var characterCount: Int {
    parts.reduce(0) { count, part in
      if case .text(let text) = part { count + text.count } else { count }
    }
  }
}
