/// One closed question on a picture: what is asked, and the answers that it takes.
public struct CheckQuestion: Codable, Hashable, Sendable {
  /// What a question is about.
  public enum Subject: String, Codable, Hashable, Sendable, CaseIterable {
    /// Whether a trait that was sent holds.
    case trait
    /// Whether an asset is to be seen.
    case presence
    /// Which of the cast a person resembles most.
    case identity
    /// What of a reference was copied.
    case copy
    /// How many people are to be seen.
    case people
  }

  /// Its name within one check, as in `trait-1`.
  public let id: String
  /// What it is about.
  public let subject: Subject
  /// The asset that it is about, by the handle that it had then.
  public let asset: Handle?
  /// That asset, whatever it is called.
  public let assetID: ULID?
  /// The trait, as it was sent.
  public let trait: String?
  /// The picture that it is about, as it was sent.
  public let reference: Digest?
  /// The answers that it takes.
  public let allowed: [String]

  /// A question on a picture.
  public init(
    id: String, subject: Subject, asset: Handle? = nil, assetID: ULID? = nil,
    trait: String? = nil, reference: Digest? = nil, allowed: [String]
  ) {
    self.id = id
    self.subject = subject
    self.asset = asset
    self.assetID = assetID
    self.trait = trait
    self.reference = reference
    self.allowed = allowed
  }

  private enum CodingKeys: String, CodingKey {
    case id, subject, asset, trait, reference, allowed
    case assetID = "assetId"
  }
}

/// What a judge answered to one question.
public struct CheckVerdict: Codable, Hashable, Sendable {
  /// What was asked.
  public let question: CheckQuestion
  /// One of the answers that the question takes, as in `kept`.
  public let answer: String
  /// The judge's words of evidence; may be empty.
  public let evidence: String

  /// `answer` to `question`.
  public init(question: CheckQuestion, answer: String, evidence: String) {
    self.question = question
    self.answer = answer
    self.evidence = evidence
  }

  /// Whether a trait came back so.
  public func isTrait(_ answer: TraitAnswer) -> Bool {
    question.subject == .trait && self.answer == answer.rawValue
  }
}

/// The answers to a question on a trait.
public enum TraitAnswer: String, Codable, Hashable, Sendable, CaseIterable {
  /// The picture shows it as it was sent.
  case kept
  /// The picture shows it otherwise.
  case changed
  /// The picture shows nothing of it.
  case notVisible = "not_visible"
}
