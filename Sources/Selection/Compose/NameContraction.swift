/// How the word before a name runs together with it: `d'Anna`, `e Inés`.
struct NameContraction {
  private let contractions: [LabelPhrases.Contraction]

  init(_ phrases: LabelPhrases) { contractions = phrases.contractions }

  /// Changes the end of `text`, and the beginning of the `name` that follows it.
  func join(_ text: inout String, _ name: inout String) {
    guard text.last == " ", !contractions.isEmpty else { return }
    let word = text.dropLast().suffix(while: \.isLetter)
    let lower = name.lowercased()
    guard
      let found = contractions.first(where: { one in
        one.word == word.lowercased() && one.before.contains { lower.hasPrefix($0) }
      })
    else { return }
    let isCapital = word.first?.isUppercase == true
    text.removeLast(word.count + 1)
    text += isCapital ? found.becomes.capitalizedFirst : found.becomes
    if found.drops { name = String(name.drop { $0 != " " && $0 != "'" && $0 != "’" }.dropFirst()) }
  }
}

extension Substring {
  /// Its end, as far as `isPart` holds.
  fileprivate func suffix(while isPart: (Character) -> Bool) -> Substring {
    dropFirst(count - reversed().prefix(while: isPart).count)
  }
}
