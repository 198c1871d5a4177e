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
    let isEdit = options.editMode(with: request.asked.mask) != nil
    for (input, number) in zip(inputs, numbers) {
      values.append(value(of: input, number))
      // An edit is told by its mode what is done to the picture.
      if !named.contains(number), input.role != .parent || !isEdit { named.append(number) }
    }
    if let mode = request.asked.mask == nil ? options["mask_mode"] : "user_provided" {
      values.append(mask(mode, of: request.asked.mask, number: (numbers.max() ?? 0) + 1))
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
    return .object(
      [
        Self.member(input.rendition), WireMember("referenceId", .integer(number)),
        WireMember("referenceType", .string("REFERENCE_TYPE_" + use.word)),
      ] + use.configuration(input, options))
  }

  private static func member(_ image: StoredImage) -> WireMember {
    WireMember(
      "referenceImage",
      .object([
        WireMember("bytesBase64Encoded", .file(image)),
        WireMember("mimeType", .string(image.type.rawValue)),
      ]))
  }

  /// The user's own mask, else one that the vendor makes itself.
  private func mask(_ mode: String, of image: StoredImage?, number: Int) -> WireValue {
    var configuration = [WireMember("maskMode", .string("MASK_MODE_" + mode.uppercased()))]
    if !options.maskClasses.isEmpty {
      configuration.append(
        WireMember("maskClasses", .array(options.maskClasses.map { .integer($0) })))
    }
    if let dilation = options.number("mask_dilation") {
      configuration.append(WireMember("dilation", .number(dilation)))
    }
    return .object(
      (image.map { [Self.member($0)] } ?? []) + [
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
    let mask = request.asked.mask
    try check(mask, options, profile)
    // A mask is one of them.
    let count = inputs.count + (mask == nil && options["mask_mode"] == nil ? 0 : 1)
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
    let asked =
      ["edit_mode", "mask_mode"].map { ($0, options[$0]) } + [("mask", mask?.digest.short)]
    for (name, value) in asked where !hasParent {
      guard let value else { continue }
      throw .invalidValue(name: name, value: value, expected: "an image to edit with it")
    }
    if let value = options["mask_mode"], options["edit_mode"] == nil {
      throw .invalidValue(name: "mask_mode", value: value, expected: "edit_mode to be set with it")
    }
    try check(options, for: Set(inputs.map(ImagenUse.init)))
  }

  private static func check(
    _ mask: StoredImage?, _ options: ImagenOptions, _ profile: ModelProfile
  ) throws(TroupeError) {
    guard let mask else { return }
    guard profile.capabilities.mask else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "mask", value: mask.digest.short, allowed: []))
    }
    if let value = options["mask_mode"] {
      throw .invalidValue(
        name: "mask_mode", value: value, expected: "no mask of your own with it")
    }
  }

  private static func check(
    _ options: ImagenOptions, for uses: Set<ImagenUse>
  ) throws(TroupeError) {
    for (name, use) in [
      ("control_type", ImagenUse.control), ("compute_control", .control),
      ("subject_type", .subject),
    ] {
      guard let value = options[name], !uses.contains(use) else { continue }
      throw .invalidValue(name: name, value: value, expected: "a picture that it concerns")
    }
  }
}
