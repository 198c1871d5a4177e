// What stands in for FreeType, HarfBuzz, FriBidi and fontconfig if the trait `Text` is disabled:
// there are no fonts, so pictures are drawn without words, as on a system without fonts.
#if !Text
  import Foundation

  /// A font face without glyphs. None is ever created: `Font.init` throws.
  struct FontFace {
    func covers(_ scalar: Unicode.Scalar) -> Bool { false }

    func extent(size: Double) -> (ascent: Double, descent: Double) { (0, 0) }

    func shape(
      _ text: String, size: Double, script: Script, isReversed: Bool
    ) -> (glyphs: [PlacedGlyph], width: Double) { ([], 0) }

    func render(_ glyph: UInt32, size: Double, shift: Double, weight: Double) -> GlyphImage? { nil }
  }

  /// The writing system of a character, which only shaping needs.
  struct Script: Hashable {
    let isSpecific = false

    init(of character: Character) {}
  }

  /// Finds no fonts.
  package enum FontFinder {
    /// No fonts: without the trait `Text` none can be used.
    package static func fonts(for text: String) -> [Font] { [] }
  }
#endif
