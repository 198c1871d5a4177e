/// What became of the images that were to become references of one asset.
public struct AddedReferences: Hashable, Sendable {
  /// The asset as it is now.
  public let asset: Asset
  /// Those that the asset has now, in order.
  public let references: [AddedReference]
  /// Those that cannot be used, in order, each with the reason.
  public let refused: [RefusedImage]
  /// Files of folders that are not images.
  public package(set) var passedOver: [String]

  /// A report about `asset`.
  public init(
    asset: Asset, references: [AddedReference], refused: [RefusedImage] = [],
    passedOver: [String] = []
  ) {
    self.asset = asset
    self.references = references
    self.refused = refused
    self.passedOver = passedOver
  }
}

/// A reference as it was added.
public struct AddedReference: Codable, Hashable, Sendable {
  /// The reference.
  public let reference: Reference
  /// What normalizing did to it, in words, such as `scaled from 4032×3024`.
  public let notes: [String]
  /// False when the asset had this very picture already.
  public let isNew: Bool

  /// A reference with what was done to it.
  public init(reference: Reference, notes: [String] = [], isNew: Bool = true) {
    self.reference = reference
    self.notes = notes
    self.isNew = isNew
  }
}

/// An image that cannot become a reference.
public struct RefusedImage: Hashable, Sendable {
  /// What the user calls the file.
  public let file: String
  /// Why not.
  public let error: TroupeError

  /// A file with the reason why it was refused.
  public init(file: String, error: TroupeError) {
    self.file = file
    self.error = error
  }
}
