/// Shapes text of one style, each piece once.
struct Typesetter {
  /// Glyphs of one font.
  struct Run {
    var font: Int
    var glyphs: [PlacedGlyph]
  }

  /// A shaped stretch of text.
  struct Shaped {
    var runs: [Run] = []
    /// Pixels.
    var width = 0.0
  }

  let style: TextStyle
  private var known: [String: Shaped] = [:]

  init(style: TextStyle) { self.style = style }

  /// Shapes `text`, in whichever fonts it takes.
  mutating func shape(_ text: String) -> Shaped {
    if let shaped = known[text] { return shaped }
    var shaped = Shaped()
    for (font, stretch) in stretches(of: text) {
      let (glyphs, width) = style.fonts[font].withFace { $0.shape(stretch, size: style.size) }
      let placed = glyphs.map {
        PlacedGlyph(glyph: $0.glyph, x: $0.x + shaped.width, y: $0.y)
      }
      shaped.runs.append(Run(font: font, glyphs: placed))
      shaped.width += width
    }
    known[text] = shaped
    return shaped
  }

  /// `text` cut where the font changes.
  private func stretches(of text: String) -> [(font: Int, text: String)] {
    var stretches: [(font: Int, text: String)] = []
    for character in text {
      let font = font(for: character)
      if let last = stretches.indices.last, stretches[last].font == font {
        stretches[last].text.append(character)
      } else {
        stretches.append((font, String(character)))
      }
    }
    return stretches
  }

  /// The first font with all of the cluster, else with its first scalar, else the first of all,
  /// which draws its sign for what it lacks.
  private func font(for cluster: Character) -> Int {
    let visible = cluster.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    func first(covering scalars: some Sequence<Unicode.Scalar> & Sendable) -> Int? {
      style.fonts.indices.first { index in
        style.fonts[index].withFace { face in scalars.allSatisfy { face.covers($0) } }
      }
    }
    return first(covering: Array(visible)) ?? first(covering: Array(visible.prefix(1))) ?? 0
  }
}
