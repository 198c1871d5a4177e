import TroupeVocabulary

/// The closed questions on one image, each with its words.
struct AskedQuestions {
  /// A question and how it is put.
  struct Line {
    let question: CheckQuestion
    let text: String
  }

  private(set) var lines: [Line] = []
  private let picture: CheckedPicture
  private let words: QuestionWords

  init(_ picture: CheckedPicture, references: [Questionnaire.Shown], words: QuestionWords) {
    self.picture = picture
    self.words = words
    guard !picture.cast.isEmpty else { return }
    for member in picture.cast { addTraits(of: member) }
    for member in picture.cast where member.kind != .style {
      add(.presence, "presence", of: member, allowed: Allowed.presence)
    }
    addIdentities()
    for one in references where one.input.role == .identity { addCopy(of: one) }
    if picture.cast.contains(where: { $0.kind == .character }) {
      add(
        CheckQuestion(id: "people", subject: .people, allowed: Allowed.people), "people", [:])
    }
  }

  private mutating func addTraits(of member: CheckedPicture.Member) {
    for trait in member.traits {
      add(
        CheckQuestion(
          id: nextID(.trait), subject: .trait, asset: member.handle, assetID: member.asset,
          trait: trait, allowed: TraitAnswer.allCases.map(\.rawValue)),
        "trait", ["name": member.name, "code": "\(member.handle)", "trait": trait])
    }
  }

  /// Of each character against all the others: that two are alike tells which is which.
  private mutating func addIdentities() {
    let people = picture.cast.filter { $0.kind == .character }
    guard people.count > 1 else { return }
    let allowed = people.map { "\($0.handle)" } + [Allowed.blend, Allowed.absent]
    for member in people { add(.identity, "identity", of: member, allowed: allowed) }
  }

  private mutating func addCopy(of one: Questionnaire.Shown) {
    let member = picture.cast.first { $0.handle == one.input.asset }
    add(
      CheckQuestion(
        id: nextID(.copy), subject: .copy, asset: member?.handle, assetID: member?.asset,
        reference: one.input.rendition.digest, allowed: Allowed.copy), "copy", ["code": one.code])
  }

  private mutating func add(
    _ subject: CheckQuestion.Subject, _ template: String, of member: CheckedPicture.Member,
    allowed: [String]
  ) {
    add(
      CheckQuestion(
        id: nextID(subject), subject: subject, asset: member.handle, assetID: member.asset,
        allowed: allowed), template, ["name": member.name, "code": "\(member.handle)"])
  }

  private mutating func add(
    _ question: CheckQuestion, _ template: String, _ values: [String: String]
  ) {
    lines.append(Line(question: question, text: words.text(template, values)))
  }

  private func nextID(_ subject: CheckQuestion.Subject) -> String {
    "\(subject.rawValue)-\(lines.count { $0.question.subject == subject } + 1)"
  }
}

/// The answers that questions take.
enum Allowed {
  static let onStage = "on_stage"
  static let offStage = "off_stage"
  static let presence = [onStage, offStage]
  static let blend = "blend"
  static let absent = "absent"
  static let copy = ["none", "pose", "background", "both"]
  static let people = (0...20).map { "\($0)" } + ["more"]
}
