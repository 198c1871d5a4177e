/// Shapes text of one style, each piece once.
struct Typesetter {
  /// Glyphs of one font, script and direction.
  struct Run {
    var font: Int
    /// Odd when it runs from right to left.
    var level: UInt8
    var glyphs: [PlacedGlyph]
    /// Pixels.
    var width: Double
  }

  private struct Piece: Hashable {
    let text: String
    let levels: [UInt8]
  }

  let style: TextStyle
  private var known: [Piece: [Run]] = [:]
  private var fonts: [Character: Setting?] = [:]

  init(style: TextStyle) { self.style = style }

  /// The runs of `text` in reading order, each in a font that has it.
  ///
  /// What no font has is set as an empty box; emoji and what is invisible anyway are left out.
  /// - Parameter levels: the direction of each scalar.
  mutating func shape(_ text: String, levels: [UInt8]) -> [Run] {
    let piece = Piece(text: text, levels: levels)
    if let runs = known[piece] { return runs }
    let runs = stretches(of: text, levels: levels).map { stretch in
      let (glyphs, width) = style.fonts[stretch.font].withFace {
        $0.shape(
          stretch.text, size: style.size, script: stretch.script, isReversed: stretch.level % 2 == 1
        )
      }
      return Run(font: stretch.font, level: stretch.level, glyphs: glyphs, width: width)
    }
    known[piece] = runs
    return runs
  }

  private struct Stretch {
    var font: Int
    var level: UInt8
    var script: Script
    var text: String
  }

  /// `text` cut where font, script or direction change.
  private mutating func stretches(of text: String, levels: [UInt8]) -> [Stretch] {
    var stretches: [Stretch] = []
    var place = 0
    for character in text {
      let level = place < levels.count ? levels[place] : levels.last ?? 0
      place += character.unicodeScalars.count
      guard let setting = setting(of: character) else { continue }
      let script = Script(of: setting.character)
      if let last = stretches.last, last.font == setting.font, last.level == level,
        last.script == script || !last.script.isReal || !script.isReal
      {
        stretches[stretches.count - 1].text.append(setting.character)
        if !last.script.isReal { stretches[stretches.count - 1].script = script }
      } else {
        stretches.append(
          Stretch(
            font: setting.font, level: level, script: script, text: String(setting.character)))
      }
    }
    return stretches
  }

  /// What is drawn for a character, and in which font.
  private struct Setting {
    var character: Character
    var font: Int
  }

  private mutating func setting(of character: Character) -> Setting? {
    if let found = fonts[character] { return found }
    let found = findSetting(of: character)
    fonts[character] = .some(found)
    return found
  }

  private func findSetting(of character: Character) -> Setting? {
    let visible = character.visibleScalars
    if visible.isEmpty { return nil }
    if let font = font(covering: visible) ?? font(covering: Array(visible.prefix(1))) {
      return Setting(character: character, font: font)
    }
    if character.isLeftOut { return nil }
    for sign in Self.signsOfLack {
      if let font = font(covering: Array(sign.unicodeScalars)) {
        return Setting(character: sign, font: font)
      }
    }
    return nil
  }

  /// Stand for what no font has: the first that one has.
  private static let signsOfLack: [Character] = ["▯", "□", "\u{FFFD}"]

  private func font(covering scalars: [Unicode.Scalar]) -> Int? {
    style.fonts.indices.first { style.fonts[$0].covers(scalars) }
  }
}

extension [Font] {
  /// The characters of `text` that none of them has, in order, each once; emoji and what is invisible
  /// anyway are not among them.
  package func lacking(_ text: String) -> String {
    String(Set(text).filter { !$0.isLeftOut && !has($0) }.sorted())
  }

  private func has(_ character: Character) -> Bool {
    contains { $0.covers(Array<Unicode.Scalar>(character.visibleScalars.prefix(1))) }
  }
}

extension Character {
  /// Its scalars without those that leave no mark of their own: controls, joiners, selectors.
  package var visibleScalars: [Unicode.Scalar] {
    unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
    }
  }
  /// Whether nothing stands for it where no font has it.
  var isLeftOut: Bool {
    guard let first = visibleScalars.first else { return true }
    return first.properties.isEmojiPresentation || first.properties.isEmojiModifierBase
  }
}
