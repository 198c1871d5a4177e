package import TroupeVocabulary

/// What became of the images that were to become references of one asset.
package struct ImportReport: Sendable {
  /// The asset as it is now.
  package let asset: Asset
  /// Those that the asset has now, in order.
  package let references: [ImportedReference]
  /// Those that cannot be used, in order.
  package let refused: [RefusedImage]
}
