import TroupeDrawing
import TroupeImaging

/// The picture itself: a backdrop and the cast on its ground line.
struct StoryboardPanel {
  let cast: StoryboardCast
  let ink: StoryboardInk

  /// Draws it into `panel`; what lies around is to be drawn afterwards.
  func draw(on canvas: inout Canvas, in panel: Rect) {
    StoryboardBackdrop(style: cast.styles.first?.pictures[0].raster, ink: ink)
      .draw(on: &canvas, in: panel)
    let inner = panel.inset(by: ink.gap)
    let (stage, side) = split(inner)
    let notes = cast.styles + cast.guides
    if !notes.isEmpty, let side { drawNotes(notes, on: &canvas, in: side) }
    drawCast(on: &canvas, in: stage)
  }

  /// The cast's part and, where there are references for style, pose or composition, theirs.
  private func split(_ area: Rect) -> (Rect, Rect?) {
    guard !cast.styles.isEmpty || !cast.guides.isEmpty else { return (area, nil) }
    if area.width >= area.height {
      let lane = min(area.width * 0.16, area.height * 0.8)
      let width = lane * lanes(of: lane, along: area.height)
      let side = Rect(
        x: area.x + area.width - width, y: area.y, width: width, height: area.height)
      let rest = area.width - width - ink.gap
      return (Rect(x: area.x, y: area.y, width: rest, height: area.height), side)
    }
    let lane = min(area.height * 0.18, area.width * 0.4)
    let height = lane * lanes(of: lane, along: area.width)
    let side = Rect(x: area.x, y: area.y, width: area.width, height: height)
    let top = area.y + height + ink.gap
    return (
      Rect(x: area.x, y: top, width: area.width, height: area.y + area.height - top), side
    )
  }

  /// Two where more references than one lane of squares holds have to be seen.
  private func lanes(of edge: Double, along length: Double) -> Double {
    let count = Double(cast.styles.count + cast.guides.count)
    return count * (edge + ink.gap) - ink.gap > length + 1 ? 2 : 1
  }

  private func drawNotes(
    _ notes: [StoryboardCast.Member], on canvas: inout Canvas, in side: Rect
  ) {
    let isColumn = side.height > side.width
    let edge = min(side.width, side.height)
    let fits = Double(notes.count) * (edge + ink.gap) - ink.gap <= max(side.width, side.height) + 1
    let cells =
      fits
      ? notes.indices.map { index in
        let start = Double(index) * (edge + ink.gap)
        return isColumn
          ? Rect(x: side.x, y: side.y + start, width: edge, height: edge)
          : Rect(x: side.x + side.width - start - edge, y: side.y, width: edge, height: edge)
      }
      : StoryboardGrid.cells(shapes: notes.map(\.shape), in: side, gap: ink.gap)
    for (note, cell) in zip(notes, cells) {
      StoryboardCard(member: note, ink: ink).draw(on: &canvas, in: cell)
    }
  }

  /// Characters first and larger, objects beside or below them.
  private func drawCast(on canvas: inout Canvas, in stage: Rect) {
    let (characters, objects) = (cast.characters, cast.objects)
    let weight = Double(characters.count)
    let share = weight / max(1, weight + Double(objects.count) * 0.45)
    var first = stage
    var second = stage
    if stage.width >= stage.height {
      first.width = (stage.width - ink.gap) * share
      second.width = stage.width - ink.gap - first.width
      second.x = stage.x + first.width + ink.gap
      if !characters.isEmpty {
        second.height = stage.height * 0.62
        second.y = stage.y + stage.height - second.height
      }
    } else {
      first.height = (stage.height - ink.gap) * share
      second.height = stage.height - ink.gap - first.height
      second.y = stage.y + first.height + ink.gap
    }
    if objects.isEmpty { first = stage }
    if characters.isEmpty { second = stage }
    place(objects, in: second, on: &canvas)
    place(characters, in: first, on: &canvas)
  }

  private func place(
    _ members: [StoryboardCast.Member], in area: Rect, on canvas: inout Canvas
  ) {
    let cells = StoryboardGrid.cells(shapes: members.map(\.shape), in: area, gap: ink.gap)
    for (member, cell) in zip(members, cells) {
      StoryboardCard(member: member, ink: ink).draw(on: &canvas, in: cell)
    }
  }
}
