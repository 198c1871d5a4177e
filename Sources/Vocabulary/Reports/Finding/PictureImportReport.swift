/// What an import of image files came to.
public struct PictureImportReport: Hashable, Sendable {
  /// A parent that a file names without proof: the user may know better.
  public struct Suggestion: Encodable, Hashable, Sendable {
    /// The image's generation.
    public let generation: ULID
    /// What its file calls the picture that it was made from: the name of a file.
    public let parent: String

    /// One suggestion.
    public init(generation: ULID, parent: String) {
      (self.generation, self.parent) = (generation, parent)
    }
  }

  /// How many were written.
  public var imported = 0
  /// How many were in the library already.
  public var known = 0
  /// How many say nothing of a prompt, among those written.
  public var withoutPrompt = 0
  /// How many were made by each tool, by its name, among those written.
  public var tools: [String: Int] = [:]
  /// Files in folders that are no images: they were passed over.
  public var others = 0
  /// How many name the picture that they were made from by its bytes, which are not here, among those written.
  public var orphans = 0
  /// Those that name the picture that they were made from by the name of a file.
  public var suggestions: [Suggestion] = []
  /// The files that were not taken.
  public var refused: [RefusedImage] = []

  /// A report of nothing.
  public init() {}
}
