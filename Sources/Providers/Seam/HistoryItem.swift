package import TroupeVocabulary

/// One piece of what the model sees before the new request: what was said, or what it answered.
package enum HistoryItem: Sendable {
  /// What a user said, with the images by their position.
  case user(Composition, images: [Int: StoredImage])
  /// An image that the model is shown as the user's, because it cannot be sent back as the model's own.
  case shown(StoredImage)
  /// What the model answered.
  case model(ModelAnswer)
}

/// What a model answered, in its parts, each exactly as it came.
package struct ModelAnswer: Hashable, Sendable {
  /// One part of it.
  package struct Part: Hashable, Sendable {
    /// Its JSON: runs of text, and files by digest.
    package var segments: [MessageBody.Segment]
    /// Whether it is a thought that carries no signature, and may be left out.
    package let isBareThought: Bool
    /// Whether it is an image, of a thought or finished.
    package let isImage: Bool
    /// Whether it is an image without the signature that some models demand back.
    package let isUnsignedImage: Bool
  }

  /// The parts in order.
  package var parts: [Part]
  /// What the provider calls it, where it may have kept it and can go on from there.
  package var id: String?

  /// The same without what may be left out.
  package var withoutThoughts: ModelAnswer {
    ModelAnswer(parts: parts.filter { !$0.isBareThought }, id: id)
  }
}
