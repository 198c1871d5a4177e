import Foundation

/// How the frame of a picture lies in that of another that shows the same.
package enum Framing: Sendable, Hashable {
  case same
  /// It shows a part of the other.
  case part
  /// The other shows a part of it.
  case wider
}

extension Raster {
  /// How this picture is framed, compared with another one of nearly the same content.
  ///
  /// FramingTests justifies the figures: saving a picture again at a quarter of the size, at quality 30
  /// or a little brighter leaves no frame that fits better, and cutting off a fiftieth does.
  package func framing(in other: Raster) -> Framing {
    let (own, others) = (GrayField(self), GrayField(other))
    let (part, wider) = (own.bestFrame(in: others), others.bestFrame(in: own))
    let best = min(part.misfit, wider.misfit)
    guard best < 0.75 * own.misfit(.whole, in: others) else { return .same }
    return part.misfit <= wider.misfit ? .part : .wider
  }
}

/// The luminance of a picture on a square, whatever its shape.
struct GrayField {
  private static let side = 64
  /// Points along each side at which pictures are compared.
  private static let points = 40
  private let values: [Double]

  init(_ raster: Raster) {
    let small = raster.flattened().resized(width: Self.side, height: Self.side)
    let pixels = small.pixels
    values = (0..<Self.side * Self.side).map { index in
      let red = Double(pixels[index * 3]), green = Double(pixels[index * 3 + 1])
      let blue = Double(pixels[index * 3 + 2])
      return 0.299 * red + 0.587 * green + 0.114 * blue
    }
  }

  /// The part of `other` that this picture fits best, found by moving the edges of `start` in ever smaller steps.
  func bestFrame(
    in other: GrayField, from start: PartFrame = .whole
  ) -> (frame: PartFrame, misfit: Double) {
    let own = samples(.whole)
    var best = (frame: start, misfit: Self.misfit(own, other.samples(start)))
    for step in [0.08, 0.04, 0.02, 0.01, 0.005] {
      for _ in 0..<6 {
        let before = best.misfit
        for edge in 0..<4 {
          for way in [step, -step] {
            guard let frame = best.frame.moving(edge, by: way) else { continue }
            let misfit = Self.misfit(own, other.samples(frame))
            if misfit < best.misfit { best = (frame, misfit) }
          }
        }
        if best.misfit == before { break }
      }
    }
    return best
  }

  func misfit(_ frame: PartFrame, in other: GrayField) -> Double {
    Self.misfit(samples(.whole), other.samples(frame))
  }

  /// The mean difference of two sets of samples, their brightness made equal; at least half a level,
  /// which is noise.
  static func misfit(_ one: [Double], _ other: [Double]) -> Double {
    let count = Double(one.count)
    let shift = (one.reduce(0, +) - other.reduce(0, +)) / count
    return max(zip(one, other).reduce(0) { $0 + abs($1.0 - $1.1 - shift) } / count, 0.5)
  }

  /// Values at points evenly spread over `frame`, mixed from their neighbors.
  func samples(_ frame: PartFrame) -> [Double] {
    func places(_ low: Double, _ high: Double) -> [(index: Int, share: Double)] {
      (0..<Self.points).map { point in
        let place = low + (high - low) * (Double(point) + 0.5) / Double(Self.points)
        let position = min(max(place * Double(Self.side) - 0.5, 0), Double(Self.side - 1))
        let index = min(Int(position), Self.side - 2)
        return (index, position - Double(index))
      }
    }
    let columns = places(frame.edges[0], frame.edges[2])
    return places(frame.edges[1], frame.edges[3]).flatMap { row in
      columns.map { column in
        let start = row.index * Self.side + column.index
        let above = values[start] * (1 - column.share) + values[start + 1] * column.share
        let below =
          values[start + Self.side] * (1 - column.share)
          + values[start + Self.side + 1] * column.share
        return above * (1 - row.share) + below * row.share
      }
    }
  }
}
