package import TroupePreparing
package import TroupeProviders
package import TroupeRecord
package import TroupeVocabulary

/// What a step of a rebuild asks of the new model: the recorded request, mapped.
struct StepRequest {
  let profile: ModelProfile
  let provider: any Provider
  let terms: ReworkTerms

  /// `old` as it is asked of the model `name`.
  /// - Parameters:
  ///   - past: what was said before it, and is not said again.
  ///   - shape: what the first output of it turned out to be.
  func map(
    _ old: Request, to name: String, after past: RecordedStep.Past, shape: StoredImage?
  ) -> (Request, [Adjustment]) {
    var request = old
    var (parameters, adjustments) = ParameterMapping(profile: profile, provider: provider)
      .map(request.parameters)
    if request.parent == nil, let shape, let pinned = pinned(parameters, shape) {
      parameters.aspect = pinned.after
      adjustments.append(pinned)
    }
    if !provider.fetchesAddresses {
      adjustments += request.uris.map {
        Adjustment(
          field: "uri", before: "\($0)", after: "", reason: "\(profile.id) fetches nothing")
      }
      request.uris = []
    }
    if past.turns > 0 {
      adjustments.append(
        Adjustment(
          field: "history", before: "\(past.turns) earlier turn\(past.turns == 1 ? "" : "s")",
          after: past.words.isEmpty
            ? "" : "what was asked and answered in words, before the prompt",
          reason: "each turn is sent by itself, with the image before it"))
      request.prompt =
        past.words.map { "You were asked: \($0.asked)\nYou answered: \($0.answered)\n\n" }
        .joined() + request.prompt
    }
    if let mask = request.mask, !profile.capabilities.mask, !terms.isStrict {
      adjustments.append(
        Adjustment(
          field: "mask", before: mask.digest.short, after: "",
          reason: "\(profile.id) takes none: words alone say what changes"))
      request.mask = nil
    }
    request.model = name
    request.overflow = terms.overflow
    request.parameters = parameters
    return (request, adjustments)
  }

  /// The shape of the image that came, where the old request left it to the model and the new model would not take it
  /// from the same image.
  private func pinned(_ parameters: Parameters, _ shape: StoredImage) -> Adjustment? {
    guard parameters.aspect == nil, parameters.size.flatMap(FreeSize.sides) == nil,
      let width = shape.width, let height = shape.height, width > 0, height > 0,
      let aspect = AspectRatio.nearest(
        to: Double(width) / Double(height), among: profile.aspects.value ?? [])
    else { return nil }
    return Adjustment(field: "aspect", before: "", after: aspect, reason: "as it came")
  }
}
