internal import TroupeVocabulary

extension LabelPhrases {
  /// The phrases in the language of `prompt`; of a model that lists its languages, in one of those, else in English.
  init(for prompt: ParsedPrompt, on profile: ModelProfile? = nil) {
    let language = LabelLanguage(of: prompt)
    let isListed = profile.map { $0.languages?.value?.contains(language.listed) ?? false } ?? true
    self = .of(isListed ? language : .english)
  }

  /// What stands between two sentences.
  var space: String { marks.stop.hasSuffix(" ") ? " " : "" }

  var comma: String { marks.comma }

  /// `names` as a list: `1 and 2`, `1, 2 and 4`.
  func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: images.between) + images.last + last
  }

  /// The name of the image with this number: `image 2`, `图2`.
  func image(_ number: Int) -> String { images.one.filled(["n": "\(number)"]) }

  /// The images with these numbers: `image 2`, `images 1 and 2`, `图1和图2`.
  func images(_ numbers: [Int]) -> String { filled(images.one, images.many, numbers) }

  /// Where these images say that something is: `in images 1 and 2`.
  func inImages(_ numbers: [Int]) -> String { filled(images.inOne, images.inMany, numbers) }

  private func filled(_ one: String, _ many: String, _ numbers: [Int]) -> String {
    (numbers.count > 1 ? many : one).filled([
      "n": list(numbers.map(String.init)), "each": list(numbers.map(image)),
    ])
  }

  /// The name of `view`; a view without a standard name stays as the user wrote it.
  /// - Parameter isOfThing: whether it shows what is no one.
  func view(_ view: View, isOfThing: Bool = false) -> String {
    (isOfThing ? viewsOfThings?[view.rawValue] : nil) ?? views[view.rawValue]
      ?? view.rawValue.replacing("-", with: " ")
  }

  /// As in `look “winter coat”`.
  func look(_ name: String) -> String {
    let words = name.replacing("-", with: " ").replacing("_", with: " ")
    let form = LookAge.standard.isAge(name) ? ageLook ?? look : look
    return form.filled(["look": marks.quote.filled(["text": words])])
  }

  /// `facts` as they follow a name: ` (look “child”, image 2)`; empty for none.
  func aside(_ facts: [String]) -> String {
    facts.isEmpty ? "" : images.after.filled(["images": facts.joined(separator: marks.comma)])
  }

  /// Facts as one sentence each.
  func sentences(_ facts: [String]) -> String {
    trimmed(
      facts.map { withoutFullStop($0).capitalizedFirst }.filter { !$0.isEmpty }
        .map { $0 + marks.stop }.joined())
  }

  /// Without the full stop at its end, since one is added after each fact; on one line.
  private func withoutFullStop(_ text: String) -> String {
    let text = trimmed(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    return text.last == "." || text.last == "。" ? String(text.dropLast()) : text
  }

  private func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
  }
}

extension String {
  /// Its places, as in `{name}`, filled with `values`; a value is not read for places again.
  func filled(_ values: [String: String]) -> String {
    var text = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      text += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// With a capital at its start, where its script has them.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// Whether it begins with a sign of punctuation of Chinese or Japanese, or with a character of theirs.
  var beginsWithIdeograph: Bool { first?.isIdeographic ?? false }
}

extension Character {
  /// Whether it is Han or kana, or full-width punctuation: spaces next to it are stray.
  var isIdeographic: Bool {
    switch unicodeScalars.first?.value ?? 0 {
    case 0x3001...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF60, 0x20000...0x3FFFD: true
    default: false
    }
  }
}
