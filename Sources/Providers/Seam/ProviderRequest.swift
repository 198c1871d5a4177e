package import TroupeVocabulary

/// What a provider writes down: a composed request with the exact images to send.
package struct ProviderRequest: Sendable {
  /// What was asked.
  package let asked: Request
  /// Words and places of images, in order.
  package let composition: Composition
  /// The images in order of position, with what each of them is.
  package let inputs: [SentInput]
  /// The adapters to load, in order.
  package let adapters: [ChosenAdapter]
  /// The model.
  package let profile: ModelProfile
  /// What was said and answered before, in order.
  package let history: [HistoryItem]

  package init(
    _ asked: Request, composition: Composition, inputs: [SentInput], profile: ModelProfile,
    adapters: [ChosenAdapter] = [], history: [HistoryItem] = []
  ) {
    self.asked = asked
    self.composition = composition
    self.inputs = inputs
    self.profile = profile
    self.adapters = adapters
    self.history = history
  }

  /// Parameters as asked.
  package var parameters: Parameters { asked.parameters }

  /// The bytes to send, by the image's position, from 1.
  package var images: [Int: StoredImage] { inputs.renditions }
}

extension [SentInput] {
  /// The bytes to send, by the image's position, from 1.
  package var renditions: [Int: StoredImage] {
    Dictionary(map { ($0.position, $0.rendition) }, uniquingKeysWith: { first, _ in first })
  }
}
