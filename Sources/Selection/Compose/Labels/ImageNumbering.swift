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

  /// What begins the label of `image`: `Image 2: `, `图2：`, `[2] `.
  func lead(of image: ChosenInput) -> String {
    style == .brackets
      ? names([image.position]) + " "
      : phrases.image(image.position).capitalizedFirst + phrases.marks.colon
  }

  /// The images at `positions`: `image 2`, `images 1 and 2`, `[1]`.
  func names(_ positions: [Int]) -> String {
    style == .brackets ? phrases.list(bracketed(positions)) : phrases.images(positions)
  }

  /// Where the images at `positions` show something: `in images 1 and 2`, `in [1]`.
  func inside(_ positions: [Int]) -> String {
    style == .brackets
      ? phrases.images.inBrackets.filled(["n": names(positions)]) : phrases.inImages(positions)
  }

  /// Whether the images at `positions` have more than one name.
  func isPlural(_ positions: [Int]) -> Bool {
    style == .brackets ? bracketed(positions).count > 1 : positions.count > 1
  }

  /// `facts` and the images at `positions` as they follow a name in the prompt: ` (images 1 and 2)`, `（图1）`, ` [1]`;
  /// inside brackets of the prompt's own `, image 1`.
  func suffix(_ positions: [Int], after facts: [String] = [], isInside: Bool = false) -> String {
    if style == .brackets, facts.isEmpty { return " " + bracketed(positions).joined() }
    let all = facts + (positions.isEmpty ? [] : [names(positions)])
    guard !all.isEmpty else { return "" }
    let form = isInside ? phrases.images.inside : phrases.images.after
    return form.filled(["images": all.joined(separator: phrases.marks.comma)])
  }

  private func bracketed(_ positions: [Int]) -> [String] {
    var seen: [String] = []
    for position in positions {
      let name = "[\(numbers[position] ?? position)]"
      if !seen.contains(name) { seen.append(name) }
    }
    return seen
  }
}
