import TroupeDrawing
import TroupeImaging

/// A new frame: header, panel with its cast, caption.
struct StoryboardFrame {
  let scene: StoryboardScene
  let ink: StoryboardInk

  /// The frame's pixels.
  func draw() -> Raster {
    var canvas = Canvas(
      width: Int(ink.width), height: Int(ink.height), background: StoryboardInk.paper)
    let layout = StoryboardLayout(ink, text: scene.prompt)
    let cast = StoryboardCast(scene.pictures)
    StoryboardPanel(cast: cast, ink: ink).draw(on: &canvas, in: layout.panel)
    drawCaption(in: layout.caption, on: &canvas)
    drawHeader(in: layout.header, cast: cast, on: &canvas)
    canvas.stroke(
      canvas.bounds.inset(by: ink.stroke / 2), StoryboardInk.line, width: ink.stroke * 2)
    return canvas.raster
  }

  private func drawHeader(in strip: Rect, cast: StoryboardCast, on canvas: inout Canvas) {
    canvas.fill(strip, StoryboardInk.line)
    let style = ink.head
    let inner = Rect(
      x: strip.x + ink.gap, y: strip.y + (strip.height - style.height(lines: 1)) / 2,
      width: strip.width - 2 * ink.gap, height: style.height(lines: 1))
    let left = "SHOT \(ink.chance.code)"
    let facts = [scene.aspect, scene.seed.map { "seed \($0)" }, scene.model]
    let right = facts.compactMap { $0 }.joined(separator: "   ")
    canvas.drawText(left, in: inner, style: style, maxLines: 1)
    let taken = style.measure(left).width + ink.gap * 2
    let rest = Rect(
      x: inner.x + taken, y: inner.y, width: inner.width - taken, height: inner.height)
    guard rest.width > style.size * 4 else { return }
    canvas.drawText(right, in: rest, style: style, alignment: .right, maxLines: 1)
  }

  private func drawCaption(in strip: Rect, on canvas: inout Canvas) {
    canvas.fill(strip, StoryboardInk.paper)
    let bar = Rect(x: strip.x, y: strip.y, width: max(4, ink.unit * 1.3), height: strip.height)
    canvas.fill(bar, ink.chance.color(1, saturation: 0.55, lightness: 0.45))
    canvas.line(
      from: (strip.x, strip.y), to: (strip.x + strip.width, strip.y), StoryboardInk.line,
      width: ink.stroke)
    let margin = StoryboardLayout.margin(ink)
    let room = Rect(
      x: strip.x + margin, y: strip.y + StoryboardLayout.padding(ink),
      width: strip.width - 2 * margin,
      height: strip.height - 2 * StoryboardLayout.padding(ink))
    canvas.drawText(scene.prompt, in: room, style: ink.body(filling: room, with: scene.prompt))
  }
}
