import Foundation
import Testing
import TroupeDrawing

#if !Text
  @Suite("Without the trait Text")
  struct WithoutTextTests {
    @Test("no font can be used, and every character is lacking")
    func fonts() {
      #expect(throws: Font.Fault.builtWithoutText) { try Font(bytes: Data("font".utf8)) }
      #expect(FontFinder.fonts(for: "Kael").isEmpty)
      #expect(FontFinder.fonts(for: "Kael").lacking("Kael") == "Kael")
    }

    @Test("sheets are drawn without text")
    func sheets() {
      let picture = Pictures.drawing(width: 90, height: 60)
      let plain = ContactSheet(tiles: [ContactSheet.Tile(image: picture, title: "")])
      let titled = ContactSheet(
        title: "Kael", tiles: [ContactSheet.Tile(image: picture, title: "front")])
      #expect(titled.draw(fonts: FontFinder.fonts(for: "Kael")) == plain.draw(fonts: []))
    }
  }
#endif
