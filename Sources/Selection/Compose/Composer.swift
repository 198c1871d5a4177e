package import TroupeVocabulary

/// Writes the text of a request and orders it with its images.
package struct Composer {
  /// The content of a request for the model.
  package struct Composed: Hashable, Sendable {
    /// Text and images in order, images at addresses last.
    package fileprivate(set) var composition: Composition
    /// By position: the label of an image; absent for an image without one.
    package let labels: [Int: String]
    /// Text that was left out: traits that the prompt contradicts, and what passes the model's characters.
    package var adjustments: [Adjustment] = []
    /// What the user should know of it.
    package var warnings: [String] = []
  }

  private let text: PromptText
  private let chosen: [ChosenInput]
  private let adapters: [ChosenAdapter]

  /// Composes `request` with the images of `selection` for the model of `profile`.
  ///
  /// If no image needs an explanation the parts are those of a plain call: the prompt alone, the
  /// parent and then the instruction, or the prompt and then the images. If the model accepts fewer
  /// characters, captions and then descriptions are left out.
  /// - Parameters:
  ///   - prompt: the request's prompt, parsed.
  ///   - fromConversation: images of the conversation that show assets of the request.
  ///   - isContinued: whether it goes on from an image that it does not send again.
  ///   - visibility: what is to be seen of the assets that the prompt names.
  ///   - adapters: those that go with it; their assets are called by their triggers.
  /// - Throws: `RequestError.emptyPrompt`, or `.invalidValue` for more characters than the model
  ///   accepts.
  package static func compose(
    _ request: Request, prompt: ParsedPrompt, selection: Selection, assets: [AssetCandidates],
    profile: ModelProfile, fromConversation: [ChosenInput] = [], isContinued: Bool = false,
    visibility: Visibility = Visibility(), adapters: [ChosenAdapter] = []
  ) throws(TroupeError) -> Composed {
    if prompt.isBlank { throw .request(.emptyPrompt) }
    let isOfImage = isContinued || selection.chosen.contains { $0.role == .parent }
    let visibility = visibility.composing(prompt, assets, isOfImage: isOfImage)
    var traits = TraitReview(
      request, prompt: prompt, images: fromConversation + selection.chosen, assets: assets,
      visibility: visibility)
    traits.leaveTo(adapters, assets)
    let named = assets.map { $0.called(by: adapters, in: selection.chosen) }
    let chosen = selection.chosen.map { $0.called(by: adapters) }
    let bound = profile.limits(for: request).promptCharacters.bound
    var count = 0
    for detail in LabelDetail.allCases {
      let text = PromptText(
        request, prompt: prompt, profile: profile, chosen: chosen,
        earlier: fromConversation.map { $0.called(by: adapters) }, assets: named, traits: traits,
        detail: detail,
        isContinued: isContinued, visibility: visibility)
      var composed = Composer(text: text, chosen: chosen, adapters: adapters).composed
      composed.composition = Composition(
        parts: composed.composition.parts
          + AddressParts.parts(
            request.uris, after: selection.chosen.last?.position ?? 0,
            LabelPhrases(for: prompt, on: profile)))
      count = composed.composition.characterCount
      guard count <= bound ?? .max else { continue }
      composed.adjustments = traits.adjustments
      if let bound { composed.adjustments += detail.adjustments(bound, model: profile.id) }
      composed.warnings = traits.warnings
      return composed
    }
    throw .invalidValue(
      name: "The prompt of", value: "\(count) characters",
      expected: "\(profile.id) takes \(bound ?? 0), labels and descriptions among them")
  }

  private var composed: Composed {
    let images = chosen.map { Composition.Part.image($0.position) }
    // In an edit, what is to change comes first, and what must stay the same after it.
    let statements = text.statements.map { $0.spelling(adapters) }
    let all = text.isEdit ? [text.instruction, statements] : [statements, text.instruction]
    let texts = all.compactMap(\.self)
    if chosen.allSatisfy({
      $0.role == .identity && $0.name == nil && $0.sheet == nil && $0.subject == nil
    }) {
      return Composed(
        composition: Composition(parts: texts.map(Composition.Part.text) + images), labels: [:])
    }
    if chosen.count == 1, text.isEdit {
      return Composed(
        composition: Composition(parts: images + texts.map(Composition.Part.text)), labels: [:])
    }
    let labels = Dictionary(
      chosen.map { ($0.position, text.label(of: $0)) }, uniquingKeysWith: { first, _ in first })
    return Composed(composition: Composition(parts: parts(texts, labels: labels)), labels: labels)
  }

  private func parts(_ texts: [String], labels: [Int: String]) -> [Composition.Part] {
    switch text.numbering.style {
    case .interleaved:
      return chosen.flatMap { image in
        [Composition.Part.text(labels[image.position] ?? ""), .image(image.position)]
      } + texts.map(Composition.Part.text)
    case .positions, .brackets:
      let legend = chosen.compactMap { labels[$0.position] }
      let parent = text.isEdit ? Array(legend.prefix(1)) : []
      let lines =
        text.isEdit
        ? parent + texts.prefix(1) + legend.dropFirst() + texts.dropFirst() : legend + texts
      return [.text(lines.joined(separator: "\n"))]
        + chosen.map { Composition.Part.image($0.position) }
    }
  }
}

extension Composition {
  /// The number of characters of its text.
  fileprivate var characterCount: Int {
    parts.reduce(0) { count, part in
      if case .text(let text) = part { count + text.count } else { count }
    }
  }
}
