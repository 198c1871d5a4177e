internal import TroupeVocabulary

/// One image made of several pictures, as the selection describes it before it is drawn.
struct SheetImage {
  private let pictures: [Placement.Pictures]
  private let choices: [AssetChoice]
  private let phrases: LabelPhrases

  init(_ pictures: [Placement.Pictures], _ choices: [AssetChoice], _ phrases: LabelPhrases) {
    self.pictures = pictures
    self.choices = choices
    self.phrases = phrases
  }

  /// The sheet at `position`; `nil` if it has no picture.
  func image(at position: Int) -> ChosenInput? {
    let parts = parts
    let handles = pictures.map { "\(choices[$0.asset].asset.handle)" }.joined(separator: ", ")
    return ChosenInput(
      sheet: parts, as: choices[pictures[0].asset].role, at: position,
      reason: "a sheet of \(parts.count) pictures of \(handles), so that all fit")
  }

  private var parts: [SheetPart] {
    var parts: [SheetPart] = []
    for group in pictures {
      let choice = choices[group.asset]
      for chosen in ChosenReasons(choice).chosen(group.members, from: 1 + parts.count) {
        parts.append(SheetPart(chosen, label: label(chosen)))
      }
    }
    return parts
  }

  private func label(_ chosen: ChosenInput) -> String {
    let view = chosen.view.map { phrases.view($0) }
    let facts = [chosen.name, view, chosen.look.map(phrases.look)]
    return facts.compactMap(\.self).joined(separator: phrases.comma)
  }
}
