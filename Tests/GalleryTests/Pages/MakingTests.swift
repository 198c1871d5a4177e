import Foundation
import Testing
import Troupe

@testable import TroupeGallery

/// What is sent from pages.
@Suite struct MakingTests {
  private let fixture: GalleryFixture
  private var library: Library { fixture.library }

  init() async throws {
    fixture = try await GalleryFixture()
    try await fixture.addCast()
  }

  /// The fields of the first form that makes something.
  private func fields(_ page: String) throws -> [(String, String)] {
    let form = try #require(page.firstMatch(of: #/<form class="make"[\s\S]*?<\/form>/#)).0
    return form.matches(of: #/name="([a-z_]+)" value="([^"]*)"/#).map {
      (String($0.1), String($0.2).replacing("&amp;", with: "&"))
    }
  }

  private func number(_ answer: Answer) throws -> Int {
    try #require(answer.place?.split(separator: "/").last.flatMap { Int($0) })
  }

  @Test("with no key and no model named, the offline model is chosen")
  func usualModel() async throws {
    let page = await fixture.page("/plan?prompt=@kael+on+a+roof")
    #expect(try fields(page).contains { $0 == ("model", "troupe/storyboard") })
  }

  @Test("a plan shows what goes and why before anything is sent; its button sends exactly that")
  func make() async throws {
    let page = await fixture.page("/plan?prompt=@kael+on+a+roof&model=troupe/storyboard")
    let reference = try #require(try await library.references(of: "kael").first)
    #expect(page.contains(reference.digest.hex) && page.contains("free"))
    #expect(try await library.search("").generations.isEmpty)
    let fields = try fields(page)
    let answer = await fixture.ask("POST", "/make", form: fields)
    #expect(answer.status == 303)
    let job = try await fixture.ended(number(answer))
    #expect(job.state == .done && job.outputs.count == 1)
    let made = try #require(try await library.search("").generations.first)
    #expect(made.prompt == "@kael on a roof" && made.outputs == job.outputs)
    let work = await fixture.page(try #require(answer.place))
    #expect(work.contains("/i/\(made.id)/1") && work.contains("/preview/512/"))
  }

  @Test("where anything changed since the plan was shown, nothing is sent")
  func changed() async throws {
    let page = await fixture.page("/plan?prompt=@kael+on+a+roof&model=troupe/storyboard")
    var fields = try fields(page)
    let others = fields.map { $0.0 == "prompt" ? ("prompt", "@kael on a boat") : $0 }
    let answer = await fixture.ask("POST", "/make", form: others)
    let job = try await fixture.ended(number(answer))
    #expect(job.state == .failed && job.problems == ["told: plan_changed"])
    fields.removeAll { $0.0 == "digest" }
    #expect(await fixture.ask("POST", "/make", form: fields).status == 400)
    #expect(try await library.search("").generations.isEmpty)
  }

  @Test("without a key the button says so and cannot be pressed")
  func noKey() async throws {
    let page = await fixture.page("/plan?prompt=@kael&model=gpt-image-1")
    #expect(page.contains("disabled") && page.contains("troupe key set openai"))
  }

  @Test("a faulty prompt is told in its column, and the others are planned")
  func faults() async throws {
    let columns = await fixture.ask(
      "POST", "/plan?part=columns",
      form: [("prompt", "@no-such-one"), ("model", "troupe/storyboard")])
    #expect(columns.status == 200 && columns.text.contains("told: unknown_asset"))
    #expect(!columns.text.contains("<html"))
    let empty = await fixture.ask("POST", "/plan?part=columns", form: [("prompt", " ")])
    #expect(empty.status == 200 && empty.text.contains("Write what the picture shows."))
  }

  @Test("an image is edited and sent again from its page")
  func editAndAgain() async throws {
    let first = try await fixture.shot("@kael on a roof")[0]
    let page = await fixture.page("/plan?edit=\(first.id)/1&prompt=more+rain")
    let answer = await fixture.ask("POST", "/make", form: try fields(page))
    let job = try await fixture.ended(number(answer))
    let edit = try #require(job.outputs.first).id.generation
    #expect(try await library.generation(.id(edit)).parent?.origin?.generation == first.id)
    let again = await fixture.ask("POST", "/again/\(first.id)", form: [("max_cost", "0.01")])
    let repeated = try await fixture.ended(number(again))
    let copy = try #require(repeated.outputs.first).id.generation
    #expect(try await library.generation(.id(copy)).replayOf == first.id)
    for bound in ["", "-1", "nan", "x"] {
      let refused = await fixture.ask("POST", "/again/\(first.id)", form: [("max_cost", bound)])
      #expect(refused.status == 400, "\(bound)")
    }
  }

  @Test("a page names no file of the machine: none is read, and none is kept")
  func noFiles() async throws {
    let file = try fixture.picture("other.png", seed: 7).path
    let objects = library.folder.appending(path: "objects").path
    let before = try FileManager.default.subpathsOfDirectory(atPath: objects)
    for name in [file, "/etc/passwd", "other.png", "../other.png"] {
      let page = await fixture.page("/plan?prompt=x&model=troupe/storyboard&edit=\(name)")
      #expect(page.contains("unknown_generation") && !page.contains("looks like text"), "\(name)")
      let answer = await fixture.ask(
        "POST", "/make",
        form: [("prompt", "x"), ("model", "troupe/storyboard"), ("edit", name), ("expect", "00")])
      #expect(answer.status >= 400, "\(name)")
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: objects) == before)
    #expect(try await library.search("").generations.isEmpty)
  }

