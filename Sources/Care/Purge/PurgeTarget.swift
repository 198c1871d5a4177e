package import TroupeVocabulary

/// What is to be removed for good, found in the library.
package enum PurgeTarget: Sendable {
  /// An asset, and with `withOutputs` every image made with it.
  case asset(Asset, withOutputs: Bool)
  /// A reference of this asset.
  case reference(Digest, of: ULID)
  /// Every image of a generation.
  case generation(ULID)
  /// One image.
  case image(OutputID)

  /// What the record calls it: its kind, and an id or a digest.
  var words: (subject: String, name: String) {
    switch self {
    case .asset(let asset, _): ("asset", "\(asset.id)")
    case .reference(let digest, _): ("reference", "\(digest)")
    case .generation(let id): ("generation", "\(id)")
    case .image(let id): ("generation", "\(id)")
    }
  }

  /// The asset that it is about.
  var asset: ULID? {
    switch self {
    case .asset(let asset, _): asset.id
    case .reference(_, let asset): asset
    case .generation, .image: nil
    }
  }
}
