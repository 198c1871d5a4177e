import Testing

@testable import TroupeDrawing
import TroupeImaging

@Suite("Sheet plan", .enabled(if: Fonts.areSupported))
struct SheetPlanTests {
  private static let long = String(repeating: "a long sentence 很长的句子 ", count: 60)

  private func sheet(
    _ count: Int, header: ContactSheet.Header, arrangement: ContactSheet.Arrangement = .lines,
    columns: Int? = nil, edge: Int = 120
  ) -> ContactSheet {
    let sizes = [(60, 80), (80, 60), (160, 40), (64, 64), (20, 90)]
    let tiles = (0..<count).map { index in
      ContactSheet.Tile(
        image: Raster(width: sizes[index % 5].0, height: sizes[index % 5].1, filledWith: .black),
        title: "three-quarter", caption: index % 3 == 0 ? Self.long : "", note: "pinned · 123456",
        group: index > 3 ? "casual" : "", isMarked: index == 1)
    }
    return ContactSheet(
      header: header, tiles: tiles, arrangement: arrangement, columns: columns, tileEdge: edge)
  }

  private static let headers = [
    ContactSheet.Header(title: ""), .init(title: "Kael", subtitle: "@kael"),
    .init(title: long, subtitle: long, description: long, facts: [long, "short", ""]),
    .init(title: "كايل", description: "ساعي بريد", facts: ["ندبة"]),
  ]

  @Test(
    "texts and pictures of any number are on the sheet and do not overlap", arguments: 0..<4,
    [1, 2, 5, 23])
  func sound(header: Int, count: Int) throws {
    let font = try #require(Fonts.latin, "install fonts-dejavu-core")
    for (arrangement, columns) in [(ContactSheet.Arrangement.lines, nil), (.lines, 3), (.table, 4)]
    {
      let sheet = sheet(
        count, header: Self.headers[header], arrangement: arrangement, columns: columns)
      let plan = SheetPlan(sheet, style: SheetStyle(fonts: [font], edge: 120, firstText: "a"))
      let boxes = plan.layout.places.flatMap { [$0.picture, $0.text] }
      for (index, box) in boxes.enumerated() {
        #expect(box.x >= plan.style.unit && box.y >= plan.header.bottom)
        #expect(box.x + box.width <= Double(plan.size.width) - plan.style.unit)
        #expect(box.y + box.height <= Double(plan.size.height) - plan.style.unit)
        for other in boxes[(index + 1)...] { #expect(!box.overlaps(other)) }
      }
    }
  }

  @Test("the edges are empty")
  func margins() throws {
    let font = try #require(Fonts.latin, "install fonts-dejavu-core")
    for header in Self.headers {
      let drawn = sheet(5, header: header).draw(fonts: [font])
      let (right, bottom) = (drawn.width - 1, drawn.height - 1)
      let frame =
        (0...right).flatMap { [drawn[$0, 3], drawn[$0, bottom - 3]] }
        + (0...bottom).flatMap { [drawn[3, $0], drawn[right - 3, $0]] }
      #expect(Set(frame) == [SheetStyle.background])
    }
  }

  @Test("a sheet with a first text from right to left begins on the right")
  func side() throws {
    let font = try #require(Fonts.latin, "install fonts-dejavu-core")
    let drawn = sheet(1, header: Self.headers[3]).draw(fonts: [font])
    let unit = SheetStyle(fonts: [font], edge: 120, firstText: "").unit
    let titleRows = Int(unit * 2)..<Int(unit * 4)
    func inked(_ columns: Range<Int>) -> Bool {
      columns.contains { x in titleRows.contains { drawn[x, $0].red < 128 } }
    }
    #expect(inked(drawn.width * 2 / 3..<drawn.width) && !inked(0..<drawn.width / 3))
  }
}
