import TroupeDrawing
import TroupeImaging

/// What stands behind the cast: a wash of the style's colors, or a landscape that the words choose.
struct StoryboardBackdrop {
  let style: Raster?
  let ink: StoryboardInk

  /// Draws it into `panel` and, below, beyond it.
  func draw(on canvas: inout Canvas, in panel: Rect) {
    if let style {
      drawWash(style, on: &canvas, in: panel)
    } else {
      drawLandscape(on: &canvas, in: panel)
    }
    let horizon = panel.y + panel.height * 0.8
    canvas.line(
      from: (panel.x, horizon), to: (panel.x + panel.width, horizon),
      StoryboardInk.line.withAlpha(110), width: ink.stroke)
    let ground = Rect(
      x: panel.x, y: horizon, width: panel.width, height: panel.y + panel.height - horizon)
    canvas.fill(
      ground,
      .gradient(
        from: StoryboardInk.line.withAlpha(70), to: StoryboardInk.line.withAlpha(120)))
  }

  /// The style's picture blurred to its colors, made paler so that the cast stands out.
  private func drawWash(_ style: Raster, on canvas: inout Canvas, in panel: Rect) {
    canvas.draw(style.flattened().resized(toFit: 12), in: panel, mode: .fill)
    canvas.fill(
      panel,
      .gradient(
        from: StoryboardInk.paper.withAlpha(120), to: StoryboardInk.paper.withAlpha(40)))
  }

  private func drawLandscape(on canvas: inout Canvas, in panel: Rect) {
    let sky = ink.chance.color(2, saturation: 0.32, lightness: 0.72)
    let haze = ink.chance.color(3, saturation: 0.35, lightness: 0.9)
    canvas.fill(panel, .gradient(from: sky, to: haze))
    let edge = min(panel.width, panel.height)
    canvas.fillCircle(
      x: panel.x + panel.width * (0.15 + 0.7 * ink.chance.share(4)),
      y: panel.y + panel.height * (0.18 + 0.2 * ink.chance.share(5)), radius: edge * 0.11,
      .solid(Color.white.withAlpha(170)))
    for hill in 0..<4 {
      let name = UInt64(hill) * 3 + 10
      let radius = edge * (0.5 + 0.7 * ink.chance.share(name))
      let color = ink.chance.color(3, saturation: 0.22, lightness: 0.66 - 0.07 * Double(hill))
      canvas.fillCircle(
        x: panel.x + panel.width * (Double(hill) + ink.chance.share(name + 1)) / 4,
        y: panel.y + panel.height * (0.74 + 0.12 * ink.chance.share(name + 2)) + radius * 0.86,
        radius: radius, .solid(color))
    }
  }
}
