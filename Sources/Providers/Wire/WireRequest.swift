package import TroupeVocabulary

/// What a dialect writes down: a composed request with the exact images to send.
package struct WireRequest: Sendable {
  /// Words and places of images, in order.
  package let composition: Composition
  /// The images by their position, from 1.
  package let images: [Int: WireImage]
  /// Parameters as asked.
  package let parameters: Parameters
  /// The model.
  package let profile: ModelProfile
  /// What was said and answered before, in order.
  package let history: [WireTurn]

  package init(
    composition: Composition, images: [Int: WireImage], parameters: Parameters,
    profile: ModelProfile, history: [WireTurn] = []
  ) {
    self.composition = composition
    self.images = images
    self.parameters = parameters
    self.profile = profile
    self.history = history
  }
}

/// An image as it is sent.
package struct WireImage: Hashable, Sendable {
  /// The exact bytes.
  package let digest: Digest
  /// Their number.
  package let byteCount: Int
  /// Their type.
  package let type: MediaType

  package init(digest: Digest, byteCount: Int, type: MediaType) {
    self.digest = digest
    self.byteCount = byteCount
    self.type = type
  }
}
