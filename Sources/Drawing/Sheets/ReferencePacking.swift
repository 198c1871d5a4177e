internal import Foundation
import TroupeImaging

/// The arrangement in rows in which the pictures of a reference sheet are largest.
struct ReferencePacking {
  let layout: SheetLayout
  let size: Size
  let heading: Rect
  let titleStyle: TextStyle
  let labelStyle: TextStyle
  /// Between pictures and around them, in pixels.
  let gap: Double

  /// The most lines of a label.
  static let maxLabelLines = 4

  init(_ sheet: ReferenceSheet, fonts: [Font]) {
    let longest = max(sheet.bounds.longEdge, 256)
    var best = Trial(sheet, fonts: fonts, longEdge: longest).best()
    // A sheet of small pictures may end up smaller than its bounds, for which text and gaps were sized.
    for _ in 0..<2 where max(best.size.width, best.size.height) < longest * 9 / 10 {
      best = Trial(sheet, fonts: fonts, longEdge: max(best.size.width, best.size.height)).best()
    }
    self = best
  }

  private init(_ trial: Trial, _ layout: SheetLayout, width: Int) {
    self.layout = layout
    size = Size(width: width, height: Int((layout.bottom + trial.gap).rounded(.up)))
    heading = Rect(
      x: trial.gap, y: trial.gap, width: Double(width) - 2 * trial.gap, height: trial.headingHeight)
    titleStyle = trial.titleStyle
    labelStyle = trial.labelStyle
    gap = trial.gap
  }

  /// Arrangements with text and gaps sized for a sheet of one size.
  private struct Trial {
    let shapes: [Double]
    let edges: [Double]
    let bounds: ReferenceSheet.Bounds
    let gap: Double
    let titleStyle: TextStyle
    let labelStyle: TextStyle
    let headingHeight: Double
    let labels: [LineCounter]

    private static let maxRows = 24

    /// - Parameter longEdge: the size of the sheet. Labels are legible when it is scaled to 768 pixels.
    init(_ sheet: ReferenceSheet, fonts: [Font], longEdge: Int) {
      shapes = sheet.pictures.map { Double($0.image.width) / Double($0.image.height) }
      edges = sheet.pictures.map { Double($0.image.width) }
      bounds = sheet.bounds
      let edge = Double(longEdge)
      gap = max(2, (edge / 128).rounded())
      let style = TextStyle(
        fonts: fonts, size: max(10, edge / 50), color: Color(hex: 0x101010), lineHeight: 1.25)
      labelStyle = style
      titleStyle = TextStyle(
        fonts: fonts, size: max(12, edge / 42), color: Color(hex: 0x101010), isBold: true)
      headingHeight = fonts.isEmpty || sheet.title.isEmpty ? 0 : titleStyle.height(lines: 1)
      labels = sheet.pictures.map { LineCounter($0.label, style: style) }
    }

    /// The arrangement whose pictures have the greatest geometric mean of areas, which favors equal
    /// sizes; preferably with complete labels.
    func best() -> ReferencePacking {
      let counts = 1...min(max(1, shapes.count), Self.maxRows)
      let found = counts.map { count in
        let rows = PictureRows.rows(shapes: shapes, count: count)
        let (layout, width) = largest(rows)
        return (layout: layout, width: width, score: score(layout, width))
      }
      let best = found.dropFirst().reduce(found[0]) { $1.score > $0.score ? $1 : $0 }
      return ReferencePacking(self, best.layout, width: best.width)
    }

    /// The rows at the greatest width within the bounds.
    private func largest(_ rows: [Range<Int>]) -> (SheetLayout, Int) {
      var low = 16
      var high = Int(box.width)
      while low < high {
        let middle = (low + high + 1) / 2
        if fits(layout(rows, width: middle), width: middle) {
          low = middle
        } else {
          high = middle - 1
        }
      }
      return (layout(rows, width: low), low)
    }

    private func layout(_ rows: [Range<Int>], width: Int) -> SheetLayout {
      let top = gap + (headingHeight > 0 ? headingHeight + gap / 2 : 0)
      return SheetLayout(
        shapes: shapes, rows: rows, sharing: .lines,
        area: Rect(x: gap, y: top, width: Double(width) - 2 * gap, height: 0),
        spacing: SheetLayout.Spacing(across: gap, down: gap),
        textHeight: { index, width in
          let lines = labels[index].lines(width: width)
          return lines > 0 ? labelStyle.height(lines: min(lines, maxLabelLines)) + gap / 2 : 0
        })
    }

    private var box: (width: Double, height: Double) {
      let edge = Double(max(bounds.longEdge, 256))
      guard let shape = bounds.shape, shape.isFinite, shape > 0 else { return (edge, edge) }
      return shape > 1 ? (edge, (edge / shape).rounded()) : ((edge * shape).rounded(), edge)
    }

    private func fits(_ layout: SheetLayout, width: Int) -> Bool {
      let height = (layout.bottom + gap).rounded(.up)
      let isDetailed = zip(layout.places, edges).contains { $0.picture.width <= $1 }
      guard isDetailed || edges.isEmpty else { return false }
      return height <= box.height && Double(width) * height <= Double(bounds.pixels)
    }

    private func score(_ layout: SheetLayout, _ width: Int) -> Double {
      let areas = layout.places.map { max(1, $0.picture.width * $0.picture.height) }
      let mean = areas.reduce(0) { $0 + log($1) } / Double(max(areas.count, 1))
      let cut = zip(labels, layout.places).filter {
        $0.lines(width: $1.text.width) > maxLabelLines
      }
      return mean - (fits(layout, width: width) ? 0 : 1000) - Double(cut.count)
    }
  }
}
