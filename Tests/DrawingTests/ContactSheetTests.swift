import Foundation
import Testing
import TroupeDrawing
import TroupeImaging

@Suite("Contact sheet")
struct ContactSheetTests {
  private var sheet: ContactSheet {
    let shapes = [(300, 200), (200, 300), (256, 256), (320, 180), (90, 90)]
    let titles = [
      "Kael · front", "凯尔 · 正面", "Kael · three-quarter view, by the window", "", "Mira",
    ]
    let tiles = zip(shapes, titles).map { shape, title in
      ContactSheet.Tile(
        image: Pictures.drawing(width: shape.0, height: shape.1), title: title,
        caption: title.isEmpty ? "" : "casual clothes, 咖啡馆, 2048×1365, sharp")
    }
    return ContactSheet(title: "The cast 角色表", tiles: tiles, columns: nil, tileEdge: 240)
  }

  @Test("a sheet has its pictures in a grid, and is the same twice")
  func grid() throws {
    let fonts = [Fonts.latin, Fonts.chinese].compactMap(\.self)
    let drawn = sheet.draw(fonts: fonts)
    #expect(drawn == sheet.draw(fonts: fonts))
    #expect(drawn.width > 3 * 240 && drawn.height > 2 * 240)
    #expect(drawn.isDrawing)
    let png = try drawn.encodedPNG()
    #expect(try png == sheet.draw(fonts: fonts).encodedPNG())
    if let path = ProcessInfo.processInfo.environment["TROUPE_SAMPLES"] {
      try png.write(to: URL(filePath: path).appending(path: "sheet.png"))
    }
  }

  @Test("without fonts there is no space for text", .enabled(if: Fonts.areSupported))
  func withoutFonts() {
    let fonts = [Fonts.latin].compactMap(\.self)
    #expect(sheet.draw(fonts: []).height < sheet.draw(fonts: fonts).height)
  }

  @Test("without fonts nothing of the header is drawn, not even the marks of its facts")
  func headerWithoutFonts() {
    var described = sheet
    described.header.facts = ["a scar over the left eye", "left-handed"]
    #expect(described.draw(fonts: []) == sheet.draw(fonts: []))
  }

  @Test("an empty sheet is still a picture")
  func empty() {
    #expect(ContactSheet(tiles: []).draw(fonts: []).width > 0)
  }

  @Test("one column puts pictures below each other")
  func columns() {
    var tall = sheet
    tall.columns = 1
    let drawn = tall.draw(fonts: [])
    #expect(drawn.height > 5 * 240 && drawn.width < 2 * 240)
  }
}
