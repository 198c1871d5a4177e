import TroupeVocabulary

/// The images of a request: those that are shown, and the mask over the first of them.
struct OpenAIInputs {
  /// In order of position; the first is the one that is edited.
  let shown: [SentInput]
  let mask: StoredImage?

  /// The most bytes of a mask (openai 3.57.0, types/image_edit_params.py: less than 4 MB).
  private static let mostMaskBytes = 4 << 20

  init(_ request: ProviderRequest) throws(TroupeError) {
    shown = request.inputs
    mask = request.asked.mask
    guard let file = mask else { return }
    func refuse(_ value: String, _ allowed: [String]) -> TroupeError {
      .request(
        .unsupportedParameter(
          model: request.profile.id, parameter: "mask", value: value, allowed: allowed))
    }
    guard request.profile.capabilities.mask else { throw refuse(file.digest.short, []) }
    guard file.type == .png else { throw refuse(file.type.rawValue, [MediaType.png.rawValue]) }
    guard let first = shown.first?.rendition else {
      throw .invalidValue(
        name: "mask", value: file.digest.short, expected: "an image to edit with it")
    }
    guard file.byteCount <= Self.mostMaskBytes else {
      throw .invalidValue(
        name: "mask", value: "\(file.byteCount) bytes",
        expected: "at most \(Self.mostMaskBytes) bytes")
    }
    if let width = file.width, let height = file.height, let wide = first.width,
      let high = first.height, [width, height] != [wide, high]
    {
      throw .invalidValue(
        name: "mask", value: "\(width)x\(height)",
        expected: "the size of the first image, \(wide)x\(high)")
    }
  }
}

extension ProviderRequest {
  /// Refuses what no GPT Image model takes: a seed.
  func refuseSeed() throws(TroupeError) {
    guard let seed = parameters.seed else { return }
    throw .request(
      .unsupportedParameter(
        model: profile.id, parameter: "seed", value: "\(seed)", allowed: []))
  }
}
