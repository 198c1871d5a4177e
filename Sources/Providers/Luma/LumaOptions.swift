import TroupeVocabulary

/// The options of one request by name, checked.
struct LumaOptions {
  /// Every option there is, in order.
  static let names = ["format", "image_weight", "modify", "modify_weight", "style_weight"]

  /// As what the image is written.
  let format: String
  /// Whether the first address is the image to change.
  let modifies: Bool
  /// How much a reference counts, by what it is for: those that are asked.
  let weights: [LumaReference: Double]

  init(_ options: [String: String], model: String) throws(TroupeError) {
    for option in options.keys.sorted() where !Self.names.contains(option) {
      throw .request(
        .unsupportedParameter(
          model: model, parameter: "option", value: option, allowed: Self.names))
    }
    format = try Self.choice("format", among: ["jpg", "png"], in: options, model) ?? "jpg"
    modifies =
      try Self.choice("modify", among: ["true", "false"], in: options, model) == "true"
    var weights: [LumaReference: Double] = [:]
    for kind in LumaReference.allCases {
      guard let name = kind.option, let text = options[name] else { continue }
      guard let value = Double(text), (0...1).contains(value) else {
        throw .invalidValue(name: name, value: text, expected: "a number from 0 to 1")
      }
      weights[kind] = value
    }
    self.weights = weights
  }

  private static func choice(
    _ name: String, among allowed: [String], in options: [String: String], _ model: String
  ) throws(TroupeError) -> String? {
    guard let value = options[name] else { return nil }
    guard allowed.contains(value) else {
      throw .request(
        .unsupportedParameter(model: model, parameter: name, value: value, allowed: allowed))
    }
    return value
  }
}

/// What a reference is for, as the vendor has a field for each.
enum LumaReference: CaseIterable {
  /// Shows someone.
  case character
  /// Guides the whole picture.
  case image
  /// Is the image to change.
  case modified
  /// Shows how the picture should be made.
  case style

  init(_ use: PictureUse?) {
    switch (use?.role, use?.subject) {
    case (.style, _): self = .style
    case (.identity, .character): self = .character
    default: self = .image
    }
  }

  /// The option that says how much it counts; `nil` where nothing does.
  var option: String? {
    switch self {
    case .character: nil
    case .image: "image_weight"
    case .modified: "modify_weight"
    case .style: "style_weight"
    }
  }

  /// How much it counts unasked, as in the vendor's samples.
  var usualWeight: Double {
    switch self {
    case .image: 0.85
    case .style: 0.8
    case .character, .modified: 1
    }
  }

  /// The kind as which its number is bounded.
  var kind: Kind? {
    switch self {
    case .character: .character
    case .image: .object
    case .style: .style
    case .modified: nil
    }
  }
}
