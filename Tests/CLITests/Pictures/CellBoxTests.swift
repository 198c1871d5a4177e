import Testing

@testable import TroupeCLI

@Suite struct CellBoxTests {
  @Test("a large picture fills the width or the height, and keeps its proportions")
  func fits() {
    let square = CellBox(width: 1024, height: 1024, columns: 80, rows: 20)
    #expect((square.columns, square.rows) == (40, 20))
    #expect((square.pixelWidth, square.pixelHeight, square.halfRows) == (400, 400, 40))
    let wide = CellBox(width: 2000, height: 500, columns: 80, rows: 20)
    #expect((wide.columns, wide.rows) == (80, 10))
  }

  @Test("the size of a cell counts")
  func cells() throws {
    let cell = try #require(CellSize(width: 8, height: 8))
    let box = CellBox(width: 1024, height: 1024, columns: 80, rows: 20, cell: cell)
    #expect((box.columns, box.rows, box.pixelWidth) == (20, 20, 160))
    #expect(CellSize(width: 0, height: 20) == nil)
    #expect(CellSize(width: 10, height: Int.max) == nil)
  }

  @Test("a small picture is not enlarged, and takes a cell at least")
  func small() {
    let small = CellBox(width: 100, height: 100, columns: 80, rows: 20)
    #expect((small.columns, small.rows, small.pixelWidth) == (10, 5, 100))
    let dot = CellBox(width: 1, height: 1, columns: 80, rows: 20)
    #expect((dot.columns, dot.rows, dot.halfRows, dot.pixelHeight) == (1, 1, 1, 1))
  }

  @Test(
    "whatever is asked, the box is inside its bounds",
    arguments: [
      (0, 0, 0, 0), (Int.max, 1, 80, 20), (1, Int.max, 80, 20),
      (Int.max, Int.max, Int.max, Int.max),
      (-5, -5, -5, -5), (227, 149, 25, 3),
    ])
  func bounds(width: Int, height: Int, columns: Int, rows: Int) {
    let box = CellBox(width: width, height: height, columns: columns, rows: rows)
    #expect((1...max(columns, 1)).contains(box.columns) && (1...max(rows, 1)).contains(box.rows))
    #expect((1...box.columns * 10).contains(box.pixelWidth))
    #expect((1...box.rows * 20).contains(box.pixelHeight))
    #expect((box.halfRows + 1) / 2 == box.rows)
  }

  @Test("pixels that are not as many as their size says are refused")
  func pixels() {
    #expect(PixelRows(width: 2, height: 1, channels: 3, bytes: [1, 2, 3, 4, 5, 6]) != nil)
    #expect(PixelRows(width: 2, height: 1, channels: 4, bytes: [1, 2, 3, 4, 5, 6]) == nil)
    #expect(PixelRows(width: 0, height: 1, channels: 3, bytes: []) == nil)
    #expect(PixelRows(width: 3, height: 1, channels: 2, bytes: [1, 2, 3, 4, 5, 6]) == nil)
    #expect(PixelRows(width: Int.max, height: Int.max, channels: 3, bytes: []) == nil)
  }
}
