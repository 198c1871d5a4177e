internal import TroupeVocabulary

/// The words that introduce one image to the model.
enum ImageLabel {
  /// As in `Image 2: the character Kael, three-quarter view, look casual`.
  static func text(_ one: ChosenReference, caption: String, words: LabelWords) -> String {
    var facts = [subject(one, words)]
    if one.asset != nil, one.role == .pose || one.role == .composition || isStyleOfOther(one) {
      facts.append(words.roles[one.role] ?? one.role.rawValue)
    }
    if let view = one.view { facts.append(words.views[view] ?? words.otherView(view.rawValue)) }
    if let look = one.look { facts.append(words.look(look)) }
    if !caption.isEmpty { facts.append(caption) }
    return words.image(one.position) + words.colon + facts.joined(separator: words.comma)
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
