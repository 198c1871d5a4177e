package import TroupeImaging

/// Pictures with text, for people: a model sheet, or generations side by side.
package struct ContactSheet: Sendable {
  /// A picture with its texts, each of which may be empty.
  package struct Tile: Sendable {
    package var image: Raster
    /// What it shows.
    package var title: String
    /// A sentence about it.
    package var caption: String
    /// A note in small type.
    package var note: String
    /// The group's name, drawn above the first picture of the group in each row.
    package var group: String
    /// Whether its title is marked.
    package var isMarked: Bool

    /// A tile.
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

  /// The texts above the pictures, each of which may be empty.
  package struct Header: Sendable {
    package var title: String
    /// A line in small type below the title.
    package var subtitle: String
    package var description: String
    /// A list with one line for each fact.
    package var facts: [String]

    /// A header.
    package init(
      title: String, subtitle: String = "", description: String = "", facts: [String] = []
    ) {
      self.title = title
      self.subtitle = subtitle
      self.description = description
      self.facts = facts
    }
  }

  /// How tiles are arranged.
  package enum Arrangement: Sendable, Hashable {
    /// In columns of equal width in all rows, so that pictures in a column can be compared.
    case table
    /// In rows from margin to margin, with pictures of equal height in a row.
    case lines
  }

  /// The text above the pictures.
  package var header: Header
  /// The pictures, row by row.
  package var tiles: [Tile]
  package var arrangement: Arrangement
  /// The number of pictures in a row; `nil` derives it from their number and aspect ratios.
  package var columns: Int?
  /// The approximate long edge of a picture, in pixels; everything else scales with it.
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

  /// A sheet of `tiles` with only a title.
  package init(title: String = "", tiles: [Tile], columns: Int? = nil, tileEdge: Int = 320) {
    self.init(header: Header(title: title), tiles: tiles, columns: columns, tileEdge: tileEdge)
  }

  /// Draws the sheet; without fonts it has no text.
  package func draw(fonts: [Font]) -> Raster {
    let plan = SheetPlan(
      self, style: SheetStyle(fonts: fonts, edge: tileEdge, firstText: firstText))
    var canvas = Canvas(
      width: plan.size.width, height: plan.size.height, background: SheetStyle.background)
    plan.header.draw(on: &canvas)
    plan.drawGroups(on: &canvas)
    for (tile, place) in zip(tiles, plan.layout.places) {
      let covered = canvas.draw(tile.image, in: place.picture)
      canvas.stroke(covered.inset(by: -0.5), SheetStyle.text.withAlpha(36))
      TileText(tile, style: plan.style).draw(in: place.text, on: &canvas)
    }
    return canvas.raster
  }

  /// The text whose direction decides on which side the sheet's lines begin.
  private var firstText: String {
    let texts = [header.title, header.description] + tiles.map(\.caption)
    return texts.first { !$0.isEmpty } ?? ""
  }
}
