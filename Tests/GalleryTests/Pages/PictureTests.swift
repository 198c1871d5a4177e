import Foundation
import Testing
import Troupe

@testable import TroupeGallery

/// The wall, images, lineages and comparing.
@Suite struct PictureTests {
  private let fixture: GalleryFixture

  init() async throws {
    fixture = try await GalleryFixture()
    try await fixture.addCast()
  }

  @Test("an empty library says what to do first; a query without answers how to go on")
  func empty() async throws {
    let first = await fixture.page("/")
    #expect(first.contains("troupe add character") && first.contains("troupe generate"))
    try await fixture.shot("@kael on a roof")
    let none = await fixture.page("/?q=nothing+answers")
    #expect(none.contains("nothing answers") && none.contains("href=\"/\""))
  }

  @Test("the wall shows what was made, the newest first, what was made together as a stack")
  func wall() async throws {
    let one = try await fixture.shot("@kael on a roof")[0]
    let many = try await fixture.shot("@kael in the rain", count: 3)
    let page = await fixture.page("/")
    let place = { (text: String) in page.range(of: text)?.lowerBound }
    let (newer, older) = (
      try #require(place("/i/\(many[0].id)/1")), try #require(place("/i/\(one.id)/1"))
    )
    #expect(newer < older && page.contains("class=\"cell batch"))
    for generation in many { #expect(page.contains("/i/\(generation.id)/1")) }
    let digest = try #require(one.outputs.first).digest.hex
    #expect(page.contains("/preview/512/\(digest)"))
    #expect(page.contains("troupe search"))
    let found = await fixture.page("/?q=roof")
    #expect(found.contains("/i/\(one.id)/1") && !found.contains("/i/\(many[0].id)/1"))
  }

  @Test("pages of the wall follow each other without gap or repetition")
  func paging() async throws {
    var made: Set<String> = []
    for number in 0..<70 { made.insert("\(try await fixture.shot("shot \(number)")[0].id)") }
    var address = "/"
    var seen: [String] = []
    for _ in 0..<5 {
      let page = await fixture.page(address)
      seen += page.matches(of: #/data-id="([0-9A-Z]{26})\/1"/#).map { String($0.1) }
      guard let more = page.firstMatch(of: #/rel="next" href="([^"]*)"/#) else { break }
      address = String(more.1).replacing("&amp;", with: "&")
    }
    #expect(seen.count == 70 && Set(seen) == made)
  }

  @Test("a page of an image tells prompt, pictures sent with reasons, parameters and money")
  func image() async throws {
    let generation = try await fixture.shot("@kael on a roof")[0]
    let page = await fixture.page("/i/\(generation.id)/1")
    #expect(page.contains("href=\"/@kael\"") && page.contains("on a roof"))
    for input in generation.inputs {
      #expect(page.contains(input.rendition.digest.hex) && page.contains(input.chosen.reason))
    }
    #expect(page.contains("troupe show \(generation.id)/1") && page.contains("free"))
    #expect(page.contains("/plan?edit=") && page.contains("/again/\(generation.id)"))
    #expect(await fixture.ask("/i/\(generation.id)/2").status >= 400)
    #expect(await fixture.ask("/i/01ZZZZZZZZZZZZZZZZZZZZZZZZ/1").status == 404)
    #expect(await fixture.ask("/i/\(generation.id)/x").status == 404)
  }

  @Test("images are gone through in the order of the wall")
  func neighbors() async throws {
    let first = try await fixture.shot("one")[0].id
    let second = try await fixture.shot("two")[0].id
    let third = try await fixture.shot("three")[0].id
    let page = await fixture.page("/i/\(second)/1")
    #expect(page.contains("rel=\"prev\" href=\"/i/\(third)/1\""))
    #expect(page.contains("rel=\"next\" href=\"/i/\(first)/1\""))
    let found = await fixture.page("/i/\(third)/1?q=-two")
    #expect(found.contains("rel=\"next\" href=\"/i/\(first)/1?q=-two\""))
    #expect((await fixture.page("/?q=-two")).contains("href=\"/i/\(third)/1?q=-two\""))
    #expect(!(await fixture.page("/i/\(third)/1")).contains("rel=\"prev\""))
    #expect(!(await fixture.page("/i/\(first)/1")).contains("rel=\"next\""))
  }

  @Test("a search is kept as a board, which the wall offers from then on")
  func boards() async throws {
    try await fixture.shot("@kael on a roof")
    #expect(!(await fixture.page("/")).contains("/act/board"))
    #expect((await fixture.page("/?q=roof")).contains("action=\"/act/board\""))
    let kept = await fixture.ask(
      "POST", "/act/board", form: [("query", "roof"), ("board", "roofs"), ("back", "/?q=roof")])
    #expect(kept.status == 303 && kept.place == "/?q=roof")
    #expect(try await fixture.library.board("roofs").query == "roof")
    #expect((await fixture.page("/")).contains("href=\"/?q=board%3Aroofs\""))
    #expect(!(await fixture.page("/?q=board:roofs")).contains("/act/board"))
    for name in ["", "a b", "<b>"] {
      let answer = await fixture.ask(
        "POST", "/act/board", form: [("query", "roof"), ("board", name)], json: true)
      #expect(answer.status == 400, "\(name)")
    }
  }

  @Test("a search that is being typed is completed")
  func completions() async throws {
    func words(_ typed: String) async throws -> [String] {
      let answer = await fixture.ask("/complete?q=\(typed.inQuery)")
      return try #require(try answer.json("words") as? [String])
    }
    #expect(try await words("roof with:@ka").contains("with:@kael"))
    #expect(try await words("rat").contains { $0.hasPrefix("rating:") })
    #expect(try await words("roof zzzz") == [])
  }

  @Test("a lineage is a tree of links; a branch is folded by its address")
  func lineage() async throws {
    let first = try await fixture.shot("@kael on a roof")[0]
    let edit = try await fixture.library.edit(
      .output(try #require(first.outputs.first).id), "more rain",
      GenerateOptions(model: "troupe/storyboard"))[0].generation
    let page = await fixture.page("/lineage/\(edit.id)")
    #expect(page.contains("kind-edit") && page.contains("data-image=\"\(first.id)/1\""))
    #expect(page.contains("/i/\(edit.id)/1") && page.contains("<svg"))
    let folded = await fixture.page("/lineage/\(edit.id)?collapsed=\(first.id)")
    #expect(folded.contains("+1") && !folded.contains("data-image=\"\(edit.id)/1\""))
  }

  @Test("comparing tells what differs, prompts by words")
  func compare() async throws {
    let one = try await fixture.shot("@kael wears a red scarf")[0].id
    let two = try await fixture.shot("@kael wears a blue scarf")[0].id
    let page = await fixture.page("/compare?ids=\(one)/1,\(two)/1")
    #expect(page.contains("<del>red</del>") && page.contains("<ins>blue</ins>"))
    let form = await fixture.page("/compare?ids=\(one)%2F1&ids=\(two)%2F1")
    #expect(form.contains("<del>red</del>"))
    #expect(await fixture.ask("/compare").status == 200)
    #expect(await fixture.ask("/compare?ids=@last,\(one)/1").status == 400)
    #expect(await fixture.ask("/compare?ids=/etc/passwd,\(one)/1").status == 400)
  }

  @Test("programs get the documents of the command line at the same addresses")
  func documents() async throws {
    let generation = try await fixture.shot("@kael on a roof")[0]
    let wall = await fixture.ask("/", json: true)
    let list = try #require(try wall.json("generations") as? [[String: Any]])
    #expect(list.first?["id"] as? String == "\(generation.id)")
    let one = await fixture.ask("/i/\(generation.id)/1", json: true)
    let prompt = try one.json("prompt") as? String
    #expect(prompt == "@kael on a roof")
    let missing = await fixture.ask("/i/01ZZZZZZZZZZZZZZZZZZZZZZZZ/1", json: true)
    let error = try missing.json("error") as? [String: Any]
    #expect(missing.status == 404 && error?["code"] as? String == "unknown_generation")
    #expect(await fixture.ask("/cast", json: true).text.contains("\"kael\""))
  }

  @Test("pictures come by their digest alone")
  func files() async throws {
    let output = try #require(try await fixture.shot("@kael on a roof")[0].outputs.first)
    let blob = await fixture.ask("/blob/\(output.digest.hex)")
    guard case .file(let path, let count) = blob.content else {
      Issue.record("no file")
      return
    }
    #expect(try Data(contentsOf: URL(filePath: path)).count == count)
    let preview = await fixture.ask("/preview/512/\(output.digest.hex)")
    #expect(preview.fields.contains { $0.value == "image/webp" })
    for address in [
      "/blob/\(output.digest.hex.dropLast())", "/blob/\(String(repeating: "0", count: 64))",
      "/preview/513/\(output.digest.hex)", "/blob/..%2F..%2Ftroupe.db", "/assets/no.css",
    ] { #expect(await fixture.ask(address).status >= 400, "\(address)") }
  }
}
