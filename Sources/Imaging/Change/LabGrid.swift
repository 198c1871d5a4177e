/// A picture averaged over cells of 4 by 4 pixels in linear light, in OKLab.
///
/// An average is nearly free of the noise, the blocks of JPEG and the ringing of single pixels.
struct LabGrid {
  let columns: Int
  let rows: Int
  /// The cells that the picture covers.
  let covered: (columns: Range<Int>, rows: Range<Int>)
  var lightness: [Float]
  var greenRed: [Float]
  var blueYellow: [Float]

  /// The grid of an opaque picture.
  init(_ raster: Raster) { self.init(raster, under: raster.size, at: .same) }

  /// The part of an opaque picture that lies under a frame, in cells of the frame.
  ///
  /// - Parameters:
  ///   - raster: the picture.
  ///   - frame: the size of the frame, in its own pixels.
  ///   - placement: where the frame's points lie in the picture.
  init(_ raster: Raster, under frame: Size, at placement: Placement) {
    let across = CellAxis(
      length: frame.width, source: raster.width, ratio: placement.ratio, offset: placement.x)
    let down = CellAxis(
      length: frame.height, source: raster.height, ratio: placement.ratio, offset: placement.y)
    columns = across.starts.count
    rows = down.starts.count
    covered = (across.covered, down.covered)
    lightness = [Float](repeating: 0, count: columns * rows)
    (greenRed, blueYellow) = (lightness, lightness)
    fill(from: Self.averaged(Self.averaged(raster, across), columns: columns, down))
  }

  /// Linear light averaged along lines: three values for each cell of each line of pixels.
  private static func averaged(_ raster: Raster, _ axis: CellAxis) -> [Float] {
    let (width, taps, channels, cells) = (
      raster.width, axis.taps, raster.channels, axis.starts.count
    )
    var lines = [Float](repeating: 0, count: raster.height * cells * 3)
    lines.withUnsafeMutableBufferPointer { lines in
      raster.pixels.withUnsafeBufferPointer { pixels in
        OKLab.light.withUnsafeBufferPointer { light in
          axis.weights.withUnsafeBufferPointer { weights in
            for y in 0..<raster.height {
              for cell in axis.covered {
                var pixel = (y * width + axis.starts[cell]) * channels
                var (red, green, blue) = (Float(0), Float(0), Float(0))
                for tap in cell * taps..<(cell + 1) * taps {
                  let weight = weights[tap]
                  red += weight * light[Int(pixels[pixel])]
                  green += weight * light[Int(pixels[pixel + 1])]
                  blue += weight * light[Int(pixels[pixel + 2])]
                  pixel += channels
                }
                let start = (y * cells + cell) * 3
                lines[start] = red
                lines[start + 1] = green
                lines[start + 2] = blue
              }
            }
          }
        }
      }
    }
    return lines
  }

  /// Lines averaged downwards: three values for each cell.
  private static func averaged(_ lines: [Float], columns: Int, _ axis: CellAxis) -> [Float] {
    let (length, taps) = (columns * 3, axis.taps)
    var cells = [Float](repeating: 0, count: axis.starts.count * length)
    cells.withUnsafeMutableBufferPointer { cells in
      lines.withUnsafeBufferPointer { lines in
        for row in axis.covered {
          for tap in 0..<taps {
            let weight = axis.weights[row * taps + tap]
            let (from, to) = ((axis.starts[row] + tap) * length, row * length)
            for index in 0..<length { cells[to + index] += weight * lines[from + index] }
          }
        }
      }
    }
    return cells
  }

  private mutating func fill(from light: [Float]) {
    for row in covered.rows {
      for cell in row * columns + covered.columns.lowerBound..<row * columns
        + covered.columns.upperBound
      {
        let color = OKLab.color(
          red: light[cell * 3], green: light[cell * 3 + 1], blue: light[cell * 3 + 2])
        lightness[cell] = color.lightness
        greenRed[cell] = color.greenRed
        blueYellow[cell] = color.blueYellow
      }
    }
  }
}
