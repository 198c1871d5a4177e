#if Text
  internal import TroupeCHarfBuzz

  /// The writing system of a character.
  struct Script: Hashable {
    let tag: hb_script_t

    /// The script of the first scalar that has a specific one.
    init(of character: Character) {
      let functions = hb_unicode_funcs_get_default()
      let scripts = character.unicodeScalars.lazy.map { hb_unicode_script(functions, $0.value) }
      tag = scripts.first { !Self.generic.contains($0.rawValue) } ?? HB_SCRIPT_COMMON
    }

    /// Whether it is a specific script; digits, spaces and most punctuation have none.
    var isSpecific: Bool { tag != HB_SCRIPT_COMMON }

    private static let generic = Set(
      [HB_SCRIPT_COMMON, HB_SCRIPT_INHERITED, HB_SCRIPT_UNKNOWN].map(\.rawValue))

    static func == (left: Script, right: Script) -> Bool {
      left.tag.rawValue == right.tag.rawValue
    }

    func hash(into hasher: inout Hasher) { hasher.combine(tag.rawValue) }
  }
#endif
