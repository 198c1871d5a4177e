public import Foundation

/// What users have said of an image, or of a whole generation, as it stands now. It is no part of the record.
public struct Annotation: Encodable, Hashable, Sendable {
  /// What can be said.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// How good an image is.
    case rating
    /// Whether an image is kept.
    case pick
    /// A word by which things are found.
    case tag
    /// A text.
    case note
    /// Which image stands for its batch.
    case primary
  }

  /// Whether an image is kept.
  public enum Pick: String, Codable, Hashable, Sendable {
    /// It is kept.
    case picked
    /// It is not wanted.
    case rejected
  }

  /// Ratings that say something; 0 takes one away.
  public static let ratings = 1...5

  /// The image or the generation.
  public let target: AnnotationTarget
  /// From 1 to 5; `nil` where it was not rated.
  public var rating: Int?
  /// Whether it is kept; `nil` while that is open.
  public var pick: Pick?
  /// Its tags, folded, in order.
  public var tags: [String] = []
  /// The note on it.
  public var note: String?
  /// Whether it stands for its batch.
  public var isPrimary = false

  /// Nothing said of `target` so far.
  public init(of target: AnnotationTarget) { self.target = target }

  private enum CodingKeys: String, CodingKey {
    case target, rating, pick, tags, note
    case isPrimary = "primary"
  }
}

/// What an undo took back.
public struct UndoneAct: Encodable, Hashable, Sendable {
  /// When it was said.
  public let at: Date
  /// By whom: the user's name on their machine; may be empty.
  public let who: String
  /// What was said.
  public let kind: Annotation.Kind
  /// Of what it was said, as that stands now.
  public let annotations: [Annotation]

  /// What an undo took back.
  public init(at: Date, who: String, kind: Annotation.Kind, annotations: [Annotation]) {
    self.at = at
    self.who = who
    self.kind = kind
    self.annotations = annotations
  }
}
