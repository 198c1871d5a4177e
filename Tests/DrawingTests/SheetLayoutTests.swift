import Testing

@testable import TroupeDrawing
import TroupeImaging

@Suite("Sheet layout")
struct SheetLayoutTests {
  static let mixes: [[Double]] = [
    [0.75], [4], [0.2], [0.75, 0.75, 0.75, 0.75], [1.78, 0.75, 1, 4, 0.24],
    (0..<60).map { [0.75, 0.75, 1.33, 1.78, 1][$0 % 5] },
  ]

  private func layout(_ shapes: [Double], _ sharing: SheetLayout.Sharing) -> SheetLayout {
    let rows =
      sharing == .lines
      ? PictureRows.rows(shapes: shapes, count: max(1, shapes.count / 5))
      : PictureRows.rows(of: shapes.count, columns: 4)
    return SheetLayout(
      shapes: shapes, rows: rows, sharing: sharing,
      area: Rect(x: 30, y: 50, width: 1400, height: 0),
      spacing: SheetLayout.Spacing(across: 20, down: 30, heading: 25),
      textHeight: { index, width in Double(20 + index % 3 * 15) + (width < 150 ? 30 : 0) })
  }

  @Test(
    "every picture is whole, in its shape, and clear of the others and their words",
    arguments: mixes, [SheetLayout.Sharing.lines, .table])
  func sound(shapes: [Double], sharing: SheetLayout.Sharing) {
    let layout = layout(shapes, sharing)
    #expect(layout.places.count == shapes.count)
    let boxes = layout.places.flatMap { [$0.picture, $0.text] }
    for (index, box) in boxes.enumerated() {
      #expect(box.x >= 30 && box.x + box.width <= 1430 && box.y >= 50)
      #expect(box.y + box.height <= layout.bottom)
      for other in boxes[(index + 1)...] { #expect(!box.overlaps(other)) }
    }
    for (place, shape) in zip(layout.places, shapes) {
      let picture = place.picture
      #expect(picture.isWhole)
      #expect(
        abs(picture.width - picture.height * shape) <= max(1, shape)
          || abs(picture.height - picture.width / shape) <= 1)
      #expect(place.text.y == picture.y + picture.height)
    }
  }

  @Test("lines reach from margin to margin")
  func flush() {
    let layout = layout(Self.mixes[5], .lines)
    for row in layout.rows {
      let first = layout.places[row.lowerBound].picture
      let last = layout.places[row.upperBound - 1].picture
      #expect(first.x == 30 && abs(last.x + last.width - 1430) <= 2)
      #expect(Set(layout.places[row].map(\.picture.height)).count == 1)
    }
  }

  @Test("in a table, what stands below another begins where it does")
  func aligned() {
    let layout = layout([0.75, 1.78, 1.78, 1.33, 0.75, 1.33, 1.33, 1.33], .table)
    for column in 0..<4 {
      #expect(layout.places[column].text.x == layout.places[column + 4].text.x)
      #expect(layout.places[column].text.width == layout.places[column + 4].text.width)
    }
  }

  @Test("rows are as even as any breaking in order could make them")
  func even() {
    let shapes = [0.75, 1.78, 1, 0.5, 2.2, 0.75, 0.75, 1.33]
    for count in 1...shapes.count {
      let rows = PictureRows.rows(shapes: shapes, count: count)
      #expect(rows.count == count && rows.flatMap { Array($0) } == Array(shapes.indices))
      #expect(abs(cost(rows, shapes) - leastCost(shapes, count)) < 1e-9)
    }
  }

  private func cost(_ rows: [Range<Int>], _ shapes: [Double]) -> Double {
    rows.map { shapes[$0].reduce(0, +) }.reduce(0) { $0 + $1 * $1 }
  }

  /// By trying every set of breaks.
  private func leastCost(_ shapes: [Double], _ count: Int) -> Double {
    let gaps = shapes.count - 1
    let costs = (0..<(1 << gaps)).filter { $0.nonzeroBitCount == count - 1 }.map { breaks in
      let starts = [0] + (0..<gaps).filter { breaks >> $0 & 1 == 1 }.map { $0 + 1 }
      return cost(zip(starts, starts.dropFirst() + [shapes.count]).map { $0..<$1 }, shapes)
    }
    return costs.min() ?? 0
  }
}

extension Rect {
  func overlaps(_ other: Rect) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  var isWhole: Bool { [x, y, width, height].allSatisfy { $0 == $0.rounded() } }
}
