/// The size of a character cell, in pixels.
struct CellSize: Hashable, Sendable {
  let width: Int
  let height: Int

  /// What is assumed where a terminal does not say: cells of most fonts are twice as high as wide.
  static let assumed = CellSize(clampedWidth: 10, height: 20)

  /// Refuses what no font has, so that nothing computed from it can overflow.
  init?(width: Int, height: Int) {
    guard (1...512).contains(width), (1...512).contains(height) else { return nil }
    self.init(clampedWidth: width, height: height)
  }

  private init(clampedWidth width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// The cells that a picture takes, and the pixels that are drawn in them.
struct CellBox: Hashable, Sendable {
  /// At least 1.
  let columns: Int
  /// At least 1.
  let rows: Int
  /// The size to which the picture is scaled for ``PictureProtocol/sixel``: inside the box, in its own proportions.
  let pixelWidth: Int
  let pixelHeight: Int
  /// How many half cells high the picture is for ``PictureProtocol/blocks``, where it is ``columns`` pixels wide.
  let halfRows: Int

  /// The box of a picture of `width` x `height` pixels, rounded to whole cells, never larger than its own pixels but
  /// for that, at most `columns` x `rows`.
  ///
  /// - Parameters:
  ///   - columns: the most it may take, such as the width of the terminal.
  ///   - rows: the most it may take; at most the height of the screen less 2, so that it can be placed at all.
  init(width: Int, height: Int, columns: Int, rows: Int, cell: CellSize = .assumed) {
    let (most, own) = (Limit(columns, rows), Limit(width, height, most: 1 << 30))
    let (cellWidth, cellHeight) = (Double(cell.width), Double(cell.height))
    let scale = min(
      1, most.width * cellWidth / own.width, most.height * cellHeight / own.height)
    let exact = (own.width * scale / cellWidth, own.height * scale / cellHeight)
    self.columns = Self.whole(exact.0, most: most.width)
    self.rows = Self.whole(exact.1, most: most.height)
    halfRows = Self.whole(exact.1 * 2, most: Double(self.rows * 2))
    let room = (Double(self.columns) * cellWidth, Double(self.rows) * cellHeight)
    let fit = min(1, room.0 / own.width, room.1 / own.height)
    pixelWidth = Self.whole(own.width * fit, most: room.0)
    pixelHeight = Self.whole(own.height * fit, most: room.1)
  }

  private static func whole(_ exact: Double, most: Double) -> Int {
    Int(max(1, min(exact.rounded(), most)))
  }

  /// Two lengths from outside, each from 1 to `most`.
  private struct Limit {
    let width: Double
    let height: Double

    init(_ width: Int, _ height: Int, most: Int = 4096) {
      self.width = Double(min(max(width, 1), most))
      self.height = Double(min(max(height, 1), most))
    }
  }

  /// The box of pixels that are shown as they are.
  init(covering pixels: PixelRows, cell: CellSize) {
    columns = (pixels.width + cell.width - 1) / cell.width
    rows = (pixels.height + cell.height - 1) / cell.height
    halfRows = rows * 2
    pixelWidth = pixels.width
    pixelHeight = pixels.height
  }

  /// A box of just these cells.
  init(columns: Int, halfRows: Int) {
    self.columns = columns
    self.halfRows = halfRows
    rows = (halfRows + 1) / 2
    pixelWidth = columns
    pixelHeight = halfRows
  }
}
