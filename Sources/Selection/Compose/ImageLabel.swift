internal import TroupeVocabulary

/// The text that introduces one image to the model.
enum ImageLabel {
  /// As in `Image 2: the character Kael, three-quarter view, look casual`.
  /// - Parameters:
  ///   - name: what the request calls the image.
  ///   - caption: the user's caption for the image; empty for none.
  static func text(
    _ image: ChosenInput, name: String, caption: String, phrases: LabelPhrases
  ) -> String {
    let lead = phrases.lead(name)
    if let parts = image.sheet { return lead + sheet(image, parts, phrases) }
    var facts = [subject(image, phrases)]
    if image.asset != nil,
      image.role == .pose || image.role == .composition || isStyleOfOther(image)
    {
      facts.append(role(image, phrases))
    }
    if let view = image.view { facts.append(phrases.view(view)) }
    if let look = image.look { facts.append(phrases.look(look)) }
    if !caption.isEmpty { facts.append(caption) }
    return lead + facts.joined(separator: phrases.comma)
  }

  /// As in `a sheet of 3 pictures of the character Kael, row by row: front view; back view; face`.
  private static func sheet(
    _ image: ChosenInput, _ parts: [SheetPart], _ phrases: LabelPhrases
  ) -> String {
    let subject = image.asset == nil ? nil : subject(image, phrases)
    let cells = parts.map { part in
      let facts = [
        subject == nil ? part.name : nil, part.view.map(phrases.view), part.look.map(phrases.look),
      ].compactMap(\.self)
      return facts.isEmpty ? part.name ?? "" : facts.joined(separator: phrases.comma)
    }
    return phrases.sheet(parts.count, subject) + cells.joined(separator: phrases.semicolon)
  }

  private static func subject(_ image: ChosenInput, _ phrases: LabelPhrases) -> String {
    guard let name = image.name, image.role != .parent, let kind = image.kind else {
      return image.subject.flatMap { phrases.subjects[$0] } ?? role(image, phrases)
    }
    return "\(phrases.kinds[kind] ?? kind.rawValue) \(name)"
  }

  private static func role(_ image: ChosenInput, _ phrases: LabelPhrases) -> String {
    phrases.roles[image.role] ?? image.role.rawValue
  }

  private static func isStyleOfOther(_ image: ChosenInput) -> Bool {
    image.role == .style && image.kind != .style
  }
}

/// How much text goes with the images in addition to the prompt, from everything to what cannot be left
/// out.
enum LabelDetail: CaseIterable, Sendable {
  case full
  case withoutCaptions
  case withoutDescriptions

  /// What was left out so that the request stays within `bound` characters.
  func adjustments(_ bound: Int, model: String) -> [Adjustment] {
    let omitted =
      switch self {
      case .full: [String]()
      case .withoutCaptions: ["captions"]
      case .withoutDescriptions: ["captions", "descriptions"]
      }
    return omitted.map {
      Adjustment(
        field: "words", before: $0, after: "", reason: "\(model) takes \(bound) characters")
    }
  }
}
