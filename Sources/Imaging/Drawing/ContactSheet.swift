/// Pictures with their words for people: a model sheet, or generations side by side.
package struct ContactSheet: Sendable {
  /// A picture with its words, each empty for none.
  package struct Tile: Sendable {
    package var image: Raster
    /// What it shows.
    package var title: String
    /// A sentence about it.
    package var caption: String
    /// Small print.
    package var note: String
    /// What it belongs to; stands above the first of its group in each row.
    package var group: String
    /// Whether its title is marked.
    package var isMarked: Bool

    /// A tile from its parts.
    package init(
      image: Raster, title: String, caption: String = "", note: String = "", group: String = "",
      isMarked: Bool = false
    ) {
      self.image = image
      self.title = title
      self.caption = caption
      self.note = note
      self.group = group
      self.isMarked = isMarked
    }
  }

  /// The words above the pictures, each empty for none.
  package struct Header: Sendable {
    package var title: String
    /// Small print below the title.
    package var subtitle: String
    package var description: String
    /// One line each.
    package var facts: [String]

    /// A header from its parts.
    package init(
      title: String, subtitle: String = "", description: String = "", facts: [String] = []
    ) {
      self.title = title
      self.subtitle = subtitle
      self.description = description
      self.facts = facts
    }
  }

  /// How tiles stand.
  package enum Arrangement: Sendable, Hashable {
    /// In columns of one width each, so that what stands below another can be compared.
    case table
    /// In rows from margin to margin, pictures of a row equally high.
    case lines
  }

  /// What stands above the pictures.
  package var header: Header
  /// The pictures, row by row.
  package var tiles: [Tile]
  package var arrangement: Arrangement
  /// Pictures in a row; `nil` lets their number and shapes decide.
  package var columns: Int?
  /// About how long a picture's longer side is, in pixels; all else grows with it.
  package var tileEdge: Int

  /// A sheet of `tiles`.
  package init(
    header: Header, tiles: [Tile], arrangement: Arrangement = .table, columns: Int? = nil,
    tileEdge: Int = 320
  ) {
    self.header = header
    self.tiles = tiles
    self.arrangement = arrangement
    self.columns = columns
    self.tileEdge = tileEdge
  }

  /// A sheet of `tiles` with a title and no more.
  package init(title: String = "", tiles: [Tile], columns: Int? = nil, tileEdge: Int = 320) {
    self.init(header: Header(title: title), tiles: tiles, columns: columns, tileEdge: tileEdge)
  }

  /// Draws the sheet; without fonts, without words.
  package func draw(fonts: [Font]) -> Raster {
    let plan = SheetPlan(self, style: SheetStyle(fonts: fonts, edge: tileEdge, words: firstWords))
    var canvas = Canvas(
      width: plan.size.width, height: plan.size.height, background: SheetStyle.paper)
    plan.header.draw(on: &canvas)
    plan.drawGroups(on: &canvas)
    for (tile, place) in zip(tiles, plan.layout.places) {
      let covered = canvas.draw(tile.image, in: place.picture)
      canvas.stroke(covered.inset(by: -0.5), SheetStyle.ink.withAlpha(36))
      TileWords(tile, style: plan.style).draw(in: place.words, on: &canvas)
    }
    return canvas.raster
  }

  /// What decides on which side the sheet's lines begin.
  private var firstWords: String {
    let words = [header.title, header.description] + tiles.map(\.caption)
    return words.first { !$0.isEmpty } ?? ""
  }
}
