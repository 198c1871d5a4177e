internal import TroupeCHarfBuzz

/// The writing system of a character.
struct Script: Hashable {
  let tag: hb_script_t

  /// The script of the first scalar that has one of its own.
  init(of character: Character) {
    let functions = hb_unicode_funcs_get_default()
    let scripts = character.unicodeScalars.lazy.map { hb_unicode_script(functions, $0.value) }
    tag = scripts.first { !Self.shared.contains($0.rawValue) } ?? HB_SCRIPT_COMMON
  }

  /// Whether it is one script's own; digits, spaces and most punctuation are not.
  var isReal: Bool { tag != HB_SCRIPT_COMMON }

  private static let shared = Set(
    [HB_SCRIPT_COMMON, HB_SCRIPT_INHERITED, HB_SCRIPT_UNKNOWN].map(\.rawValue))

  static func == (left: Script, right: Script) -> Bool {
    left.tag.rawValue == right.tag.rawValue
  }

  func hash(into hasher: inout Hasher) { hasher.combine(tag.rawValue) }
}
