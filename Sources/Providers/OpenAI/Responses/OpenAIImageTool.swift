import TroupeVocabulary

/// The tool `image_generation` of one request.
struct OpenAIImageTool {
  /// The GPT Image models that it may use, the first one where none is asked: what the tool uses of itself by openai
  /// 3.57.0. Those of closed sizes are left out, because they are switched off on 1 Dec 2026.
  static let models = [
    "gpt-image-2.6-sunburst", "gpt-image-2.6-flare", "gpt-image-2.5-sunburst",
    "gpt-image-2.5-flare", "gpt-image-2",
  ]
  static let actions = ["auto", "edit", "generate"]

  let adjustments: [Adjustment]
  private let model: String
  private let action: String?
  private let fields: [OpenAIOptions.Field]

  init(_ options: [String: String], model conversational: String) throws(TroupeError) {
    func check(_ name: String, _ allowed: [String]) throws(TroupeError) -> String? {
      guard let value = options[name], !allowed.contains(value) else { return options[name] }
      throw .request(
        .unsupportedParameter(
          model: conversational, parameter: name, value: value, allowed: allowed))
    }
    let wanted = try check("image_model", Self.models)
    model = wanted ?? Self.models[0]
    action = try check("action", Self.actions)
    fields = try OpenAIOptions(options, image: model, model: conversational).fields
    adjustments =
      wanted == nil
      ? [
        Adjustment(
          field: "image_model", before: "", after: model,
          reason: "what the tool uses of itself today, named so that it stays")
      ] : []
  }

  func value(_ frame: OpenAIFrame, _ mask: StoredImage?) -> WireValue {
    var members = [
      WireMember("type", .string("image_generation")), WireMember("model", .string(model)),
    ]
    if let action { members.append(WireMember("action", .string(action))) }
    if let pixels = frame.pixels { members.append(WireMember("size", .string(pixels))) }
    members += fields.map { WireMember($0.name, $0.value) }
    if let mask {
      members.append(
        WireMember(
          "input_image_mask", .object([WireMember("image_url", .dataURL(mask))])))
    }
    return .object(members)
  }
}
