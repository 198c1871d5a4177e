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
      let width = min(area.width * 0.22, area.height * 0.36)
      let side = Rect(
        x: area.x + area.width - width, y: area.y, width: width, height: area.height)
      let rest = area.width - width - ink.gap
      return (Rect(x: area.x, y: area.y, width: rest, height: area.height), side)
    }
    let height = min(area.height * 0.18, area.width * 0.4)
    let side = Rect(x: area.x, y: area.y, width: area.width, height: height)
    let top = area.y + height + ink.gap
    return (
      Rect(x: area.x, y: top, width: area.width, height: area.y + area.height - top), side
    )
  }

  private func drawNotes(
    _ notes: [StoryboardCast.Member], on canvas: inout Canvas, in side: Rect
  ) {
    let isColumn = side.height > side.width
    let cells = (0..<notes.count).map { index in
      let share = Double(index)
      return isColumn
        ? Rect(
          x: side.x, y: side.y + share * (side.width + ink.gap), width: side.width,
          height: side.width)
        : Rect(
          x: side.x + side.width - (share + 1) * (side.height + ink.gap) + ink.gap, y: side.y,
          width: side.height, height: side.height)
    }
    for (note, cell) in zip(notes, cells)
    where cell.y + cell.height <= side.y + side.height + 1 && cell.x >= side.x - 1 {
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
    let cells = StoryboardGrid.cells(members.count, in: area, gap: ink.gap)
    for (member, cell) in zip(members, cells) {
      StoryboardCard(member: member, ink: ink).draw(on: &canvas, in: cell)
    }
  }
}
