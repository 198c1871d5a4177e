import Foundation
import Testing
import Troupe

/// Finding what was made, here and elsewhere.
@Suite struct FindTests {
  private func made() async throws -> TemporaryLibrary {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    var kael = AssetDetails()
    kael.name = "Kael of the Hill"
    kael.traits = ["silver locket"]
    _ = try await library.add(.character, "kael", kael)
    _ = try await library.add(.object, "lamp")
    for prompt in ["@kael on a roof", "a harbor at night", "@lamp on a table"] {
      _ = try await temporary.shot(prompt)
    }
    return temporary
  }

  private func prompts(_ library: Library, _ query: String) async throws -> [String] {
    try await library.search(query).generations.map(\.prompt)
  }

  @Test func wordsOfAllTextsAreFound() async throws {
    let temporary = try await made()
    let library = temporary.library
    try await library.tag(["@last~1"], "cover")
    try await library.note("@last~1", "the left hand is odd")
    for (query, prompt) in [
      ("locket", "@kael on a roof"), ("hill", "@kael on a roof"), ("cover", "a harbor at night"),
      ("tag:cover odd", "a harbor at night"), ("harbor hand", "a harbor at night"),
    ] {
      #expect(try await prompts(library, query) == [prompt], "\(query)")
    }
    _ = try await library.undo()
    #expect(try await prompts(library, "odd").isEmpty)
    // An asset is found by what it is called today.
    _ = try await library.addAliases(["凯尔"], to: "kael")
    #expect(try await prompts(library, "凯尔") == ["@kael on a roof"])
    #expect(try await library.verify().problems.isEmpty)
    _ = try await library.reindex()
    #expect(try await prompts(library, "locket OR cover").count == 2)
  }

  @Test func pagesTotalsAndCounts() async throws {
    let temporary = try await made()
    let library = temporary.library
    let first = try await library.search("", limit: 2)
    #expect(first.generations.count == 2 && first.total == 3 && first.isTotalExact)
    let second = try await library.search("", limit: 2, after: #require(first.next))
    #expect(second.generations.map(\.prompt) == ["@kael on a roof"] && second.next == nil)
    let facets = try await library.searchFacets("night OR table")
    #expect(facets.total == 2)
    #expect(facets.models == [.init(value: "troupe/storyboard", count: 2)])
    #expect(facets.assets == [.init(value: "@lamp", count: 1)])
    #expect(await code { _ = try await library.search("", after: "x") } == "invalid_value")
    let hits = try await library.searchHits("roof OR table", limit: 5)
    #expect(hits.map(\.prompt) == ["@lamp on a table", "@kael on a roof"])
    #expect(hits.allSatisfy { $0.image != nil && $0.state == .done })
  }

  @Test func whatNamesNothingIsTold() async throws {
    let temporary = try await made()
    let library = temporary.library
    let root = try await library.search("harbor").generations[0]
    let edit = try await library.edit(ImageName("\(root.id)"), "at dawn", .offline)
    let id = try #require(edit.first?.generation.id)
    #expect(try await library.search("parent:\(root.id)").generations.map(\.id) == [id])
    #expect(try await library.search("under:\(root.id)").generations.map(\.id) == [id, root.id])
    #expect(try await library.search("under:@last").generations.map(\.id) == [id])
    let like = try await library.search("like:@last")
    #expect(like.generations.first?.id == id)
    #expect(try await library.search("like:@last -dawn").generations.allSatisfy { $0.id != id })
    #expect(try await library.search("like:nothing.png").notes.count == 1)
    let none = try await library.search("parent:01NOSUCHONE roof")
    #expect(none.generations.isEmpty && none.notes.count == 1)
    #expect(none.interpretation.contains("01NOSUCHONE"))
  }

  @Test func linesAreImportedWithTheirImages() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try temporary.picture("roof.png", red: 10)
    let file = temporary.base.appending(path: "old.jsonl")
    try Data(
      """
      {"id": "b", "prompt": "a child", "parent": "a", "created_at": 10, "model": "sdxl"}
      {"id": "a", "prompt": "a roof", "image": "roof.png", "created_at": 20, "model": "sdxl"}
      {"prompt": "lost", "parent": "missing", "created_at": 30}
      """.utf8
    ).write(to: file)
    let report = try await library.importGenerations(lines: file)
    #expect(report.imported == 3 && report.orphans == 1 && report.refused.isEmpty)
    let roof = try #require(try await library.search("roof").generations.first)
    let output = try #require(roof.outputs.first)
    #expect(
      try Data(contentsOf: library.url(of: output.path))
        == Data(contentsOf: temporary.base.appending(path: "roof.png")))
    #expect(
      try await library.lineage(.id(roof.id)).generations.map(\.prompt) == ["a roof", "a child"])
    let again = try await library.importGenerations(
      data: try Data(contentsOf: file), folder: temporary.base)
    #expect(again.imported == 0 && again.known == 3)
    #expect(try await library.verify().problems.isEmpty)
    // Nothing is known of what was sent for it.
    #expect(await code { _ = try await library.replay(.id(roof.id)) } == "nothing_sent")
    #expect(
      await code { _ = try await library.drift(from: .id(roof.id)) } == "nothing_sent")
    // What was made elsewhere is shown, edited and searched as all else.
    let edit = try await library.edit(ImageName("\(roof.id)"), "at dawn", .offline)
    #expect(edit.count == 1)
  }

  @Test func aQueryIsCompleted() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try await temporary.addCast()
    _ = try await library.setLook("winter-coat", of: "kael", LookDetails(traits: ["a coat"]))
    let shot = try await temporary.shot("@kael waves")
    for tag in ["hero", "harbor", "cover"] {
      _ = try await library.tag([ImageName("\(shot.id)")], tag)
    }
    for (query, words) in [
      ("roof @k", ["with:@kael"]), ("with:@ka", ["with:@kael"]),
      ("with:@kael/w", ["with:@kael/winter-coat"]), ("tag:h", ["tag:harbor", "tag:hero"]),
      ("-model:troupe", ["-model:troupe/storyboard"]), ("provider:t", ["provider:troupe"]),
      ("look:", ["look:winter-coat"]), ("roof na", []),
    ] {
      #expect(try await library.searchCompletions(query) == words, "\(query)")
      for word in words {
        #expect(try await library.search(word).notes == [], "\(word)")
      }
    }
    #expect(try await library.searchCompletions("tag:", limit: 2) == ["tag:cover", "tag:harbor"])
    #expect(await code { _ = try await library.searchCompletions("", limit: 0) } == "invalid_value")
  }
}
