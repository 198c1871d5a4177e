/// A grid of labeled pictures.
package struct ContactSheet: Sendable {
  /// A picture with its words.
  package struct Tile: Sendable {
    package var image: Raster
    package var title: String
    package var caption: String

    /// A tile from its parts; empty words take no room if no other tile has any.
    package init(image: Raster, title: String, caption: String = "") {
      self.image = image
      self.title = title
      self.caption = caption
    }
  }

  /// Words above the grid; empty for none.
  package var title: String
  /// The pictures, row by row.
  package var tiles: [Tile]
  /// Pictures in a row; `nil` for about as many columns as rows.
  package var columns: Int?
  /// The side of the square that each picture is fitted into, in pixels.
  package var tileEdge: Int

  /// A sheet of `tiles`.
  package init(title: String = "", tiles: [Tile], columns: Int? = nil, tileEdge: Int = 320) {
    self.title = title
    self.tiles = tiles
    self.columns = columns
    self.tileEdge = tileEdge
  }

  /// Draws the sheet; without fonts, without words.
  package func draw(fonts: [Font]) -> Raster {
    let grid = SheetGrid(self, fonts: fonts)
    var canvas = Canvas(
      width: grid.size.width, height: grid.size.height, background: Color(hex: 0xF3F1EC))
    canvas.drawText(title, in: grid.heading, style: grid.headingStyle, maxLines: 1)
    for (index, tile) in tiles.enumerated() {
      draw(tile, in: grid.card(index), grid: grid, on: &canvas)
    }
    return canvas.raster
  }

  private func draw(_ tile: Tile, in card: Rect, grid: SheetGrid, on canvas: inout Canvas) {
    let radius = grid.unit
    let shadow = Color(hex: 0x2B2620).withAlpha(14)
    for spread in [0.0, 1, 2] {
      let below = Rect(
        x: card.x - spread, y: card.y + 2 - spread / 2, width: card.width + 2 * spread,
        height: card.height + 2 * spread)
      canvas.fill(below, shadow, cornerRadius: radius + spread)
    }
    canvas.fill(card, .white, cornerRadius: radius)
    let picture = grid.picture(in: card)
    canvas.fill(picture, Color(hex: 0xF7F6F3), cornerRadius: radius / 2)
    canvas.draw(tile.image, in: picture, cornerRadius: radius / 2)
    var words = grid.words(in: card)
    words.y += canvas.drawText(tile.title, in: words, style: grid.titleStyle, maxLines: 1)
    canvas.drawText(
      tile.caption, in: words, style: grid.captionStyle, maxLines: SheetGrid.captionLines)
  }
}
