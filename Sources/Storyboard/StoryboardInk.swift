import TroupeDrawing
import TroupeImaging

/// The measures, colors and lettering of one frame.
struct StoryboardInk {
  /// Width drawn, in pixels.
  let width: Double
  /// Height drawn, in pixels.
  let height: Double
  /// A hundredth of the side of a square of the same area: all measures grow with it.
  let unit: Double
  /// What the prompt and the seed come to; chooses whatever is left to chance.
  let chance: SeededRandom
  private let fonts: [Font]

  init(scene: StoryboardScene, width: Int, height: Int) {
    self.width = Double(width)
    self.height = Double(height)
    unit = (self.width * self.height).squareRoot() / 100
    chance = SeededRandom(scene.prompt, seed: scene.seed)
    fonts = scene.fonts
  }

  static let paper = Color(hex: 0xF6F0E2)
  static let line = Color(hex: 0x1D2026)
  static let faint = Color(hex: 0x6E6A60)

  /// Space between things, in pixels.
  var gap: Double { max(3, unit * 1.6) }
  /// Roundness of a card's corners, in pixels.
  var corner: Double { max(3, unit * 1.5) }
  /// Width of drawn lines, in pixels.
  var stroke: Double { max(1, unit * 0.32) }

  /// The caption's lettering.
  var body: TextStyle { style(2.9, atLeast: 12, Self.line, lineHeight: 1.3) }
  /// The caption's lettering, larger where few words have much room.
  func body(filling room: Rect, with text: String) -> TextStyle {
    for scale in [1.8, 1.5, 1.25] {
      var style = body
      style.size *= scale
      if style.measure(text, width: room.width).height <= room.height {
        return style
      }
    }
    return body
  }
  /// The header's lettering.
  var head: TextStyle { style(2.1, atLeast: 10, Self.paper, isBold: true) }
  /// The lettering of tags.
  func tag(_ color: Color) -> TextStyle {
    style(2.1, atLeast: 10, color, isBold: true, lineHeight: 1.25)
  }
  /// The lettering of small print.
  func small(_ color: Color) -> TextStyle { style(1.7, atLeast: 9, color, lineHeight: 1.25) }

  private func style(
    _ units: Double, atLeast least: Double, _ color: Color, isBold: Bool = false,
    lineHeight: Double = 1.4
  ) -> TextStyle {
    TextStyle(
      fonts: fonts, size: max(least, unit * units), color: color, isBold: isBold,
      lineHeight: lineHeight)
  }
}
