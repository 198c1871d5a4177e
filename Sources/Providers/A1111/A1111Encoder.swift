import TroupeVocabulary

/// Writes the request for one image.
struct A1111Encoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  private var profile: ModelProfile { request.profile }

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let options = try A1111Options(request.parameters.options, profile: profile)
    let frame = try frame()
    let (base, references) = try images()
    let path = base == nil ? A1111Path.words : .picture
    var members = [
      WireMember("prompt", .string(request.words + A1111Adapters.tags(request.adapters)))
    ]
    if let base { members.append(WireMember("init_images", .array([.file(base)]))) }
    members += try mask(over: base)
    members += try options.members(isEdit: base != nil)
    members += try request.seed() + frame.members
    members += try A1111References(options: options, images: references).members
    members += constants
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: path.url(at: endpoint),
        headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
        keyHeader: Self.keyHeader(of: endpoint), body: WireValue.object(members).body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments)
  }

  /// One image, which comes back and is not kept there; what a request changes is changed back behind it.
  private var constants: [WireMember] {
    [
      WireMember("n_iter", .integer(1)), WireMember("batch_size", .integer(1)),
      WireMember("send_images", .bool(true)), WireMember("save_images", .bool(false)),
      WireMember("override_settings_restore_afterwards", .bool(true)),
    ]
  }

  /// The place of the key; `nil` where none is sent.
  static func keyHeader(of endpoint: Endpoint) -> String? {
    endpoint.keyPlace?.name ?? (endpoint.keyVariables == nil ? nil : "Authorization")
  }

  /// The picture that is edited, and all others in order.
  private func images() throws(TroupeError) -> (base: StoredImage?, references: [StoredImage]) {
    if let uri = request.asked.uris.first { throw unsupported("uri", "\(uri)") }
    let inputs = request.inputs.sorted { $0.position < $1.position }
    if let most = profile.limits.images.hard, inputs.count > most {
      throw .request(
        .tooManyReferences(model: profile.id, named: inputs.count, limit: "images", bound: most))
    }
    let base = inputs.first { $0.chosen.role == .parent }
    return (
      base?.rendition, inputs.filter { $0.position != base?.position }.map(\.rendition)
    )
  }

  /// White may change. It is changed from what is there, with the whole picture in sight: unasked, servers start from blurred
  /// colors, and show the model what changes alone.
  private func mask(over base: StoredImage?) throws(TroupeError) -> [WireMember] {
    guard let mask = request.asked.mask else { return [] }
    guard profile.capabilities.mask else { throw unsupported("mask", mask.digest.short) }
    guard base != nil else {
      throw .invalidValue(
        name: "mask", value: mask.digest.short, expected: "an image to edit with it")
    }
    return [
      WireMember("mask", .file(mask)), WireMember("inpainting_mask_invert", .integer(0)),
      WireMember("inpainting_fill", .integer(1)), WireMember("inpaint_full_res", .bool(false)),
    ]
  }

  private struct Frame {
    let members: [WireMember]
    let aspect: String?
    let size: String?
    let adjustments: [Adjustment]
  }

  private func frame() throws(TroupeError) -> Frame {
    let first = request.inputs.min { $0.position < $1.position }?.rendition
    let exact = try ExactFrame(request.parameters, profile: profile, first: first)
    return Frame(
      members: zip(["width", "height"], exact.sides ?? []).map { WireMember($0, .integer($1)) },
      aspect: exact.aspect, size: exact.size, adjustments: exact.adjustments)
  }

  private func unsupported(_ name: String, _ value: String) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: []))
  }
}
