import Foundation
import Testing
import Troupe

@testable import TroupeGallery

/// What is changed and made from pages.
@Suite struct ActTests {
  private let fixture: GalleryFixture
  private var library: Library { fixture.library }

  init() async throws {
    fixture = try await GalleryFixture()
    try await fixture.addCast()
  }

  private func said(_ generation: ULID) async throws -> Annotation? {
    try await library.annotations(of: [generation]).first
  }

  @Test("ratings, picks, tags and notes are said of an image, and taken back")
  func annotations() async throws {
    let id = try await fixture.shot("@kael on a roof")[0].id
    let image = ("image", "\(id)/1")
    let rated = await fixture.ask("POST", "/act/rate", form: [image, ("rating", "4")], json: true)
    let images = try rated.json("images") as? [[String: Any]]
    #expect(
      images?.first?["rating"] as? Int == 4 && images?.first?["image"] as? String == "\(id)/1")
    let page = await fixture.ask(
      "POST", "/act/pick", form: [image, ("pick", "yes"), ("back", "/i/\(id)/1")])
    #expect(page.status == 303 && page.place == "/i/\(id)/1")
    _ = await fixture.ask("POST", "/act/tag", form: [image, ("tag", "hero")])
    _ = await fixture.ask("POST", "/act/note", form: [image, ("text", "the left hand")])
    let all = try #require(try await said(id))
    #expect(all.rating == 4 && all.pick == .picked && all.tags == ["hero"])
    #expect(all.note == "the left hand")
    _ = await fixture.ask("POST", "/act/untag", form: [image, ("tag", "hero")])
    _ = await fixture.ask("POST", "/act/pick", form: [image, ("pick", "none")])
    let less = try #require(try await said(id))
    #expect(less.tags == [] && less.pick == nil)
    _ = await fixture.ask("POST", "/act/undo")
    #expect(try await said(id)?.pick == .picked)
    for (form, code) in [
      ([image, ("rating", "9")], "invalid_value"), ([image, ("rating", "x")], "invalid_value"),
      ([("image", "/etc/passwd"), ("rating", "3")], "invalid_value"),
      ([("image", "@last"), ("rating", "3")], "invalid_value"),
      ([("rating", "3")], "invalid_value"),
    ] {
      let answer = await fixture.ask("POST", "/act/rate", form: form, json: true)
      let error = try answer.json("error") as? [String: Any]
      #expect(answer.status == 400 && error?["code"] as? String == code)
    }
    #expect(await fixture.ask("POST", "/act/burn", form: [image]).status == 404)
  }

  @Test("someone joins the cast with pictures; what is wrong is told with what was filled in")
  func addAsset() async throws {
    let file = try fixture.upload(fixture.picture("mira.png", seed: 5), as: "mira front.png")
    let added = await fixture.ask(
      "POST", "/cast",
      form: [("kind", "character"), ("handle", "@米拉"), ("description", "a painter")], files: [file])
    #expect(added.status == 303 && added.place == "/@%E7%B1%B3%E6%8B%89")
    let asset = try await library.asset("米拉")
    #expect(asset.description == "a painter")
    let reference = try #require(try await library.references(of: "米拉").first)
    #expect(reference.fileName == "mira front.png")
    let program = await fixture.ask(
      "POST", "/cast", form: [("kind", "object"), ("handle", "cup")], json: true)
    let href = try program.json("href") as? String
    #expect(href == "/@cup")
    let taken = await fixture.ask(
      "POST", "/cast",
      form: [("kind", "object"), ("handle", "kael"), ("description", "kept words")])
    #expect(taken.status == 422 && taken.text.contains("told: handle_taken"))
    #expect(taken.text.contains("kept words") && taken.text.contains("value=\"object\" checked"))
  }

  @Test("a picture fills a hole; the same once more and what is no picture are told")
  func references() async throws {
    let before = await fixture.page("/@kael")
    #expect(before.contains("cell missing"))
    let file = try fixture.upload(fixture.picture("back.png", seed: 9), as: "back.png")
    let put = await fixture.ask(
      "PUT", "/@kael/references?view=back&look=", files: [file], json: true)
    let source = try put.json("src") as? String
    #expect(put.status == 200 && source?.hasPrefix("/preview/512/") == true)
    let all = try await library.references(of: "kael")
    #expect(all.count == 2 && all.last?.view == .back)
    let again = try fixture.upload(fixture.picture("back.png", seed: 9), as: "back.png")
    let known = await fixture.ask("POST", "/@kael/references", files: [again])
    #expect(known.status == 200 && known.text.contains("It is there already."))
    let text = fixture.base.appending(path: "text.png")
    try Data("no picture".utf8).write(to: text)
    let wrong = await fixture.ask(
      "PUT", "/@kael/references", files: [try fixture.upload(text, as: "a.png")], json: true)
    let error = try wrong.json("error") as? [String: Any]
    #expect(wrong.status == 400 && error != nil)
    let digest = try #require(all.last).digest.hex
    for (act, check) in [
      ("pin", { (one: Reference) in one.isPinned }), ("unpin", { !$0.isPinned }),
      ("retire", { $0.retiredAt != nil }), ("restore", { $0.retiredAt == nil }),
    ] {
      let answer = await fixture.ask("POST", "/@kael/ref", form: [("ref", digest), ("act", act)])
      #expect(answer.status == 303)
      let one = try await library.references(of: "kael", includeRetired: true).last
      #expect(check(try #require(one)), "\(act)")
    }
    for (place, status) in [("1", 303), ("0", 400), ("x", 400)] {
      let answer = await fixture.ask(
        "POST", "/@kael/ref", form: [("ref", digest), ("act", "move"), ("to", place)])
      #expect(answer.status == status, "\(place)")
      #expect(try await library.references(of: "kael").first?.digest.hex == digest)
    }
    _ = await fixture.ask(
      "POST", "/@kael",
      form: [("name", "Kael"), ("traits", "a\r\nb\n\n"), ("aliases", "K, 凯尔"), ("tags", "lead")])
    let asset = try await library.asset("kael")
    #expect(asset.traits == ["a", "b"] && asset.aliases == ["K", "凯尔"] && asset.name == "Kael")
  }

  @Test("an image becomes an anchor of who is in it")
  func anchor() async throws {
    let id = try await fixture.shot("@kael on a roof")[0].id
    let page = await fixture.page("/i/\(id)/1")
    #expect(page.contains("/act/anchor"))
    let answer = await fixture.ask(
      "POST", "/act/anchor", form: [("image", "\(id)/1"), ("asset", "@kael")], json: true)
    #expect(answer.status == 200)
    #expect(try await library.references(of: "kael").last?.origin?.generation == id)
  }
}
