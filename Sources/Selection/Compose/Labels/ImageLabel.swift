internal import TroupeVocabulary

/// The text that introduces one image to the model: what it is, short. What to take of an asset's images is stated once,
/// in `AssetStatements`.
struct ImageLabel {
  let phrases: LabelPhrases
  let numbering: ImageNumbering
  let assets: [AssetCandidates]

  /// As in `Image 2: Kael, three-quarter view, look “casual”`.
  /// - Parameter caption: the user's caption for the image; empty for none.
  func text(_ image: ChosenInput, caption: String) -> String {
    let lead = numbering.lead(of: image)
    let lends = image.lends(assets)
    let role = phrases.roles[image.subject?.rawValue ?? image.role.rawValue] ?? image.role.rawValue
    if let parts = image.sheet {
      return lead + (lends ? role + phrases.marks.semicolon : "") + sheet(image, parts)
    }
    guard !lends, image.role != .parent, let name = image.name else { return lead + role }
    let shown = image.asset.flatMap(assets.of)
    let view = image.view.map { phrases.view($0, isOfThing: shown?.asset.kind.isThing == true) }
    let time = shown?.time(of: image.reference).flatMap { phrases.times?[$0.rawValue] }
    let facts = [name, view, time, image.look.map(phrases.look), caption]
    return lead + joined(facts, by: phrases.comma)
  }

  /// As in `a sheet of 3 pictures of Kael, row by row: front view; back view; face`.
  private func sheet(_ image: ChosenInput, _ parts: [SheetPart]) -> String {
    let name = image.asset == nil ? nil : image.name
    let cells = parts.map { part in
      let facts = [
        name == nil ? part.name : nil, part.view.map { phrases.view($0) },
        part.look.map(phrases.look),
      ]
      let text = joined(facts, by: phrases.comma)
      return text.isEmpty ? part.name ?? "" : text
    }
    let form = name == nil ? phrases.sheet.mixed : phrases.sheet.of
    return form.filled(["count": "\(parts.count)", "name": name ?? ""]) + phrases.marks.colon
      + cells.joined(separator: phrases.marks.semicolon)
  }

  private func joined(_ facts: [String?], by separator: String) -> String {
    facts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: separator)
  }
}

extension ChosenInput {
  /// Whether it shows the asset called `handle`, alone or on a sheet.
  func shows(_ handle: Handle) -> Bool {
    depiction.asset == handle || sheet?.contains { $0.asset == handle } == true
  }

  /// Whether it is sent for its style, pose or arrangement alone, and not for what it shows.
  func lends(_ assets: [AssetCandidates]) -> Bool {
    switch role {
    case .pose, .composition, .background: true
    case .style: depiction.asset.flatMap(assets.of)?.asset.kind != .style
    case .identity, .parent: false
    }
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
