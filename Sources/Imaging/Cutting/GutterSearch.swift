/// Finds the pictures on a sheet: what stands between rows, and in each row between columns, of one even color.
struct GutterSearch {
  /// The pictures, row by row, each to the middle of the gutters around it.
  private(set) var areas: [PixelArea] = []

  private let raster: Raster
  private let background: [Int]

  /// How far a value of a background pixel may be from the background's: compression leaves noise there.
  private static let tolerance = 20
  /// The share of a row or column that may be other than background: specks.
  private static let specks = 0.004
  /// The least width of a gutter, and of a picture, as a share of the sheet's side.
  private static let narrowest = (gutter: 0.006, picture: 0.03)
  /// Rows lower than this share of the highest are captions.
  private static let lowest = 0.2

  init(_ raster: Raster) {
    self.raster = raster.flattened()
    background = Self.background(of: self.raster)
    let whole = PixelArea(x: 0, y: 0, width: raster.width, height: raster.height)
    var rows = bands(count: whole.height) { isBackground(row: $0) }
    let highest = rows.map(\.picture.count).max() ?? 0
    rows.removeAll { Double($0.picture.count) < Double(highest) * Self.lowest }
    for row in rows {
      let columns = bands(count: whole.width) { isBackground(column: $0, in: row.picture) }
      areas += columns.map { column in
        PixelArea(
          x: column.cell.lowerBound, y: row.cell.lowerBound, width: column.cell.count,
          height: row.cell.count)
      }
    }
    if areas.isEmpty { areas = [whole] }
  }

  /// A picture's pixels along one side, and the same to the middle of the gutters at both ends.
  private typealias Band = (picture: Range<Int>, cell: Range<Int>)

  private func bands(count: Int, _ isBackground: (Int) -> Bool) -> [Band] {
    let least = max(1, Int(Double(count) * Self.narrowest.gutter))
    var pictures: [Range<Int>] = []
    for index in 0..<count where !isBackground(index) {
      if let last = pictures.last, index - last.upperBound < least {
        pictures[pictures.count - 1] = last.lowerBound..<index + 1
      } else {
        pictures.append(index..<index + 1)
      }
    }
    pictures.removeAll { Double($0.count) < Double(count) * Self.narrowest.picture }
    return pictures.indices.map { index in
      let picture = pictures[index]
      let start = index == 0 ? 0 : (pictures[index - 1].upperBound + picture.lowerBound) / 2
      let next = index + 1 < pictures.count ? pictures[index + 1].lowerBound : nil
      return (picture, start..<(next.map { (picture.upperBound + $0) / 2 } ?? count))
    }
  }

  private func isBackground(row: Int) -> Bool {
    isBackground(count: raster.width) { (row * raster.width + $0) * 3 }
  }

  private func isBackground(column: Int, in rows: Range<Int>) -> Bool {
    isBackground(count: rows.count) { ((rows.lowerBound + $0) * raster.width + column) * 3 }
  }

  private func isBackground(count: Int, _ start: (Int) -> Int) -> Bool {
    let allowed = Int(Double(count) * Self.specks)
    var others = 0
    for index in 0..<count {
      let place = start(index)
      for channel in 0..<3
      where abs(Int(raster.pixels[place + channel]) - background[channel]) > Self.tolerance {
        others += 1
        break
      }
      if others > allowed { return false }
    }
    return true
  }

  /// The middle value of each channel along the edges of the sheet.
  private static func background(of raster: Raster) -> [Int] {
    let (width, height) = (raster.width, raster.height)
    var edge: [Int] = []
    for x in 0..<width { edge += [x, (height - 1) * width + x] }
    for y in 0..<height { edge += [y * width, y * width + width - 1] }
    return (0..<3).map { (channel: Int) -> Int in
      let values = edge.map { raster.pixels[$0 * 3 + channel] }
      return Int(values.sorted()[values.count / 2])
    }
  }
}
