import TroupeVocabulary

/// Writes one request to the Images API: JSON for a new image, a form where images go with it.
struct OpenAIImagesEncoder {
  /// Every option there is.
  static let options = OpenAIOptions.names + ["safety_identifier", "stream", "user"]

  let request: ProviderRequest
  let endpoint: Endpoint

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let frame = try OpenAIFrame(request)
    try request.refuseAddresses()
    let inputs = try OpenAIInputs(request)
    let fields = try fields(frame)
    return Encoded(
      request: inputs.shown.isEmpty ? generation(fields) : edit(fields, inputs),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, options: request.parameters.options),
      adjustments: frame.adjustments)
  }

  /// The fields but the prompt, in alphabetical order as the vendor's SDK writes them.
  private func fields(_ frame: OpenAIFrame) throws(TroupeError) -> [OpenAIOptions.Field] {
    let (asked, model) = (request.parameters.options, request.profile.id)
    try OpenAIOptions.check(asked, known: Self.options, model: model)
    try request.refuseSeed()
    let image = try OpenAIOptions(asked, image: request.profile.wireName, model: model)
    var fields = image.fields + [.init("model", request.profile.wireName)]
    if let pixels = frame.pixels { fields.append(.init("size", pixels)) }
    let streams = try OpenAIOptions.flag("stream", in: asked, model: model)
    if let streams = streams ?? (endpoint.streams ? true : nil) {
      fields.append(.init("stream", "\(streams)", .bool(streams)))
    }
    for name in ["safety_identifier", "user"] {
      if let value = asked[name] { fields.append(.init(name, value)) }
    }
    if let partial = asked["partial_images"], partial != "0", streams != true, !endpoint.streams {
      throw .invalidValue(
        name: "partial_images", value: partial, expected: "'stream' to be true with it")
    }
    return fields.sorted { $0.name < $1.name }
  }

  private func generation(_ fields: [OpenAIOptions.Field]) -> HTTPRequest {
    let model = fields.filter { $0.name == "model" }
    let rest = fields.filter { $0.name != "model" }
    let members =
      model.map { WireMember($0.name, $0.value) } + [WireMember("prompt", .string(prompt))]
      + rest.map { WireMember($0.name, $0.value) }
    return OpenAIAddress.message(
      OpenAIImagesProvider.generations, type: "application/json", WireValue.object(members).body,
      to: endpoint)
  }

  /// One image alone travels as `image`, several as `image[]`, in order; the mask comes last.
  private func edit(_ fields: [OpenAIOptions.Field], _ inputs: OpenAIInputs) -> HTTPRequest {
    let name = inputs.shown.count == 1 ? "image" : "image[]"
    let parts =
      [.field("prompt", prompt)] + fields.map { .field($0.name, $0.text) }
      + inputs.shown.map { part(name, $0) }
      + (inputs.mask.map { [.file("mask", fileName: "mask.png", $0)] } ?? [])
    let form = MultipartForm(parts)
    return OpenAIAddress.message(
      OpenAIImagesProvider.edits, type: form.contentType, form.body, to: endpoint)
  }

  private func part(_ name: String, _ input: SentInput) -> MultipartForm.Part {
    let type = input.rendition.type
    return .file(
      name, fileName: "\(input.role.rawValue)-\(input.position).\(type.fileExtension)",
      input.rendition)
  }

  /// The words alone: they name images by their positions.
  private var prompt: String {
    request.composition.parts.compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }.joined(separator: "\n")
  }
}

extension ProviderRequest {
  /// Refuses images at addresses, which the Images API does not fetch.
  func refuseAddresses() throws(TroupeError) {
    let named = composition.parts.compactMap { part in
      if case .uri(let uri) = part { uri.address } else { nil }
    }
    guard let first = named.first ?? asked.uris.first?.address else { return }
    throw .request(
      .unsupportedParameter(
        model: profile.id, parameter: "uri", value: String(first.prefix(200)), allowed: []))
  }
}
