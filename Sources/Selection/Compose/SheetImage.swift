internal import TroupeVocabulary

/// One image made of several pictures, as the selection describes it before it is drawn.
struct SheetImage {
  private let pictures: [Placement.Pictures]
  private let choices: [AssetChoice]
  private let words: LabelWords

  init(_ pictures: [Placement.Pictures], _ choices: [AssetChoice], _ words: LabelWords) {
    self.pictures = pictures
    self.choices = choices
    self.words = words
  }

  /// The sheet at `position`; `nil` when it has no picture.
  func image(at position: Int) -> ChosenReference? {
    let parts = parts
    guard let first = parts.first else { return nil }
    func shared<Value: Hashable>(_ value: (SheetPart) -> Value) -> Value? {
      Set(parts.map(value)).count == 1 ? value(first) : nil
    }
    let handles = pictures.map { "\(choices[$0.asset].asset.handle)" }.joined(separator: ", ")
    let isOne = shared(\.asset) != nil
    return ChosenReference(
      position: position, role: choices[pictures[0].asset].role, asset: shared(\.asset),
      name: isOne ? first.name : nil, kind: shared(\.kind), look: shared(\.look) ?? nil,
      view: nil, reference: first.reference, origin: nil,
      reason: "a sheet of \(parts.count) pictures of \(handles), so that all fit",
      value: parts.reduce(0) { $0 + $1.value }, sheet: parts)
  }

  private var parts: [SheetPart] {
    var parts: [SheetPart] = []
    for one in pictures {
      let choice = choices[one.asset]
      for chosen in ChosenReasons(choice).chosen(one.members, from: 1 + parts.count) {
        parts.append(
          SheetPart(
            number: chosen.position, asset: choice.asset.handle, name: choice.asset.name,
            kind: choice.asset.kind, look: chosen.look, view: chosen.view,
            reference: chosen.reference, origin: chosen.origin, label: label(chosen),
            reason: chosen.reason, value: chosen.value))
      }
    }
    return parts
  }

  private func label(_ chosen: ChosenReference) -> String {
    let view = chosen.view.map { words.views[$0] ?? words.otherView($0.rawValue) }
    let look = chosen.look.map { words.look($0) }
    return [chosen.name, view, look].compactMap(\.self).joined(separator: words.comma)
  }
}
