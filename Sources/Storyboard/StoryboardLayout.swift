import TroupeDrawing

/// Where header, panel and caption stand.
struct StoryboardLayout {
  let header: Rect
  let panel: Rect
  let caption: Rect

  /// A wide frame has its caption at the right, others below; the caption is as high as its words
  /// need, within bounds.
  init(_ ink: StoryboardInk, text: String) {
    let top = ink.head.size * 2
    header = Rect(x: 0, y: 0, width: ink.width, height: top)
    if ink.width > ink.height * 2.6 {
      let width = ink.width * 0.26
      panel = Rect(x: 0, y: top, width: ink.width - width, height: ink.height - top)
      caption = Rect(x: ink.width - width, y: top, width: width, height: ink.height - top)
      return
    }
    let body = ink.body
    let room = ink.width - 2 * Self.margin(ink)
    let needed = body.measure(text, width: room).height
    let step = body.height(lines: 1)
    let most = ((ink.height - top) * 0.36 - 2 * Self.padding(ink)) / step
    let height = min(max(needed, step), max(1, most.rounded(.down)) * step) + 2 * Self.padding(ink)
    panel = Rect(x: 0, y: top, width: ink.width, height: ink.height - top - height)
    caption = Rect(x: 0, y: ink.height - height, width: ink.width, height: height)
  }

  /// Space left and right of the caption's words.
  static func margin(_ ink: StoryboardInk) -> Double { ink.gap * 1.5 }
  /// Space above and below them.
  static func padding(_ ink: StoryboardInk) -> Double { ink.gap * 0.9 }
}
