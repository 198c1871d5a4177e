import TroupeImaging

/// An edit: the parent's picture with what was asked of it.
///
/// The picture is made smaller for the note below it, so that the notes of earlier edits stay to be read.
struct StoryboardRevision {
  let scene: StoryboardScene
  let parent: Raster
  let ink: StoryboardInk

  /// The frame's pixels.
  func draw() -> Raster {
    var canvas = Canvas(width: Int(ink.width), height: Int(ink.height), background: board)
    let note = noteRect
    let area = Rect(
      x: ink.gap, y: ink.gap,
      width: (isWide ? note.x : ink.width) - 2 * ink.gap,
      height: (isWide ? ink.height : note.y) - 2 * ink.gap)
    let picture = canvas.draw(parent.flattened(), in: area)
    canvas.fill(picture, accent.withAlpha(26))
    canvas.stroke(picture, .white, width: ink.stroke * 3)
    drawMark(in: picture, toward: note, on: &canvas)
    drawNote(in: note, on: &canvas)
    drawStamp(in: picture, on: &canvas)
    return canvas.raster
  }

  private var accent: Color { ink.chance.color(1, saturation: 0.75, lightness: 0.42) }
  private var board: Color { ink.chance.color(1, saturation: 0.3, lightness: 0.8) }
  private var isWide: Bool { ink.width > ink.height * 2.6 }
  private var cards: StoryboardCast { StoryboardCast(scene.pictures) }

  private var noteRect: Rect {
    if isWide {
      let width = ink.width * 0.24
      return Rect(
        x: ink.width - width - ink.gap, y: ink.gap, width: width, height: ink.height - 2 * ink.gap)
    }
    let style = ink.body
    let width = ink.width - 2 * ink.gap
    let room = width - 2 * ink.gap - stampWidth
    let needed = Canvas.measureText(scene.prompt, style: style, width: room).height
    let least = style.height(lines: scene.pictures.isEmpty ? 2 : 5)
    let height = min(max(needed + 2 * ink.gap, least), ink.height * 0.34)
    return Rect(x: ink.gap, y: ink.height - height - ink.gap, width: width, height: height)
  }

  private var stampWidth: Double { 0 }

  private func drawNote(in note: Rect, on canvas: inout Canvas) {
    let shadow = Rect(x: note.x + 2, y: note.y + 3, width: note.width, height: note.height)
    canvas.fill(shadow, Color.black.withAlpha(60), cornerRadius: ink.corner)
    canvas.fill(note, Color(hex: 0xFFF4B8), cornerRadius: ink.corner)
    canvas.stroke(note, accent, width: ink.stroke * 2, cornerRadius: ink.corner)
    var room = note.inset(by: ink.gap)
    let members = cards.characters + cards.objects + cards.styles + cards.guides
    if !members.isEmpty { room = placeCards(members, in: room, on: &canvas) }
    canvas.drawText(scene.prompt, in: room, style: ink.body)
  }

  /// New references stand at the note's end; the room left for words.
  private func placeCards(
    _ members: [StoryboardCast.Member], in room: Rect, on canvas: inout Canvas
  ) -> Rect {
    var words = room
    var place = room
    if isWide {
      words.height = room.height * 0.5
      place.y = room.y + words.height
      place.height = room.height - words.height
    } else {
      let width = min(room.width * 0.5, room.height * 0.9 * Double(members.count))
      words.width = room.width - width - ink.gap
      place.x = room.x + words.width + ink.gap
      place.width = width
    }
    for (member, cell) in zip(
      members, StoryboardGrid.cells(members.count, in: place, gap: ink.gap / 2))
    {
      StoryboardCard(member: member, ink: ink).draw(on: &canvas, in: cell)
    }
    return words
  }

  /// A ring on the picture where the words point, and a line from it to them.
  private func drawMark(in picture: Rect, toward note: Rect, on canvas: inout Canvas) {
    let radius = min(picture.width, picture.height) * 0.1
    let x = picture.x + picture.width * (0.2 + 0.6 * ink.chance.share(7))
    let y = picture.y + picture.height * (0.25 + 0.4 * ink.chance.share(8))
    let end = isWide ? (note.x, max(note.y + radius, y)) : (x, note.y)
    let start = isWide ? (x + radius, y) : (x, y + radius)
    for (width, color) in [(ink.stroke * 4, Color.white), (ink.stroke * 2, accent)] {
      canvas.strokeCircle(x: x, y: y, radius: radius, color, width: width)
      canvas.line(from: start, to: end, color, width: width)
    }
  }

  private func drawStamp(in picture: Rect, on canvas: inout Canvas) {
    let style = ink.tag(.white)
    let text = "EDIT \(ink.chance.code)"
    let width = Canvas.measureText(text, style: style).width + style.size * 1.2
    let stamp = Rect(
      x: max(picture.x, picture.x + picture.width - width - ink.gap), y: picture.y + ink.gap,
      width: width, height: style.size * 1.8)
    canvas.fill(stamp, accent, cornerRadius: ink.corner / 2)
    canvas.stroke(stamp, .white, width: ink.stroke, cornerRadius: ink.corner / 2)
    let line = Rect(
      x: stamp.x, y: stamp.y + (stamp.height - style.height(lines: 1)) / 2, width: width,
      height: style.height(lines: 1))
    canvas.drawText(text, in: line, style: style, alignment: .center, maxLines: 1)
  }
}
