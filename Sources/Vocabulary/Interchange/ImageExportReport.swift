/// What an export wrote.
public struct ImageExportReport: Encodable, Hashable, Sendable {
  /// An image that was written.
  public struct Image: Encodable, Hashable, Sendable {
    /// The image.
    public let image: OutputID
    /// Its file.
    public let file: String
    /// The digest of the image in the library, and of that file where it is as it came.
    public let digest: Digest
    /// The files next to it that tell of it.
    public let sidecars: [String]
    /// The marks of where it comes from, as its file in the library carries them or its provider declares them.
    public let marks: [String]
    /// What was taken out of the copy.
    public let removed: [String]
    /// What a person should know of the copy, such as that it was scaled.
    public let notes: [String]

    /// An image that was written.
    public init(
      image: OutputID, file: String, digest: Digest, sidecars: [String] = [],
      marks: [String] = [], removed: [String] = [], notes: [String] = []
    ) {
      self.image = image
      self.file = file
      self.digest = digest
      self.sidecars = sidecars
      self.marks = marks
      self.removed = removed
      self.notes = notes
    }
  }

  /// An image that could not be written, and why.
  public struct Refused: Hashable, Sendable {
    /// The image.
    public let image: OutputID
    /// Why.
    public let error: TroupeError

    /// An image that could not be written.
    public init(image: OutputID, error: TroupeError) {
      self.image = image
      self.error = error
    }
  }

  /// The images, in their order.
  public var images: [Image]
  /// Those that could not be written.
  public var refused: [Refused]

  /// What an export wrote.
  public init(images: [Image] = [], refused: [Refused] = []) {
    self.images = images
    self.refused = refused
  }

  private enum CodingKeys: String, CodingKey { case images, refused }

  private struct Fault: Encodable {
    let image: OutputID
    let error: String
  }

  /// Writes the images, and of those that were refused the code of the error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(images, forKey: .images)
    try container.encode(
      refused.map { Fault(image: $0.image, error: $0.error.code) }, forKey: .refused)
  }
}
