extension LabGrid {
  /// The grid moved by a share of a cell, -1...1, mixed from neighboring cells.
  func moved(across: Float, down: Float) -> LabGrid {
    var copy = self
    copy.lightness = moved(lightness, across, down)
    copy.greenRed = moved(greenRed, across, down)
    copy.blueYellow = moved(blueYellow, across, down)
    return copy
  }

  private func moved(_ values: [Float], _ across: Float, _ down: Float) -> [Float] {
    var result = values
    let (stepX, stepY) = (across < 0 ? -1 : 1, down < 0 ? -1 : 1)
    let (shareX, shareY) = (abs(across), abs(down))
    for row in covered.rows {
      let next = covered.rows.contains(row + stepY) ? row + stepY : row
      for column in covered.columns {
        let side = covered.columns.contains(column + stepX) ? column + stepX : column
        let near =
          values[row * columns + column] * (1 - shareX)
          + values[row * columns + side] * shareX
        let far =
          values[next * columns + column] * (1 - shareX)
          + values[next * columns + side] * shareX
        result[row * columns + column] = near * (1 - shareY) + far * shareY
      }
    }
    return result
  }
}
