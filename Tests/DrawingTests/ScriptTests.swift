import Foundation
import Testing

@testable import TroupeDrawing
import TroupeImaging

@Suite("Scripts", .enabled(if: Fonts.areSupported))
struct ScriptTests {
  /// Has Latin, Cyrillic, Hebrew and Arabic.
  private let font: Font
  private let style: TextStyle

  init() throws {
    font = try #require(Fonts.latin, "install fonts-dejavu-core")
    style = TextStyle(fonts: [font], size: 24)
  }

  private func line(_ text: String) -> [UInt32] {
    let layout = TextLayout(text, style: style, width: .infinity, maxLines: 1)
    return layout.lines.flatMap { $0.runs.flatMap { $0.run.glyphs.map(\.glyph) } }
  }

  @Test("levels and the order on the line follow the bidirectional algorithm")
  func levels() {
    #expect(BidiParagraph("abc").levels == [0, 0, 0] && BidiParagraph("abc").base == 0)
    let mixed = BidiParagraph("אב 12 ab")
    #expect(mixed.base == 1 && mixed.levels == [1, 1, 1, 2, 2, 1, 2, 2])
    #expect(BidiParagraph("12", base: 1).base == 1)
    #expect(BidiParagraph("").levels.isEmpty)
    #expect(BidiParagraph.visualOrder([0, 1, 1, 0]) == [0, 2, 1, 3])
    #expect(BidiParagraph.visualOrder([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0])
    #expect(BidiParagraph.visualOrder([]).isEmpty)
  }

  @Test("Hebrew runs from right to left, and numbers and Latin in it from left to right")
  func order() {
    let (alef, bet, gimel) = (line("א"), line("ב"), line("ג"))
    #expect(line("אבג") == gimel + bet + alef)
    let (one, two, a, b, space) = (
      line("1"), line("2"), line("a"), line("b"), line(" x").dropLast()
    )
    #expect(line("א 12 ב") == bet + space + one + two + space + alef)
    #expect(line("ab א ב") == a + b + space + bet + space + alef)
    #expect(line("א ab ב") == bet + space + a + b + space + alef)
    // Brackets are mirrored.
    #expect(line("(א)") == line("(") + alef + line(")"))
  }

  @Test("Arabic letters join, and are drawn apart where they do not")
  func joining() {
    #expect(line("بب") != line("ب") + line("ب"))
    #expect(line("دد") == line("د") + line("د"))
  }

  @Test("isolated text does not affect its neighbors")
  func isolation() {
    let plain = line("א, 1")
    let isolated = line("x \u{2068}א\u{2069}, 1")
    #expect(plain == line("1") + line("a x").dropFirst().dropLast() + line(",") + line("א"))
    #expect(isolated.suffix(2) == line("a x").dropFirst().dropLast() + line("1"))
  }

  @Test("a paragraph from right to left begins on the right, and its ellipsis is on the left")
  func alignment() throws {
    let text = "שלום לכולם וברוכים הבאים"
    let short = TextLayout(text, style: style, width: 150, maxLines: 1)
    let first = try #require(short.lines.first)
    #expect(first.isReversed && first.width <= 150)
    #expect(first.runs.first?.run.glyphs.first?.glyph == line("…").first)
    #expect(first.runs.last?.run.glyphs.last?.glyph == line("ש").first)
    let long = TextLayout(text, style: style, width: 150, maxLines: 9)
    #expect(Set(long.lines.map(\.isReversed)) == [true])
    var canvas = Canvas(width: 400, height: 40)
    canvas.drawText("שלום", in: canvas.bounds, style: style)
    let inked = (0..<400).filter { x in (0..<40).contains { canvas.raster[x, $0].red < 128 } }
    let left = try #require(inked.min())
    #expect(left > 300)
  }

  @Test("each script is shaped by itself")
  func itemization() {
    var typesetter = Typesetter(style: style)
    let runs = typesetter.shape("abгдαβ1", levels: [0, 0, 0, 0, 0, 0, 0])
    #expect(runs.count == 3)
    #expect(runs.map(\.glyphs.count) == [2, 2, 3])
    // A mark belongs to its letter, and closing it up is the font's work.
    #expect(typesetter.shape("e\u{301}", levels: [0, 0]).count == 1)
  }

  @Test("a character that no font has is an empty box; emoji are omitted")
  func lack() {
    #expect(line("\u{13000}") == line("▯") && !line("▯").isEmpty)
    #expect(line("a\u{1F9BE}b") == line("ab"))
    #expect(line("a\u{200B}\u{7}b") == line("ab"))
    #expect([font].lacking("a\u{1F9BE}\u{7}\u{13000}א\u{13000}") == "\u{13000}")
    #expect([Font]().lacking("ab") == "ab")
  }

  @Test(
    "emoji are drawn in their colors, as large as the text",
    .enabled(
      if: Fonts.emoji != nil, "needs a font of emoji: install the package fonts-noto-color-emoji"))
  func emoji() throws {
    let emoji = try #require(Fonts.emoji)
    let both = TextStyle(fonts: [font, emoji], size: 24)
    let width = both.measure("\u{1F680}").width
    #expect((20...36).contains(width))
    #expect(both.measure("\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}").width == width)
    var canvas = Canvas(width: 60, height: 40)
    canvas.drawText("\u{1F680}", in: canvas.bounds, style: both)
    let colors = (0..<60).flatMap { x in (0..<40).map { canvas.raster[x, $0] } }
    #expect(colors.contains { abs(Int($0.red) - Int($0.blue)) > 60 })
  }

  @Test("Thai breaks between syllables, never before a sign that belongs to what it follows")
  func thai() {
    func pieces(_ text: String) -> [String] {
      TextPiece.pieces(of: text, levels: BidiParagraph(text).levels).map(\.text)
    }
    #expect(pieces("เกาะ") == ["เกาะ"])
    #expect(pieces("มานี") == ["มา", "นี"])
    #expect(pieces("น้ำใจ") == ["น้ำ", "ใจ"])
    #expect(pieces("中文，好") == ["中", "文，", "好"])
    #expect(pieces("«a» b-c -d 1-2") == ["«a»", " ", "b-", "c", " ", "-d", " ", "1-2"])
  }
}
