import TroupeDrawing
import TroupeImaging
import TroupeVocabulary

/// One member of the cast as a card with a name tag.
struct StoryboardCard {
  let member: StoryboardCast.Member
  let ink: StoryboardInk

  /// Draws the card as large as `cell` allows, standing on its lower edge.
  func draw(on canvas: inout Canvas, in cell: Rect) {
    let tagHeight = height(of: tag)
    let room = max(4, cell.height - tagHeight)
    let first = member.pictures[0].raster
    let width = min(cell.width, room * member.shape)
    let height = min(room, width / member.shape)
    let card = Rect(
      x: cell.x + (cell.width - width) / 2, y: cell.y + cell.height - tagHeight - height,
      width: width, height: height)
    drawPicture(first, in: card, on: &canvas)
    drawOtherViews(beside: card, within: cell, on: &canvas)
    let strip = Rect(
      x: cell.x, y: card.y + card.height - tagHeight * 0.3, width: cell.width, height: tagHeight)
    drawTag(in: strip, on: &canvas)
  }

  private func drawPicture(_ picture: Raster, in card: Rect, on canvas: inout Canvas) {
    let edge = max(2, ink.unit * 0.55)
    let outer = ink.corner + edge
    let shadow = Rect(
      x: card.x - edge, y: card.y + edge, width: card.width + 2 * edge, height: card.height + edge)
    canvas.fill(shadow, Color.black.withAlpha(70), cornerRadius: outer)
    canvas.fill(card, .white, cornerRadius: outer)
    let inner = card.inset(by: edge)
    canvas.fill(inner, StoryboardInk.paper, cornerRadius: ink.corner)
    canvas.draw(picture, in: inner, mode: .fill, cornerRadius: ink.corner)
    canvas.stroke(card, StoryboardInk.line, width: ink.stroke, cornerRadius: outer)
  }

  /// Up to three more views, pinned to the card's upper right; where the card fills its cell they
  /// stay inside it, since what lies beyond may be the frame's edge.
  private func drawOtherViews(beside card: Rect, within cell: Rect, on canvas: inout Canvas) {
    let side = min(card.width, card.height) * 0.26
    guard side >= 18 else { return }
    for (index, picture) in member.pictures.dropFirst().prefix(3).enumerated() {
      let place = Rect(
        x: min(card.x + card.width - side * 0.82, cell.x + cell.width - side),
        y: card.y + side * (0.2 + 1.08 * Double(index)), width: side, height: side)
      guard place.y + side < card.y + card.height else { return }
      drawPicture(picture.raster, in: place, on: &canvas)
    }
  }

  private var tag: TextStyle { ink.tag(.white) }

  private func height(of style: TextStyle) -> Double { style.size * 2 }

  private var color: Color {
    switch member.kind {
    case .character: Color(hex: 0xC8402C)
    case .object: Color(hex: 0x2C6E7F)
    case .style: Color(hex: 0x7A4E9C)
    case .place: Color(hex: 0x5B7A3A)
    }
  }

  private func drawTag(in strip: Rect, on canvas: inout Canvas) {
    guard !member.title.isEmpty else { return }
    let (text, style) = lettering(room: strip.width - tag.size * 1.2)
    let padding = style.size * 0.6
    let room = strip.width - 2 * padding
    let width = min(style.measure(text).width, room) + 2 * padding
    let pill = Rect(
      x: strip.x + (strip.width - width) / 2, y: strip.y, width: width, height: style.size * 1.7)
    canvas.fill(pill, color, cornerRadius: pill.height / 2)
    canvas.stroke(pill, .white, width: ink.stroke, cornerRadius: pill.height / 2)
    let line = Rect(
      x: pill.x + padding - 1, y: pill.y + (pill.height - style.height(lines: 1)) / 2,
      width: width - 2 * padding + 2, height: style.height(lines: 1))
    canvas.drawText(text, in: line, style: style, alignment: .center, maxLines: 1)
  }

  /// The most that can be said in `room`: name and detail, the name, the name in small print.
  private func lettering(room: Double) -> (String, TextStyle) {
    let detail = member.detail
    let whole = detail.isEmpty ? member.title : "\(member.title) · \(detail)"
    if tag.measure(whole).width <= room { return (whole, tag) }
    let isShort = tag.measure(member.title).width <= room
    return (member.title, isShort ? tag : ink.small(.white))
  }
}
