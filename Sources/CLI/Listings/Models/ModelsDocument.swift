import Troupe

/// The models and whose keys are known, as one document.
struct ModelsDocument: Encodable {
  let models: [ModelProfile]
  let keys: [KeyStatus]
}