  @Test("a lineage is planned on another model, rebuilt, and followed")
  func rebuild() async throws {
    let first = try await fixture.shot("@kael on a roof")[0]
    let page = await fixture.page("/rebuild/\(first.id)?model=troupe/storyboard")
    #expect(page.contains("name=\"digest\"") && page.contains("name=\"generation\""))
    let form = page.matches(of: #/name="(max_cost|generation|model|digest)" value="([^"]*)"/#)
      .map { (String($0.1), String($0.2)) }
    let answer = await fixture.ask("POST", "/rebuild", form: form)
    let job = try await fixture.ended(number(answer))
    #expect(job.problems == [], "\(job)")
    let rework = try #require(try await library.reworks().first)
    let shown = await fixture.page("/rework/\(try #require(rework.id))")
    #expect(shown.contains("step-1") && shown.contains("pair made"))
    #expect(shown.contains("name=\"max_cost\" value=\"0.000000\""))
    let step = "/rework/\(try #require(rework.id))/step"
    for bound in ["-1", "x", nil] {
      let form = [("act", "retry"), ("step", "1")] + (bound.map { [("max_cost", $0)] } ?? [])
      let refused = await fixture.ask("POST", step, form: form)
      #expect(refused.status == 400, "\(bound ?? "none")")
    }
    let retry = await fixture.ask(
      "POST", step, form: [("act", "retry"), ("step", "1"), ("max_cost", "0.000000")])
    #expect(try await fixture.ended(number(retry)).problems == [])
  }

  @Test("names behind an at sign are found by handle, name and alias, with their looks")
  func names() async throws {
    try await library.addLook("winter", to: "kael")
    try await library.addAliases(["凯尔"], to: "kael")
    func texts(_ query: String) async throws -> [String] {
      let answer = await fixture.ask("/plan/names?q=\(query.inQuery)")
      return (try answer.json("names") as? [[String: Any]] ?? []).compactMap {
        $0["text"] as? String
      }
    }
    #expect(try await texts("@ka") == ["@kael", "@kael/winter"])
    #expect(try await texts("@凯").first == "@kael")
    #expect(try await texts("@zzz") == [])
    #expect(try await texts("@").contains("@lamp"))
  }

  @Test("costs, models, scenes and work have their pages, in both languages")
  func others() async throws {
    try await fixture.shot("@kael on a roof")
    for address in ["/costs", "/costs?by=asset", "/models", "/models?show=all", "/scenes", "/jobs"]
    {
      for language in ["en", "zh"] {
        let answer = await fixture.ask(address, language: language)
        #expect(answer.status == 200 && answer.text.contains("</html>"), "\(address)")
      }
    }
    let file = fixture.base.appending(path: "scene.toml")
    try Data("[[shot]]\nid = \"1\"\nprompt = \"@kael on a roof\"\n".utf8).write(to: file)
    let scene = try Scene(contentsOf: file)
    var options = SceneOptions()
    options.model = "troupe/storyboard"
    _ = try await library.run(scene, at: file, options)
    #expect((await fixture.page("/scenes")).contains("scene.toml"))
    let page = await fixture.page("/scene?file=\(file.path.inQuery)")
    #expect(page.contains("shot-1") && page.contains("/preview/512/"))
    #expect(await fixture.ask("/scene?file=%2Fetc%2Fpasswd").status >= 400)
  }
}
