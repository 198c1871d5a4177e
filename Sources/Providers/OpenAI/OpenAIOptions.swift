import TroupeVocabulary

/// The options of one request that concern the image, checked; the Images API and the tool of the Responses API have
/// them under the same names.
struct OpenAIOptions {
  /// A field, with what it is in JSON.
  struct Field {
    let name: String
    /// As in a form.
    let text: String
    let value: WireValue

    init(_ name: String, _ text: String, _ value: WireValue? = nil) {
      self.name = name
      self.text = text
      self.value = value ?? .string(text)
    }
  }

  /// Every name that the image's fields have.
  static let names = [
    "background", "complexity", "input_fidelity", "moderation", "output_compression",
    "output_format", "partial_images", "quality",
  ]
  /// What Troupe can keep; the models write GIF and SVG too.
  private static let formats = ["png", "jpeg", "webp"]

  /// In alphabetical order.
  private(set) var fields: [Field] = []

  private let model: String
  private let family: OpenAIFamily

  /// Reads those of `options` that concern the image made by the GPT Image model called `image`.
  init(_ options: [String: String], image: String, model: String) throws(TroupeError) {
    self.model = model
    family = OpenAIFamily(image)
    for name in options.keys.sorted() where Self.names.contains(name) {
      fields.append(try field(name, options[name] ?? ""))
    }
    let format = options["output_format"] ?? "png"
    if let compression = options["output_compression"], format == "png" {
      throw .invalidValue(
        name: "output_compression", value: compression,
        expected: "'output_format' to be jpeg or webp with it")
    }
    if options["background"] == "transparent", format == "jpeg" {
      throw unsupported("background", "transparent", ["auto", "opaque"])
    }
  }

  /// The field of one option alone.
  func field(_ name: String, _ value: String) throws(TroupeError) -> Field {
    switch name {
    case "output_compression": return try number(name, value, 0...100)
    case "partial_images": return try number(name, value, 0...3)
    default: break
    }
    let allowed = choices(name)
    guard allowed.contains(value) else { throw unsupported(name, value, allowed) }
    return Field(name, value)
  }

  private func choices(_ name: String) -> [String] {
    switch name {
    case "background": ["auto", "opaque", "transparent"]
    case "complexity": family.complexities
    case "input_fidelity": family.fidelities
    case "moderation": ["auto", "low"]
    case "output_format": Self.formats
    case "quality": family.qualities
    default: []
    }
  }

  private func number(
    _ name: String, _ text: String, _ range: ClosedRange<Int>
  ) throws(TroupeError) -> Field {
    guard let value = Int(text), range.contains(value) else {
      throw .invalidValue(
        name: name, value: text,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return Field(name, "\(value)", .integer(value))
  }

  /// `true` or `false`; `nil` where it is not asked.
  static func flag(
    _ name: String, in options: [String: String], model: String
  ) throws(TroupeError) -> Bool? {
    guard let text = options[name] else { return nil }
    guard ["true", "false"].contains(text) else {
      throw .request(
        .unsupportedParameter(
          model: model, parameter: name, value: text, allowed: ["true", "false"]))
    }
    return text == "true"
  }

  /// Refuses options that are not among `known`.
  static func check(
    _ options: [String: String], known: [String], model: String
  ) throws(TroupeError) {
    for name in options.keys.sorted() where !known.contains(name) {
      throw .request(
        .unsupportedParameter(
          model: model, parameter: "option", value: name, allowed: known.sorted()))
    }
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: model, parameter: name, value: value, allowed: allowed))
  }
}
