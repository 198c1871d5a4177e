import Testing
import TroupeImaging

@Suite("Tinted changes")
struct TintTests {
  private let box = ChangeMap.Box(x: 200, y: 120, width: 160, height: 120)

  @Test("changed blocks are tinted, and outlined, and the rest stays")
  func tint() throws {
    let after = Edits.before.repainted(box, from: Edits.other)
    let map = try ChangeMap(from: Edits.before, to: after)
    let orange = Color(hex: 0xFF6A00)
    let sheet = after.tinted(by: map)
    let found = try #require(map.boxes.first)
    #expect(sheet[found.x, found.y + found.height / 2] == orange)
    let (x, y) = (found.x + found.width / 2, found.y + found.height / 2)
    #expect(sheet[x, y] == after[x, y].mixed(with: orange, share: 0.35))
    for y in 0..<after.height {
      for x in 0..<after.width {
        let isInside = map.blocks.contains { $0.contains(x: x, y: y) }
        if !isInside { try #require(sheet[x, y] == after[x, y]) }
      }
    }
  }

  @Test("a smaller copy is tinted to scale, in the color asked for, and keeps its alpha")
  func small() throws {
    let after = Edits.before.repainted(box, from: Edits.other)
    let map = try ChangeMap(from: Edits.before, to: after)
    let small = Raster(width: 160, height: 120, channels: 4) { x, y in
      after[x * 4, y * 4].withAlpha(128)
    }
    let sheet = small.tinted(by: map, color: Color(hex: 0x00FF00), share: 1)
    #expect(sheet[70, 45] == Color(hex: 0x00FF00).withAlpha(128))
    #expect(sheet[10, 10] == small[10, 10] && sheet[150, 100] == small[150, 100])
  }

  @Test("without a change nothing is tinted")
  func nothing() throws {
    let map = try ChangeMap(from: Edits.before, to: Edits.before)
    #expect(Edits.before.tinted(by: map) == Edits.before)
  }
}

extension ChangeMap.Box {
  fileprivate func contains(x column: Int, y row: Int) -> Bool {
    (x..<x + width).contains(column) && (y..<y + height).contains(row)
  }
}
