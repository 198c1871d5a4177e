public import Foundation

/// What is known of a generation that was made elsewhere.
public struct ImportedFacts: Encodable, Hashable, Sendable {
  /// When it was imported.
  public let at: Date
  /// The name of the file of lines that told of it; `pictures` for the file of its own image.
  public let source: String
  /// Its id there, where that is no ULID.
  public let name: String?
  /// What it names as the one that it was made from and is not here.
  public let missingParent: String?
  /// The generation that it was made from, as its file proves or a person said; `nil` where that is not known or not here.
  public let parent: ULID?
  /// What else was told of it: names, with those of what is around them before a point, and values as text.
  public let details: [String: String]

  /// What was told of one generation.
  public init(
    at: Date, source: String, name: String?, missingParent: String?, parent: ULID? = nil,
    details: [String: String]
  ) {
    self.at = at
    self.source = source
    self.name = name
    self.missingParent = missingParent
    self.parent = parent
    self.details = details
  }
}
