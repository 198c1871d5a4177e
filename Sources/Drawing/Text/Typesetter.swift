/// Shapes text of one style; results are cached.
struct Typesetter {
  /// The glyphs of text in one font, script and direction.
  struct GlyphRun {
    var font: Int
    /// The embedding level; odd if it runs from right to left.
    var level: UInt8
    var glyphs: [PlacedGlyph]
    /// In pixels.
    var width: Double
  }

  let style: TextStyle
  private var shaped: [ShapingInput: [GlyphRun]] = [:]
  private var choices: [Character: FontChoice?] = [:]

  init(style: TextStyle) { self.style = style }

  /// The glyph runs of `text` in reading order, each in a font that has its characters.
  ///
  /// A character that no font has becomes an empty box; emoji and invisible characters are omitted.
  /// - Parameter levels: the embedding level of each scalar.
  mutating func shape(_ text: String, levels: [UInt8]) -> [GlyphRun] {
    let input = ShapingInput(text: text, levels: levels)
    if let runs = shaped[input] { return runs }
    let runs = itemize(text, levels: levels).map { item in
      let (glyphs, width) = style.fonts[item.font].withFace {
        $0.shape(
          item.text, size: style.size, script: item.script, isReversed: item.level % 2 == 1)
      }
      return GlyphRun(font: item.font, level: item.level, glyphs: glyphs, width: width)
    }
    shaped[input] = runs
    return runs
  }

  private struct ShapingInput: Hashable {
    let text: String
    let levels: [UInt8]
  }

  /// Text in one font, script and direction: the unit of shaping.
  private struct Item {
    var font: Int
    var level: UInt8
    var script: Script
    var text: String
  }

  /// Splits `text` where the font, script or direction changes.
  private mutating func itemize(_ text: String, levels: [UInt8]) -> [Item] {
    var items: [Item] = []
    var index = 0
    for character in text {
      let level = index < levels.count ? levels[index] : levels.last ?? 0
      index += character.unicodeScalars.count
      guard let choice = choice(for: character) else { continue }
      let script = Script(of: choice.character)
      if let last = items.last, last.font == choice.font, last.level == level,
        last.script == script || !last.script.isSpecific || !script.isSpecific
      {
        items[items.count - 1].text.append(choice.character)
        if !last.script.isSpecific { items[items.count - 1].script = script }
      } else {
        items.append(
          Item(
            font: choice.font, level: level, script: script, text: String(choice.character)))
      }
    }
    return items
  }

  /// The character to draw for another, and the index of its font.
  private struct FontChoice {
    var character: Character
    var font: Int
  }

  private mutating func choice(for character: Character) -> FontChoice? {
    if let cached = choices[character] { return cached }
    let choice = findChoice(for: character)
    choices[character] = .some(choice)
    return choice
  }

  private func findChoice(for character: Character) -> FontChoice? {
    let visible = character.visibleScalars
    if visible.isEmpty { return nil }
    if let font = font(covering: visible) ?? font(covering: Array(visible.prefix(1))) {
      return FontChoice(character: character, font: font)
    }
    if character.isOmittedIfLacking { return nil }
    for box in Self.missingGlyphs {
      if let font = font(covering: Array(box.unicodeScalars)) {
        return FontChoice(character: box, font: font)
      }
    }
    return nil
  }

  /// Replacements for a character that no font has, in order of preference.
  private static let missingGlyphs: [Character] = ["▯", "□", "\u{FFFD}"]

  private func font(covering scalars: [Unicode.Scalar]) -> Int? {
    style.fonts.indices.first { style.fonts[$0].covers(scalars) }
  }
}
