/// What a picture that was made elsewhere may have been made from: its file names a file, which proves nothing, or its Content
/// Credentials, which are not checked, name a picture.
public struct SuggestedParent: Encodable, Hashable, Sendable {
  /// An image whose file was called so.
  public struct Candidate: Encodable, Hashable, Sendable {
    /// The image.
    public let image: OutputID
    /// What its file was called, with its folders as far as they are known.
    public let file: String
    /// How likely it is, from 0 to 1: less where several are called so, where the name is one that tools give to any file, and
    /// where the pictures have other proportions.
    public let confidence: Double

    /// An image that may be the one.
    public init(image: OutputID, file: String, confidence: Double) {
      self.image = image
      self.file = file
      self.confidence = confidence
    }
  }

  /// The generation of the picture.
  public let generation: ULID
  /// The name of the file that it names, else what its Content Credentials call that picture.
  public let named: String
  /// Those that it may be, the likeliest first; they arrived in this library before it.
  public let candidates: [Candidate]
  /// The one that a person accepted; `nil` for none.
  public let accepted: OutputID?

  /// What a picture may have been made from.
  public init(
    generation: ULID, named: String, candidates: [Candidate], accepted: OutputID? = nil
  ) {
    self.generation = generation
    self.named = named
    self.candidates = candidates
    self.accepted = accepted
  }
}
