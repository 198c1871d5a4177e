import TroupeVocabulary

/// Writes one form.
struct IdeogramEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  private var profile: ModelProfile { request.profile }

  /// The request, checked against the profile; its fields in the order of the vendor's schema, files last.
  func encoded() throws(TroupeError) -> Encoded {
    let asked = request.parameters
    let options = try IdeogramOptions(asked.options, profile: profile)
    // Parameters first: what a model lacks is said before what is wrong with pictures.
    _ = try NamedFrame(asked, profile: profile)
    let pictures = try IdeogramPictures(request)
    let operation = try operation(options, pictures)
    try options.check(for: operation, hasStyles: !pictures.styles.isEmpty)
    let frame = try IdeogramFrame(
      asked, profile: profile, operation: operation, edited: pictures.edited)
    let form = MultipartForm(
      try fields(options, operation, frame).map { .field($0.0, $0.1) } + pictures.parts)
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: operation.url(at: endpoint),
        headers: [
          HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", form.contentType),
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Api-Key", body: form.body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: asked.seed, options: asked.options),
      adjustments: frame.adjustments + adjustments(options, operation))
  }

  private func operation(
    _ options: IdeogramOptions, _ pictures: IdeogramPictures
  ) throws(TroupeError) -> IdeogramOperation {
    guard pictures.edited != nil else {
      let asked = [("operation", options["operation"]), ("mask", pictures.mask?.digest.short)]
      for case (let name, let value?) in asked {
        throw .invalidValue(name: name, value: value, expected: "an image to edit with it")
      }
      return .generate
    }
    if pictures.mask != nil, let value = options["operation"] {
      throw .invalidValue(
        name: "operation", value: value, expected: "no mask with it: what it lets change is drawn")
    }
    let operation = pictures.mask == nil ? options.operation ?? .remix : .inpaint
    guard pictures.characters.isEmpty || operation.takesCharacters else {
      throw .request(
        .tooManyReferences(
          model: profile.id, named: pictures.characters.count, limit: "characters", bound: 0))
    }
    return operation
  }

  private func fields(
    _ options: IdeogramOptions, _ operation: IdeogramOperation, _ frame: IdeogramFrame
  ) throws(TroupeError) -> [(String, String)] {
    var fields: [(String, String)] = operation.takesWords ? [("prompt", request.words)] : []
    if let weight = options["image_weight"] { fields.append(("image_weight", weight)) }
    fields += try seed()
    if let resolution = frame.resolution { fields.append(("resolution", resolution)) }
    fields.append(("rendering_speed", (options["rendering_speed"] ?? "default").uppercased()))
    if operation.takesWords {
      fields.append(("magic_prompt", (options["magic_prompt"] ?? "off").uppercased()))
    }
    if let words = options["negative_prompt"] { fields.append(("negative_prompt", words)) }
    fields.append(("num_images", "1"))
    if let colors = options["color_palette"] {
      fields.append(("color_palette", try IdeogramPalette(colors).text))
    }
    let codes = (options["style_codes"] ?? "").split(separator: ",")
    fields += codes.map { ("style_codes", String($0)) }
    for name in ["style_type", "style_preset"] {
      if let value = options[name] { fields.append((name, value.uppercased())) }
    }
    return fields
  }

  private func seed() throws(TroupeError) -> [(String, String)] {
    _ = try request.seed()
    guard let seed = request.parameters.seed else { return [] }
    guard Int32(exactly: seed) != nil else {
      throw .invalidValue(
        name: "seed", value: "\(seed)", expected: "a whole number from 0 to \(Int32.max)")
    }
    return [("seed", "\(seed)")]
  }

  private func adjustments(
    _ options: IdeogramOptions, _ operation: IdeogramOperation
  ) -> [Adjustment] {
    guard operation.takesWords else {
      return [
        Adjustment(
          field: "prompt", before: String(request.words.prefix(200)), after: "",
          reason: "\(operation.rawValue) takes no words")
      ]
    }
    guard options["magic_prompt"] == nil else { return [] }
    return [
      Adjustment(
        field: "magic_prompt", before: "auto", after: "off",
        reason:
          "\(profile.id) may rewrite prompts unless it is told not to; the option magic_prompt lets it"
      )
    ]
  }
}
