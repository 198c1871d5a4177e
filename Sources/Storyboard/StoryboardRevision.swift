import TroupeDrawing
import TroupeImaging

/// An edit: the parent's picture, mounted, with a note of what was asked of it.
///
/// The picture is made a little smaller for the note, so that the notes of earlier edits stay to
/// be read.
struct StoryboardRevision {
  let scene: StoryboardScene
  let parent: Raster
  let ink: StoryboardInk

  /// The frame's pixels.
  func draw() -> Raster {
    var canvas = Canvas(width: Int(ink.width), height: Int(ink.height), background: board)
    let note = noteRect
    let edge = ink.gap * 0.8
    let area = Rect(
      x: edge, y: edge, width: (isWide ? note.x : ink.width) - 2 * edge,
      height: (isWide ? ink.height : note.y) - 2 * edge)
    let picture = canvas.draw(parent.flattened(), in: area)
    canvas.fill(picture, accent.withAlpha(20))
    canvas.stroke(picture, accent, width: ink.stroke * 2)
    drawTape(on: picture, &canvas)
    drawNote(in: note, on: &canvas)
    return canvas.raster
  }

  /// The color of this edit, which its words choose.
  private var accent: Color { ink.chance.color(1, saturation: 0.75, lightness: 0.42) }
  private var board: Color { ink.chance.color(1, saturation: 0.3, lightness: 0.8) }
  private var isWide: Bool { ink.width > ink.height * 2.6 }
  private var stamp: TextStyle { ink.tag(.white) }
  private var code: String { "EDIT \(ink.chance.code)" }
  private var stampWidth: Double {
    stamp.measure(code).width + 2 * ink.gap
  }

  private var noteRect: Rect {
    if isWide {
      let width = ink.width * 0.24
      return Rect(x: ink.width - width, y: 0, width: width, height: ink.height)
    }
    let style = ink.body
    let needed = style.measure(scene.prompt, width: ink.width - stampColumn - 2 * ink.gap)
    let least = style.height(lines: scene.pictures.isEmpty ? 1 : 5)
    let words = max(needed.height, least) + 1.4 * ink.gap
    let height = min(words + stampRow, ink.height * 0.34)
    return Rect(x: 0, y: ink.height - height, width: ink.width, height: height)
  }

  /// A narrow frame has its stamp above the words, others beside them.
  private var isNarrow: Bool { isWide || ink.width < stampWidth * 3 }
  private var stampColumn: Double { isNarrow ? 0 : stampWidth }
  private var stampRow: Double { isNarrow ? stamp.size * 1.8 : 0 }

  private func drawNote(in note: Rect, on canvas: inout Canvas) {
    canvas.fill(note, Color(hex: 0xFFF4B8))
    let block = Rect(
      x: note.x, y: note.y, width: isNarrow ? note.width : stampColumn,
      height: isNarrow ? stampRow : note.height)
    canvas.fill(block, accent)
    let line = Rect(
      x: block.x, y: block.y + (block.height - stamp.height(lines: 1)) / 2, width: block.width,
      height: stamp.height(lines: 1))
    canvas.drawText(code, in: line, style: stamp, alignment: .center, maxLines: 1)
    var room = Rect(
      x: note.x + stampColumn + ink.gap, y: note.y + stampRow + ink.gap * 0.7,
      width: note.width - stampColumn - 2 * ink.gap,
      height: note.height - stampRow - 1.4 * ink.gap)
    let cast = StoryboardCast(scene.pictures)
    let members = cast.characters + cast.objects + cast.styles + cast.guides
    if !members.isEmpty { room = placeCards(members, in: room, on: &canvas) }
    canvas.drawText(
      scene.prompt, in: room, style: ink.body(filling: room, with: scene.prompt))
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
    let cells = StoryboardGrid.cells(
      shapes: members.map(\.shape), in: place, gap: ink.gap / 2)
    for (member, cell) in zip(members, cells) {
      StoryboardCard(member: member, ink: ink).draw(on: &canvas, in: cell)
    }
    return words
  }

  /// Two strips of tape hold the picture, where the words put them.
  private func drawTape(on picture: Rect, _ canvas: inout Canvas) {
    let width = min(picture.width, picture.height) * 0.14
    let height = max(4, ink.gap)
    for (index, start) in [0.04, 0.55].enumerated() {
      let place = start + 0.28 * ink.chance.share(UInt64(index) + 7)
      let tape = Rect(
        x: picture.x + picture.width * place, y: picture.y - height * 0.6, width: width,
        height: height)
      canvas.fill(tape, accent.mixed(with: .white, share: 0.35).withAlpha(215))
    }
  }
}
