import TroupeCImaging

/// The luminance of a picture, summed up so that the grid of any part of it costs no more than that of the whole.
struct LuminanceSums {
  private let width: Int
  private let height: Int
  /// Of all pixels above and to the left of each corner. Sums may wrap; differences of them do not.
  private let sums: [UInt32]

  /// Transparent parts count as white.
  init(_ raster: Raster) {
    let raster = raster.flattened()
    let (width, height) = (raster.width, raster.height)
    self.width = width
    self.height = height
    sums = raster.pixels.withUnsafeBufferPointer { pixels in
      let stride = width + 1
      return [UInt32](unsafeUninitializedCapacity: stride * (height + 1)) { sums, count in
        for x in 0..<stride { sums[x] = 0 }
        for y in 0..<height {
          let (above, here) = (y * stride, (y + 1) * stride)
          sums[here] = 0
          var line: UInt32 = 0
          for x in 0..<width {
            let start = (y * width + x) * 3
            let (red, green) = (UInt32(pixels[start]), UInt32(pixels[start + 1]))
            line &+= (77 * red + 150 * green + 29 * UInt32(pixels[start + 2]) + 128) >> 8
            sums[here + x + 1] = sums[above + x + 1] &+ line
          }
        }
        count = stride * (height + 1)
      }
    }
  }

  /// The grid of a part; `nil` where it has less than a pixel for each cell.
  func grid(of frame: PartFrame) -> LuminanceGrid? {
    let (columns, rows) = (Int(ti_grid_columns), Int(ti_grid_rows))
    let (left, right) = (frame.edge(0, of: width), frame.edge(2, of: width))
    let (top, bottom) = (frame.edge(1, of: height), frame.edge(3, of: height))
    guard right - left >= columns, bottom - top >= rows else { return nil }
    let across = (0...columns).map { left + $0 * (right - left) / columns }
    let down = (0...rows).map { (top + $0 * (bottom - top) / rows) * (width + 1) }
    var values: [UInt16] = []
    values.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let sum =
          sums[down[row + 1] + across[column + 1]] &- sums[down[row] + across[column + 1]]
          &- sums[down[row + 1] + across[column]] &+ sums[down[row] + across[column]]
        let area =
          (across[column + 1] - across[column]) * (down[row + 1] - down[row]) / (width + 1)
        values.append(UInt16(truncatingIfNeeded: Int(sum) * 256 / area))
      }
    }
    return LuminanceGrid(columns: columns, rows: rows, values: values)
  }
}

/// The edges of a part of a picture, as shares of its width and height from the upper left: left, top, right, bottom.
package struct PartFrame: Sendable, Hashable {
  package let edges: [Double]

  package static let whole = PartFrame(edges: [0, 0, 1, 1])

  /// Parts of which one is near to most parts that people cut out: three sizes, in three places along each side.
  package static let usual: [PartFrame] = [0.9, 0.8, 0.7].flatMap { share in
    [0, 0.5, 1].flatMap { down in
      [0, 0.5, 1].map { across in
        let (left, top) = ((1 - share) * across, (1 - share) * down)
        return PartFrame(edges: [left, top, left + share, top + share])
      }
    }
  }

  /// The place of an edge among so many pixels.
  func edge(_ number: Int, of length: Int) -> Int {
    min(Int((edges[number] * Double(length)).rounded()), length)
  }

  /// With one edge moved; `nil` if that leaves the picture, or less than a third of it.
  func moving(_ edge: Int, by step: Double) -> PartFrame? {
    var moved = edges
    moved[edge] = min(max(moved[edge] + step, 0), 1)
    guard moved != edges, moved[2] - moved[0] > 0.34, moved[3] - moved[1] > 0.34 else { return nil }
    return PartFrame(edges: moved)
  }
}
