import Foundation
import Testing
import TroupeDrawing
import TroupeImaging

@Suite("Text", .enabled(if: Fonts.areSupported))
struct TextTests {
  private let latin: Font
  private let chinese: Font

  init() throws {
    latin = try #require(Fonts.latin, "install fonts-dejavu-core")
    chinese = try #require(Fonts.chinese, "install fonts-wqy-microhei")
  }

  private func style(_ fonts: [Font], size: Double = 24) -> TextStyle {
    TextStyle(fonts: fonts, size: size)
  }

  @Test("Latin and Chinese are drawn", arguments: ["Kael", "凯尔在咖啡馆", "Kael 凯尔"])
  func draws(text: String) {
    var canvas = Canvas(width: 240, height: 60)
    let height = canvas.drawText(text, in: canvas.bounds, style: style([latin, chinese]))
    #expect(height == style([]).height(lines: 1))
    #expect(canvas.darkPixels > 150)
  }

  @Test("a glyph that one font lacks comes from the next")
  func fallback() {
    func drawn(_ fonts: [Font]) -> Raster {
      var canvas = Canvas(width: 60, height: 60)
      canvas.drawText("凯", in: canvas.bounds, style: style(fonts, size: 40))
      return canvas.raster
    }
    #expect(drawn([latin, chinese]).difference(from: drawn([chinese])) < 3)
    #expect(drawn([latin]) != drawn([latin, chinese]))
  }

  @Test("lines break at words, and between Chinese characters")
  func wrapping() {
    let one = style([latin, chinese])
    for text in ["the quick brown fox jumps over", "那只敏捷的棕色狐狸跳过去了"] {
      let whole = one.measure(text)
      let broken = one.measure(text, width: whole.width * 0.6)
      #expect(whole.height == one.height(lines: 1))
      #expect(broken.height == one.height(lines: 2), "\(text)")
      #expect(broken.width <= whole.width * 0.6)
    }
    let lines = one.measure("one\n\ntwo")
    #expect(lines.height == one.height(lines: 3))
  }

  @Test("punctuation does not begin a line")
  func punctuation() {
    let one = style([chinese])
    let wide = one.measure("咖啡").width
    // Three characters' room less the full stop's: 馆 must follow it to the next line.
    let broken = one.measure("咖啡馆。", width: wide * 1.5 + 1)
    #expect(broken.width <= wide + 1)
    #expect(broken.height == one.height(lines: 2))
  }

  @Test("text that does not fit ends in an ellipsis")
  func ellipsis() {
    let one = style([latin])
    let text = "a long line that never ends and never ends"
    let cut = one.measure(text, width: 160, maxLines: 1)
    let ellipsis = one.measure("…").width
    #expect(cut.height == one.height(lines: 1))
    #expect(cut.width <= 160 && cut.width > 100 + ellipsis)
    var canvas = Canvas(width: 160, height: 80)
    let height = canvas.drawText(text, in: canvas.bounds, style: one)
    #expect(height == one.height(lines: 2))
  }

  @Test("words wider than the line are broken")
  func longWords() {
    let one = style([latin])
    let measured = one.measure("Donaudampfschifffahrt", width: 100)
    #expect(measured.width <= 100 && measured.height >= one.height(lines: 3))
    let narrow = style([chinese]).measure("凯尔", width: 3)
    #expect(narrow.height == one.height(lines: 2))
  }

  @Test("centered and right-aligned text moves")
  func alignment() {
    func middle(_ alignment: TextAlignment) -> Double {
      var canvas = Canvas(width: 300, height: 40)
      canvas.drawText("Kael", in: canvas.bounds, style: style([latin]), alignment: alignment)
      return canvas.middleOfDarkPixels
    }
    #expect(middle(.left) < 40 && middle(.right) > 260)
    #expect(abs(middle(.center) - 150) < 4)
  }

  @Test("without a font, nothing is drawn and nothing breaks")
  func noFonts() {
    var canvas = Canvas(width: 50, height: 50)
    #expect(canvas.drawText("Kael", in: canvas.bounds, style: style([])) == 0)
    #expect(canvas.darkPixels == 0)
    #expect(throws: Font.Fault.notAFont) { try Font(bytes: Data("no font".utf8)) }
    #expect(throws: Font.Fault.notAFont) { try Font(bytes: Data()) }
  }

  @Test(
    "odd text is harmless", arguments: ["\u{0}", "\u{202E}x", "👩‍👩‍👧", "e\u{301}\u{301}", "\r\n\t"])
  func oddText(text: String) {
    var canvas = Canvas(width: 50, height: 50)
    canvas.drawText(text, in: canvas.bounds, style: style([latin, chinese]))
    #expect(canvas.measureText(text, style: style([latin])).width.isFinite)
  }

  @Test("text outside the canvas is left out")
  func outside() {
    var canvas = Canvas(width: 30, height: 30)
    for (x, y) in [(-500, 0), (500, 0), (0, -500), (0, 500)] {
      canvas.drawText("Kael", in: Rect(x: x, y: y, width: 90, height: 40), style: style([latin]))
    }
    #expect(canvas.darkPixels == 0)
  }
}

extension Canvas {
  fileprivate var dark: [(x: Int, y: Int)] {
    (0..<height).flatMap { y in (0..<width).map { (x: $0, y: y) } }
      .filter { raster[$0.x, $0.y].red < 200 }
  }

  fileprivate var darkPixels: Int { dark.count }

  fileprivate var middleOfDarkPixels: Double {
    let columns = dark.map(\.x)
    return Double((columns.min() ?? 0) + (columns.max() ?? 0)) / 2
  }
}
