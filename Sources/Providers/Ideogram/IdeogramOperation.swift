/// What is done, each at an address of its own with fields of its own.
enum IdeogramOperation: String, CaseIterable {
  /// A new image.
  case generate
  /// An image made from another one and words.
  case remix
  /// An image drawn beyond its edges to another shape, without words.
  case reframe
  /// What a mask lets change, drawn again.
  case inpaint
  /// The subject of an image before another background.
  case replaceBackground = "replace-background"

  /// The one that the option `operation` names; `nil` for any other word.
  init?(option: String) { self.init(rawValue: option.replacing("_", with: "-")) }

  /// Where it is asked.
  func url(at endpoint: Endpoint) -> String {
    [endpoint.baseURL, endpoint.version, "ideogram-v3", rawValue].filter { !$0.isEmpty }
      .joined(separator: "/")
  }

  /// Whether it reads words.
  var takesWords: Bool { self != .reframe }

  /// Whether its image has a shape that may be asked.
  var takesShape: Bool { self != .replaceBackground && self != .inpaint }

  /// Whether a picture may show who is in it.
  var takesCharacters: Bool { self == .generate || self == .remix }

  /// The options that it takes besides `operation`.
  var options: Set<String> {
    let all: Set = ["color_palette", "rendering_speed", "style_codes", "style_preset"]
    return switch self {
    case .generate: all.union(["magic_prompt", "negative_prompt", "style_type"])
    case .remix: all.union(["image_weight", "magic_prompt", "negative_prompt", "style_type"])
    case .inpaint: all.union(["magic_prompt", "style_type"])
    case .reframe: all
    case .replaceBackground: all.union(["magic_prompt"])
    }
  }
}
