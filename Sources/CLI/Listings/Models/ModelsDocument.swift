import Troupe

/// The models and whose keys are known, as one document.
struct ModelsDocument: Encodable {
  let models: [ModelProfile]
  let keys: [KeyStatus]
}

/// A model's profile, with what this library learned of it.
struct ModelDocument: Encodable {
  let profile: ModelProfile
  let tooLarge: ModelUse.TooLarge?

  private enum CodingKeys: String, CodingKey { case tooLarge }

  func encode(to encoder: any Encoder) throws {
    try profile.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(tooLarge, forKey: .tooLarge)
  }
}
