import TroupeVocabulary

/// The member `parameters` of one request, in the order of the vendor's own SDK.
struct ImagenParameters {
  private(set) var members: [WireMember] = []
  private(set) var adjustments: [Adjustment] = []

  init(
    _ request: ProviderRequest, _ options: ImagenOptions, _ frame: NamedFrame
  ) throws(TroupeError) {
    try Self.check(options, request.asked.mask)
    let isVertex = options.model.road == .vertex
    add("negativePrompt", options["negative_prompt"])
    members.append(WireMember("sampleCount", .integer(1)))
    add("aspectRatio", frame.aspect)
    if let scale = options.number("guidance_scale") {
      members.append(WireMember("guidanceScale", .number(scale)))
    }
    members += try Self.seed(of: request, options)
    add("safetySetting", options["safety"])
    add("personGeneration", options["person_generation"])
    members.append(WireMember("includeRaiReason", .bool(true)))
    add("language", options["language"])
    addOutput(options)
    if isVertex { addSwitch("add_watermark", "addWatermark", options, "marks images", request) }
    add("sampleImageSize", frame.size)
    if options.model.rewritesPrompts {
      addSwitch("enhance_prompt", "enhancePrompt", options, "rewrites prompts", request)
    }
    let mode = options.editMode(with: request.asked.mask)
    add("editMode", mode.map { "EDIT_MODE_" + $0.uppercased() })
    if let steps = options["base_steps"].flatMap({ Int($0) }) {
      let inner = WireMember("baseSteps", .integer(steps))
      members.append(WireMember("editConfig", .object([inner])))
    }
  }

  private static func check(
    _ options: ImagenOptions, _ mask: StoredImage?
  ) throws(TroupeError) {
    if let quality = options["output_quality"], options["output_type"] != "image/jpeg" {
      throw .invalidValue(
        name: "output_quality", value: quality,
        expected: "JPEG alone has a quality: set output_type=image/jpeg too")
    }
    if let value = options["mask_dilation"], options["mask_mode"] == nil, mask == nil {
      throw .invalidValue(
        name: "mask_dilation", value: value, expected: "a mask, or mask_mode to be set with it")
    }
    if let classes = options["mask_classes"], options["mask_mode"] != "semantic" {
      throw .invalidValue(
        name: "mask_classes", value: classes, expected: "mask_mode to be semantic with it")
    }
  }

  private mutating func add(_ name: String, _ text: String?) {
    if let text { members.append(WireMember(name, .string(text))) }
  }

  /// What the vendor does unasked is off unless it is asked for.
  private mutating func addSwitch(
    _ option: String, _ name: String, _ options: ImagenOptions, _ habit: String,
    _ request: ProviderRequest
  ) {
    members.append(WireMember(name, .bool(options.isOn(option))))
    guard options[option] == nil else { return }
    adjustments.append(
      Adjustment(
        field: option, before: "true", after: "false",
        reason:
          "\(request.profile.id) \(habit) unless it is told not to; the option \(option) lets it"))
  }

  private mutating func addOutput(_ options: ImagenOptions) {
    guard let type = options["output_type"] else { return }
    var output = [WireMember("mimeType", .string(type))]
    if let quality = options["output_quality"].flatMap({ Int($0) }) {
      output.append(WireMember("compressionQuality", .integer(quality)))
    }
    members.append(WireMember("outputOptions", .object(output)))
  }

  /// Where images are marked, the vendor takes no seed.
  private static func seed(
    of request: ProviderRequest, _ options: ImagenOptions
  ) throws(TroupeError) -> [WireMember] {
    let members = try request.seed()
    guard let seed = request.parameters.seed else { return members }
    guard !options.isOn("add_watermark") else {
      throw .invalidValue(
        name: "add_watermark", value: "true",
        expected: "no seed with it: the vendor makes marked images without one")
    }
    guard Int32(exactly: seed) != nil, seed > 0 else {
      throw .invalidValue(
        name: "seed", value: "\(seed)", expected: "a whole number from 1 to \(Int32.max)")
    }
    return members
  }
}
