public import Foundation

/// How a generation is named.
public enum GenerationName: Hashable, Sendable {
  /// The newest, or the one so many before it.
  case last(back: Int = 0)
  /// By its identifier.
  case id(ULID)
  /// By the beginning of its identifier, four letters or more.
  case prefix(String)

  /// Reads `@last`, `@last~1`, an identifier or the beginning of one; an image's `/N` is left aside.
  public init(_ text: String) {
    let bare = text.split(separator: "/").first.map(String.init) ?? text
    if let back = ImageName.stepsBack(bare) {
      self = .last(back: back)
    } else {
      self = ULID(bare).map(GenerationName.id) ?? .prefix(bare)
    }
  }
}

extension GenerationName: ExpressibleByStringLiteral, CustomStringConvertible {
  /// As `init(_:)`.
  public init(stringLiteral text: String) { self.init(text) }

  /// As it is typed.
  public var description: String {
    switch self {
    case .last(let back): back == 0 ? "@last" : "@last~\(back)"
    case .id(let id): "\(id)"
    case .prefix(let text): text
    }
  }
}

/// How an image is named.
public enum ImageName: Hashable, Sendable {
  /// The first image of the newest generation, or of the one so many before it.
  case last(back: Int = 0)
  /// An image of a generation.
  case output(OutputID)
  /// A reference of the catalogue, by six or more digits of its digest.
  case reference(String)
  /// A file of the user's; where several images are wanted, also a folder of them.
  case file(URL)
  /// The beginning of a generation's identifier, with `/N` for an image after the first; or six or more digits of an
  /// image's digest.
  case prefix(String)

  /// Reads a name as people type it: `@last`, `@last~1`, `GENERATION/N`, digits of a digest, or the path of a file. No
  /// file is looked for: a text with a dot, or with a slash that does not number an image, is a path.
  public init(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    let isNumbered = halves.count == 2 && Int(halves[1]) != nil
    if let back = Self.stepsBack(text) {
      self = .last(back: back)
    } else if text.contains(".") || text.contains("\\") || (halves.count > 1 && !isNumbered) {
      self = .file(URL(filePath: text))
    } else if isNumbered, let id = ULID(String(halves[0])), let position = Int(halves[1]) {
      self = .output(OutputID(generation: id, position: position))
    } else {
      self = .prefix(text)
    }
  }

  static func stepsBack(_ text: String) -> Int? {
    let bare = text.hasPrefix("@") ? String(text.dropFirst()) : text
    if bare == "last" { return 0 }
    guard bare.hasPrefix("last~"), let steps = Int(bare.dropFirst(5)), steps >= 0 else {
      return nil
    }
    return steps
  }
}

extension ImageName: ExpressibleByStringLiteral, CustomStringConvertible {
  /// As `init(_:)`.
  public init(stringLiteral text: String) { self.init(text) }

  /// As it is typed.
  public var description: String {
    switch self {
    case .last(let back): "\(GenerationName.last(back: back))"
    case .output(let id): "\(id)"
    case .reference(let digits), .prefix(let digits): digits
    // A path that is no text has no `path`.
    case .file(let file): file.path.isEmpty ? "\(FilePath(of: file))" : file.path
    }
  }
}

/// An image that a request names, and what it is for.
public struct NamedInput: Hashable, Sendable {
  /// The image.
  public var image: ImageName
  /// What it is in the request: identity, style, pose or composition.
  public var role: Role
  /// What an identity shows; `nil` for the kind of the asset that has the picture, else a character.
  public var subject: Subject?

  /// An image in a role.
  public init(_ image: ImageName, role: Role = .identity, subject: Subject? = nil) {
    self.image = image
    self.role = role
    self.subject = subject
  }

  /// Reads an image's name with an optional role or subject behind it, as in `pose.png:pose`, `hat.png:object`.
  public init(_ text: String) {
    guard let colon = text.lastIndex(of: ":"),
      let use = PictureUse(word: String(text[text.index(after: colon)...]))
    else {
      self.init(ImageName(text))
      return
    }
    self.init(ImageName(String(text[..<colon])), role: use.role, subject: use.subject)
  }
}

extension NamedInput: ExpressibleByStringLiteral {
  /// As `init(_:)`.
  public init(stringLiteral text: String) { self.init(text) }
}
