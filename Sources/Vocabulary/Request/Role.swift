/// What an image is in a request.
public enum Role: String, Codable, Hashable, Sendable, CaseIterable {
  /// The image that is edited or continued.
  case parent
  /// Shows how something looks.
  case identity
  /// Shows how the picture should be made.
  case style
  /// Shows a posture.
  case pose
  /// Shows an arrangement.
  case composition
  /// Shows where it takes place.
  case background
}

/// What a picture shows that a request names as an identity. Models bound how many there may be of each kind.
public enum Subject: String, Codable, Hashable, Sendable, CaseIterable {
  /// A person, animal or other being.
  case character
  /// A prop or a product.
  case object
  /// A room, a building, a landscape.
  case place

  /// The kind that it is of.
  package var kind: Kind {
    switch self {
    case .character: .character
    case .object: .object
    case .place: .place
    }
  }
}

/// What a named picture is for, as a word behind it says: `pose.png:pose`, `hat.png:object`.
public struct PictureUse: Hashable, Sendable {
  /// What it is in the request.
  public let role: Role
  /// What it shows, for an identity where that is said; otherwise it counts as a character.
  public let subject: Subject?

  /// A role, with what an identity shows.
  public init(_ role: Role, showing subject: Subject? = nil) {
    self.role = role
    self.subject = subject
  }

  /// Reads one of `words`; `nil` for any other.
  public init?(word: String) {
    if let subject = Subject(rawValue: word) {
      self.init(.identity, showing: subject)
    } else if let role = Role(rawValue: word), role != .parent {
      self.init(role)
    } else {
      return nil
    }
  }

  /// The words that are understood.
  public static let words =
    Role.allCases.filter { $0 != .parent }.map(\.rawValue) + Subject.allCases.map(\.rawValue)

  /// As `init(word:)` reads it.
  public var word: String { subject?.rawValue ?? role.rawValue }
}
