internal import TroupeVocabulary

/// The words that introduce one image to the model.
enum ImageLabel {
  /// As in `Image 2: the character Kael, three-quarter view, look casual`; `number` is what the image
  /// is called.
  static func text(
    _ one: ChosenReference, number: String, caption: String, words: LabelWords
  ) -> String {
    let lead = words.lead(number)
    if let parts = one.sheet { return lead + sheet(one, parts, words) }
    var facts = [subject(one, words)]
    if one.asset != nil, one.role == .pose || one.role == .composition || isStyleOfOther(one) {
      facts.append(words.roles[one.role] ?? one.role.rawValue)
    }
    if let view = one.view { facts.append(words.views[view] ?? words.otherView(view.rawValue)) }
    if let look = one.look { facts.append(words.look(look)) }
    if !caption.isEmpty { facts.append(caption) }
    return lead + facts.joined(separator: words.comma)
  }

  /// As in `a sheet of 3 pictures of the character Kael, row by row: front view; back view; face`.
  private static func sheet(
    _ one: ChosenReference, _ parts: [SheetPart], _ words: LabelWords
  ) -> String {
    let subject = one.asset == nil ? nil : subject(one, words)
    let cells = parts.map { part in
      let view = part.view.map { words.views[$0] ?? words.otherView($0.rawValue) }
      let look = part.look.map { words.look($0) }
      let facts = [subject == nil ? part.name : nil, view, look].compactMap(\.self)
      return facts.isEmpty ? part.name : facts.joined(separator: words.comma)
    }
    return words.sheet(parts.count, subject) + cells.joined(separator: words.semicolon)
  }

  private static func subject(_ one: ChosenReference, _ words: LabelWords) -> String {
    guard let name = one.name, one.role != .parent, let kind = one.kind else {
      return words.roles[one.role] ?? one.role.rawValue
    }
    return [words.kinds[kind] ?? kind.rawValue, name].joined(separator: words.space)
  }

  private static func isStyleOfOther(_ one: ChosenReference) -> Bool {
    one.role == .style && one.kind != .style
  }
}
