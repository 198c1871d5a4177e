/// What one model takes besides words, images and size.
///
/// By the schemas of `api.bfl.ai/openapi.json` (public copies of June to October 2026) and the SDK `blackforest` 0.1.3.
struct FluxModel {
  private let family: BlackForestLabsProvider.Family
  private let name: String

  init(_ family: BlackForestLabsProvider.Family, name: String) {
    self.family = family
    self.name = name
  }

  private var isKlein: Bool { name.contains("klein") }
  private var isFlex: Bool { name.contains("flex") }

  /// Every option there is, in order.
  var options: [String] {
    let common = family == .flux3 ? [] : ["output_format"]
    let ofFlex = isFlex ? ["guidance", "steps"] : []
    return (common + ["safety_tolerance"] + [switchName].compactMap(\.self) + ofFlex).sorted()
  }

  /// The levels of moderation, from strict.
  var tolerance: ClosedRange<Int> {
    switch family {
    case .flux2: 0...5
    case .kontext: 0...6
    case .flux3: 0...4
    }
  }

  /// The option that lets it change what it was given; `nil` where it never does.
  var switchName: String? {
    if family == .flux3 { return "grounding" }
    return isKlein ? nil : "prompt_upsampling"
  }

  /// Whether it does so unasked.
  var isOnUnasked: Bool { family != .kontext && switchName != nil }

  /// Whether its schema says so the other way round, in `disable_pup`; others of its kind use `prompt_upsampling`, and a
  /// field that FLUX.2 does not know is passed over.
  var hasNegativeSwitch: Bool { family == .flux2 && !isKlein && !isFlex }

  /// What it does, in words.
  var habit: String { family == .flux3 ? "searches the web" : "rewrites prompts" }
}
