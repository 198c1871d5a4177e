import Foundation
import Testing
import Troupe

@testable import TroupeGallery

/// Words of others stay words on every page.
@Suite struct HostileTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\" onerror=\"alert(1)", "'><img src=x onerror=alert(1)>",
    "\"\u{301} autofocus onfocus=alert(1) x=\"\u{301}", "<\u{200D}script>alert(1)</script>",
    "{{w.skip}}{{{treeSVG}}}", "\u{202E}gnp.exe\u{202C}", "&lt;script&gt;",
    "--><svg/onload=alert(1)>",
  ]

  @Test("prompts, names, notes, tags and captions inject nothing, in any page")
  func injectNothing() async throws {
    let fixture = try await GalleryFixture()
    try await fixture.addCast()
    let library = fixture.library
    let all = Self.hostile.joined(separator: " ")
    try await library.set(
      "kael",
      AssetDetails(name: "\"><b id=own>", aliases: [], description: all, traits: Self.hostile))
    let reference = try #require(try await library.references(of: "kael").first)
    try await library.setReference(reference.digest.hex, ReferenceDetails(caption: all))
    let first = try await fixture.shot("@kael " + all)[0]
    let image = try #require(first.outputs.first).id
    _ = try await library.note(.output(image), all)
    let edit = try await library.edit(
      .output(image), all, GenerateOptions(model: "troupe/storyboard"))[0].generation
    let query = all.inQuery
    let pages = [
      "/", "/?q=\(query)", "/i/\(image)", "/lineage/\(edit.id)",
      "/compare?ids=\(image),\(edit.id)/1", "/cast", "/cast?q=\(query)", "/@kael",
      "/@kael?look=\(query)", "/plan?prompt=\(query)&model=troupe/storyboard",
      "/plan?edit=\(image)&prompt=\(query)&aspect=\(query)&size=\(query)&model=\(query)",
      "/costs?by=asset", "/models", "/jobs", "/scenes", "/scene?file=\(query)", "/\(query)",
      "/i/\(query)/1", "/lineage/\(query)", "/@\(query)", "/rework/\(query)",
    ]
    for address in pages {
      for language in ["en", "zh"] {
        let page = await fixture.page(address, language: language)
        #expect(page.contains("</html>"), "\(address)")
        for piece in [
          "<script>", "<img src=x", "<svg/onload", "\u{301} autofocus onfocus=alert(1) x=\"",
          "<b id=own>", "\" onerror=\"", "<\u{200D}script",
        ] { #expect(!page.contains(piece), "\(address): \(piece)") }
        let tags = page.matches(of: #/<script\b[^>]*>/#).map { String($0.0) }
        #expect(tags.allSatisfy { $0.contains("src=\"/assets/gallery.js") } && tags.count == 1)
        #expect(!page.contains(#/\sstyle="/#) && !page.contains(#/\son[a-z]+="/#), "\(address)")
      }
    }
  }

  @Test("a form leads back only to pages of this server")
  func back() async throws {
    let fixture = try await GalleryFixture()
    for place in [
      "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x",
    ] {
      let answer = await fixture.ask(
        "POST", "/settings", form: [("theme", "dark"), ("back", place)])
      #expect(answer.place == "/" && answer.cookies.map(\.value) == ["dark"])
    }
    let answer = await fixture.ask(
      "POST", "/settings", form: [("lang", "zh"), ("theme", "x;y"), ("back", "/cast?q=a")])
    #expect(answer.place == "/cast?q=a" && answer.cookies.map(\.value) == ["zh"])
  }
}
