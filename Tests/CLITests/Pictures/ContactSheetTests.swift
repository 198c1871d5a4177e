import Foundation
import Testing

@testable import TroupeCLI

@Suite struct ContactSheetTests {
  private let box = CellBox(width: 40, height: 60, columns: 80, rows: 20)

  @Test(
    "after a picture the cursor is on the line below, also at the foot of the screen",
    arguments: [0, 5, 11])
  func single(row: Int) {
    var screen = ScreenModel(height: 12, row: row)
    screen.write(placed.written)
    let end = min(row + 3, 11)
    #expect(screen.cursor == .init(column: 0, row: end))
    #expect(screen.pictures == [.init(column: 0, row: end - 3)])
    #expect(!screen.scrolledBelowPicture)
  }

  @Test("pictures stand side by side with their captions below", arguments: [0, 11])
  func sheet(row: Int) {
    var screen = ScreenModel(height: 12, row: row)
    let entries = ["one", "two and more", "three"].map { ContactSheet.Entry(placed, caption: $0) }
    screen.write(ContactSheet(entries, columnWidth: 6).written)
    let end = min(row + 4, 11)
    #expect(screen.cursor == .init(column: 0, row: end))
    #expect(screen.pictures == [0, 8, 16].map { .init(column: $0, row: end - 4) })
    #expect(screen.lines[end - 1] == "one     two an  three")
    #expect(!screen.scrolledBelowPicture)
  }

  @Test("blocks of different heights are joined line by line")
  func blocks() throws {
    let entries = try [(2, 4), (1, 2)].map { width, height in
      let bytes = [UInt8](repeating: 0, count: width * height * 3)
      let pixels = try #require(PixelRows(width: width, height: height, channels: 3, bytes: bytes))
      return ContactSheet.Entry(.blocks(pixels, colors: .trueColor), caption: "c\(width)")
    }
    let black = "\u{1B}[48;2;0;0;0m"
    #expect(
      text(ContactSheet(entries, columnWidth: 3, gap: 1))
        == """
        \(black)  \u{1B}[0m  \(black) \u{1B}[0m\r
        \(black)  \u{1B}[0m\r
        c2  c1\r

        """.replacing("\r\r\n", with: "\r\n"))
  }

  @Test("the columns that the caller's function measures count, not the characters")
  func wide() {
    let entries = ["漢字", "x"].map { ContactSheet.Entry(placed, caption: $0) }
    let sheet = ContactSheet(entries, columnWidth: 6) { text, _ in (text, text == "x" ? 1 : 4) }
    #expect(text(sheet).contains("漢字    x\r\n"))
  }

  @Test("a caption cannot steer the terminal, and can be a link")
  func captions() {
    let entry = ContactSheet.Entry(
      placed, caption: "a\u{1B}]0;b\n\u{9B}c", url: "https://example.com")
    let written = text(ContactSheet([entry], columnWidth: 20))
    #expect(
      written.contains("\u{1B}]8;;https://example.com\u{1B}\\a ]0;b  c\u{1B}]8;;\u{1B}\\\r\n"))
  }

  @Test("no pictures are nothing, and at least one stands in a row")
  func edges() {
    #expect(ContactSheet([], columnWidth: 10).written.isEmpty)
    #expect(ContactSheet.across(columns: 80, columnWidth: 12) == 5)
    #expect(ContactSheet.across(columns: 82, columnWidth: 12) == 6)
    #expect(ContactSheet.across(columns: 5, columnWidth: 12) == 1)
    #expect(ContactSheet.across(columns: Int.max, columnWidth: Int.max, gap: Int.max) >= 1)
  }

  /// 4 columns wide and 3 rows high.
  private var placed: TerminalPicture { .kitty(path: "/picture.png", box: box) }

  private func text(_ sheet: ContactSheet) -> String {
    String(decoding: sheet.written, as: UTF8.self)
  }
}
