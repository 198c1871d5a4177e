import Testing
import TroupeDrawing

@Suite("Finding fonts", .enabled(if: Fonts.areSupported))
struct FontFinderTests {
  @Test(
    "the system's fonts are found for several scripts together", arguments: ["Kael", "凯尔 Kael"])
  func found(text: String) {
    let fonts = FontFinder.fonts(for: text)
    #expect(!fonts.isEmpty && fonts.lacking(text).isEmpty)
  }

  @Test("no font is added for characters that no font has")
  func unknown() {
    let unassigned = "\u{E0FFF}\u{10FFFD}"
    #expect(FontFinder.fonts(for: "a" + unassigned).count == FontFinder.fonts(for: "a").count)
  }
}
