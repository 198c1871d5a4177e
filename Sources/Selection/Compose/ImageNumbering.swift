internal import TroupeVocabulary

/// The names by which the words of a request call its images, in the model's style.
struct ImageNumbering: Sendable {
  let style: ModelProfile.LabelStyle
  private let words: LabelWords
  /// By position: the image's number.
  private let numbers: [Int: Int]

  init(style: ModelProfile.LabelStyle, chosen: [ChosenReference], words: LabelWords) {
    self.style = style
    self.words = words
    guard style == .brackets else {
      numbers = Dictionary(
        chosen.map { ($0.position, $0.position) }, uniquingKeysWith: { first, _ in first })
      return
    }
    // In brackets stands a subject, of which there may be several pictures.
    struct Subject: Hashable {
      let asset: Handle?
      let role: Role
      let position: Int?
    }
    var subjects: [Subject: Int] = [:]
    var numbers: [Int: Int] = [:]
    for one in chosen {
      let subject = Subject(
        asset: one.asset, role: one.role, position: one.asset == nil ? one.position : nil)
      let number = subjects[subject] ?? subjects.count + 1
      subjects[subject] = number
      numbers[one.position] = number
    }
    self.numbers = numbers
  }

  /// As in `Image 2`, `图2`, `[2]`.
  func label(of one: ChosenReference) -> String {
    let number = numbers[one.position] ?? one.position
    return style == .brackets ? "[\(number)]" : words.image(number)
  }

  /// What follows a name in the prompt: as in ` (image 1, 2)`, `（图1）`, ` [1]`.
  func suffix(_ positions: [Int]) -> String {
    guard style == .brackets else { return words.images(positions) }
    var seen: [Int] = []
    for position in positions {
      let number = numbers[position] ?? position
      if !seen.contains(number) { seen.append(number) }
    }
    return " " + seen.map { "[\($0)]" }.joined()
  }
}
