import TroupeVocabulary

/// Images that a picture is to be like, as members of a body: units of ControlNet, or an adapter of SD.Next.
struct A1111References {
  let options: A1111Options
  let images: [StoredImage]

  private static let names = [
    "reference_adapter", "reference_model", "reference_module", "reference_weight",
  ]

  /// - Throws: `RequestError.unsupportedParameter` where the profile names no way to send them; `TroupeError.invalidValue`
  ///   where the model of an adapter is to be named, and for options without images.
  var members: [WireMember] {
    get throws(TroupeError) {
      guard !images.isEmpty else {
        if let name = Self.names.first(where: options.isAsked) {
          throw .invalidValue(
            name: name, value: options[name] ?? "", expected: "to come with images to refer to")
        }
        return []
      }
      let known = options.profile.options?.value ?? [:]
      if known["reference_adapter"] != nil { return try adapter() }
      guard known["reference_module"] != nil else {
        throw .request(
          .tooManyReferences(
            model: options.profile.id, named: images.count, limit: "images", bound: 0))
      }
      return try units()
    }
  }

  /// One unit for each image, in order.
  private func units() throws(TroupeError) -> [WireMember] {
    guard let module = options["reference_module"], let model = options["reference_model"] else {
      throw .invalidValue(
        name: "reference_model", value: "none",
        expected: "the name that the server lists, as in ip-adapter_sdxl [7525f2f6]")
    }
    let units = images.map { image in
      WireValue.object([
        WireMember("enabled", .bool(true)), WireMember("image", .file(image)),
        WireMember("module", .string(module)), WireMember("model", .string(model)),
        WireMember("weight", .number(options.number("reference_weight") ?? 1)),
        WireMember("resize_mode", .string("Crop and Resize")),
        WireMember("control_mode", .string("Balanced")),
        WireMember("guidance_start", .number(0)), WireMember("guidance_end", .number(1)),
        WireMember("pixel_perfect", .bool(true)),
      ])
    }
    let script = WireValue.object([WireMember("args", .array(units))])
    return [
      WireMember("alwayson_scripts", .object([WireMember("ControlNet", script)]))
    ]
  }

  /// One adapter with all images, in order.
  private func adapter() throws(TroupeError) -> [WireMember] {
    let scale = options.number("reference_weight") ?? 0.5
    guard scale <= 1 else {
      throw .invalidValue(
        name: "reference_weight", value: options["reference_weight"] ?? "",
        expected: "a number from 0 to 1")
    }
    let entry = WireValue.object([
      WireMember("adapter", .string(options["reference_adapter"] ?? "Base")),
      WireMember("images", .array(images.map { .file($0) })),
      WireMember("scale", .number(scale)),
    ])
    return [WireMember("ip_adapter", .array([entry]))]
  }
}
