/// What became of the images that were to become references of one asset.
public struct AddedReferences: Hashable, Sendable {
  /// The asset as it is now.
  public let asset: Asset
  /// Those that the asset has now, in order.
  public let references: [AddedReference]
  /// Those that cannot be used, in order, each with the reason.
  public let refused: [RefusedImage]
  /// Files of folders that are no images.
  public let passedOver: [String]
}
