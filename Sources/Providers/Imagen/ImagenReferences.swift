import TroupeVocabulary

/// The pictures of one request as the vendor writes them: each has what it is for, and the number by which the prompt calls it.
///
/// Pictures of one asset have one number, as the composed words have it: `[1]`.
struct ImagenReferences {
  private(set) var values: [WireValue] = []
  /// The numbers that the prompt has to name.
  private(set) var named: [Int] = []

  private let options: ImagenOptions

  /// - Throws: `RequestError.tooManyReferences` beyond the model's bounds; `.invalidValue` where it needs one, and for options
  ///   that concern none.
  init(_ request: ProviderRequest, _ options: ImagenOptions) throws(TroupeError) {
    self.options = options
    let inputs = request.inputs.sorted { $0.position < $1.position }
    try Self.check(request, inputs, options)
    let numbers = Self.numbers(of: inputs)
    let isEdit = options["edit_mode"] != nil
    for (input, number) in zip(inputs, numbers) {
      values.append(value(of: input, number))
      // An edit is told by its mode what is done to the picture.
      if !named.contains(number), input.role != .parent || !isEdit { named.append(number) }
    }
    if let mode = options["mask_mode"] {
      values.append(mask(mode, number: (numbers.max() ?? 0) + 1))
    }
  }

  /// By the picture's place, as `Selection` numbers them in brackets.
  private static func numbers(of inputs: [SentInput]) -> [Int] {
    struct Subject: Hashable {
      let asset: Handle?
      let role: Role
      let position: Int?
    }
    var subjects: [Subject: Int] = [:]
    return inputs.map { input in
      let subject = Subject(
        asset: input.asset, role: input.role, position: input.asset == nil ? input.position : nil)
      let number = subjects[subject] ?? subjects.count + 1
      subjects[subject] = number
      return number
    }
  }

  private func value(of input: SentInput, _ number: Int) -> WireValue {
    let use = ImagenUse(input)
    let image = WireValue.object([
      WireMember("bytesBase64Encoded", .file(input.rendition)),
      WireMember("mimeType", .string(input.rendition.type.rawValue)),
    ])
    return .object(
      [
        WireMember("referenceImage", image), WireMember("referenceId", .integer(number)),
        WireMember("referenceType", .string("REFERENCE_TYPE_" + use.word)),
      ] + use.configuration(input, options))
  }

  /// A mask that the vendor makes itself.
  private func mask(_ mode: String, number: Int) -> WireValue {
    var configuration = [WireMember("maskMode", .string("MASK_MODE_" + mode.uppercased()))]
    if !options.maskClasses.isEmpty {
      configuration.append(
        WireMember("maskClasses", .array(options.maskClasses.map { .integer($0) })))
    }
    if let dilation = options.number("mask_dilation") {
      configuration.append(WireMember("dilation", .number(dilation)))
    }
    return .object([
      WireMember("referenceId", .integer(number)),
      WireMember("referenceType", .string("REFERENCE_TYPE_MASK")),
      WireMember("maskImageConfig", .object(configuration)),
    ])
  }

  private static func check(
    _ request: ProviderRequest, _ inputs: [SentInput], _ options: ImagenOptions
  ) throws(TroupeError) {
    let profile = request.profile
    try request.refuseAddresses()
    if let mask = request.asked.mask {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "mask", value: mask.digest.short, allowed: []))
    }
    // A mask is one of them.
    let count = inputs.count + (options["mask_mode"] == nil ? 0 : 1)
    if let most = profile.limits.images.hard, count > most {
      throw .request(
        .tooManyReferences(model: profile.id, named: count, limit: "images", bound: most))
    }
    guard options.model.takesReferences else { return }
    guard !inputs.isEmpty else {
      throw .invalidValue(
        name: "references", value: "0",
        expected: "\(profile.id) makes images from pictures, at least one")
    }
    let hasParent = inputs.contains { $0.role == .parent }
    for name in ["edit_mode", "mask_mode"] {
      guard let value = options[name], !hasParent else { continue }
      throw .invalidValue(name: name, value: value, expected: "an image to edit with it")
    }
    if let value = options["mask_mode"], options["edit_mode"] == nil {
      throw .invalidValue(name: "mask_mode", value: value, expected: "edit_mode to be set with it")
    }
    let uses = Set(inputs.map(ImagenUse.init))
    for (name, use) in [
      ("control_type", ImagenUse.control), ("compute_control", .control),
      ("subject_type", .subject),
    ] {
      guard let value = options[name], !uses.contains(use) else { continue }
      throw .invalidValue(name: name, value: value, expected: "a picture that it concerns")
    }
  }
}
