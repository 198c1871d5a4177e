/// A training set that was written: pictures of an asset, each with its caption.
public struct Dataset: Encodable, Hashable, Sendable {
  /// Whom the pictures show.
  public let asset: Handle
  /// What every caption begins with.
  public let trigger: String
  /// The folder.
  public let folder: String
  /// The pictures, in order of arrival.
  public let images: [Image]

  /// One picture of it.
  public struct Image: Encodable, Hashable, Sendable {
    /// Its file in the folder; one of the same name with the ending `txt` holds the caption.
    public let file: String
    /// The reference that it is.
    public let reference: Digest
    /// Its caption.
    public let caption: String

    package init(file: String, reference: Digest, caption: String) {
      self.file = file
      self.reference = reference
      self.caption = caption
    }
  }

  package init(asset: Handle, trigger: String, folder: String, images: [Image]) {
    self.asset = asset
    self.trigger = trigger
    self.folder = folder
    self.images = images
  }
}
