/// A rectangle of pixels.
package struct PixelArea: Sendable, Hashable {
  /// Pixels from the left.
  package var x: Int
  /// Pixels from the top.
  package var y: Int
  /// Pixels across.
  package var width: Int
  /// Pixels down.
  package var height: Int

  /// A rectangle.
  package init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// The cells of a grid over a picture, row by row. No pixel is in two, and none in no cell: where the sides cannot be
  /// divided, some cells are a pixel larger.
  /// - Parameters:
  ///   - columns: 1 to `width`.
  ///   - rows: 1 to `height`.
  package static func grid(
    width: Int, height: Int, columns: Int, rows: Int
  ) -> [PixelArea] {
    (0..<rows).flatMap { row in
      let (top, bottom) = (row * height / rows, (row + 1) * height / rows)
      return (0..<columns).map { column in
        let (left, right) = (column * width / columns, (column + 1) * width / columns)
        return PixelArea(x: left, y: top, width: right - left, height: bottom - top)
      }
    }
  }
}
