internal import TroupeVocabulary

/// The names of a request's images in its text, in the model's style.
struct ImageNumbering: Sendable {
  let style: ModelProfile.LabelStyle
  private let phrases: LabelPhrases
  /// By position: the image's number.
  private let numbers: [Int: Int]

  init(style: ModelProfile.LabelStyle, chosen: [ChosenInput], phrases: LabelPhrases) {
    self.style = style
    self.phrases = phrases
    guard style == .brackets else {
      numbers = Dictionary(
        chosen.map { ($0.position, $0.position) }, uniquingKeysWith: { first, _ in first })
      return
    }
    // A number in brackets names a subject, which several pictures may show.
    struct Subject: Hashable {
      let asset: Handle?
      let role: Role
      let position: Int?
    }
    var subjects: [Subject: Int] = [:]
    var numbers: [Int: Int] = [:]
    for image in chosen {
      let subject = Subject(
        asset: image.asset, role: image.role, position: image.asset == nil ? image.position : nil)
      let number = subjects[subject] ?? subjects.count + 1
      subjects[subject] = number
      numbers[image.position] = number
    }
    self.numbers = numbers
  }

  /// As in `Image 2`, `图2`, `[2]`.
  func name(of image: ChosenInput) -> String {
    let number = numbers[image.position] ?? image.position
    return style == .brackets ? "[\(number)]" : phrases.image(number)
  }

  /// The images at `positions`, as they follow a name in the prompt: ` (image 1, 2)`, `（图1）`, ` [1]`.
  func suffix(_ positions: [Int]) -> String {
    guard style == .brackets else { return phrases.images(positions) }
    var seen: [Int] = []
    for position in positions {
      let number = numbers[position] ?? position
      if !seen.contains(number) { seen.append(number) }
    }
    return " " + seen.map { "[\($0)]" }.joined()
  }
}
