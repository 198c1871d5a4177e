import Foundation
import Testing
import Troupe

@Suite struct SceneFaultTests {
  private static func place(_ line: Int) -> TextPlace { TextPlace("Scene", line: line) }

  private func fault(_ text: String, _ format: SceneFormat = .toml) -> SceneError? {
    do {
      _ = try SampleScene.read(text, format)
    } catch TroupeError.scene(let error) {
      return error
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  @Test func anUnknownKeyIsNamedWithTheNearest() throws {
    for (text, format, line): (String, SceneFormat, Int) in [
      ("[[shot]]\nprompt = \"a\"\n\ntakse = 3\n", .toml, 4),
      ("shots:\n  - prompt: a\n    takse: 3\n", .yaml, 3),
      ("prompt,takse\na,\nb,3\n", .csv, 3),
      ("## A\ntakse: 3\n\nb\n", .markdown, 2),
      ("---\nseed: 1\ntakse: 3\n---\n## A\n\nb\n", .markdown, 3),
    ] {
      guard case .unknownKey(let place, let key, let nearest, _) = fault(text, format) else {
        Issue.record("\(format): no unknown key")
        continue
      }
      #expect(place == Self.place(line) && key.hasSuffix("takse"), "\(format)")
      if key == "takse" { #expect(nearest.first == "takes" || line == 3) }
    }
  }

  @Test func twoShotsOfOneIDAreBothNamed() {
    #expect(
      fault("[[shot]]\nid = 3\nprompt = \"a\"\n[[shot]]\nprompt = \"b\"\nid = \"3\"")
        == .duplicateShot(Self.place(6), id: "3", first: 2))
    #expect(
      fault("## 3\n\na\n\n## Shot 3: b\n\nc", .markdown)
        == .duplicateShot(Self.place(5), id: "3", first: 1))
  }

  @Test func shotsThatWaitForEachOtherAreARing() {
    let ring = """
      id,prompt,after,edit
      1,a,,
      2,b,4,
      3,c,2,1
      4,d,1; 3:pose,
      """
    #expect(fault(ring, .csv) == .shotRing(Self.place(3), shots: ["2", "4", "3", "2"]))
    #expect(
      fault("id,prompt,edit\n1,a,1", .csv) == .shotRing(Self.place(2), shots: ["1", "1"]))
  }

  @Test func whatIsNotThereIsNamedWithItsLine() {
    let start = "[[shot]]\nid = \"roof\"\nprompt = \"a\"\n"
    #expect(
      fault(start + "after = \"rof\"")
        == .unknownShot(Self.place(4), shot: "rof", nearest: ["roof"]))
    #expect(
      fault(start + "edit = \"rooff\"")
        == .unknownShot(Self.place(4), shot: "rooff", nearest: ["roof"]))
    #expect(
      fault(start + "ref = [\"no/such.png:pose\"]")
        == .missingFile(Self.place(4), path: "no/such.png"))
    #expect(fault("[[shot]]\nid = \"x\"") == .noPrompt(Self.place(1), shot: "x"))
    #expect(
      fault("[snippets]\nink = \"b\"\n[[shot]]\n\nprompt = \"a %inks\"")
        == .unknownSnippet(Self.place(5), name: "inks", nearest: ["ink"]))
    #expect(
      fault("[variables]\nplace = \"b\"\n[[shot]]\nprompt = \"a {palce}\"")
        == .unknownVariable(Self.place(4), name: "palce", nearest: ["place"]))
    #expect(
      fault("[snippets]\na = \"%b\"\nb = \"%a\"\n[[shot]]\nprompt = \"x %a\"")
        == .snippetRing(Self.place(5), names: ["a", "b", "a"]))
  }

  @Test(arguments: [
    "takes = 0", "takes = \"many\"", "aspect = \"wide\"", "seed = 0.5", "overflow = \"flood\"",
    "max_cost = -1", "shot = 0", "stretch = \"perhaps\"", "with = \"two words\"", "look = \"x\"",
    "look.\"a b\" = \"x\"", "ref = \"a.png:posed\"", "id = \"a/b\"", "after = \"1:parent\"",
    "uri = \"https://a.b/c:text/html\"",
  ])
  func aBadValueSaysItsKeyAndLine(line: String) {
    let text = "[[shot]]\nid = 1\nprompt = \"a\"\n[[shot]]\nprompt = \"a\"\n\n\(line)"
    guard case .badValue(let place, let key, _, let expected) = fault(text) else {
      Issue.record("\(line) was taken")
      return
    }
    #expect(place == Self.place(7) && line.hasPrefix(key.prefix(4)) && !expected.isEmpty)
  }

  @Test func brokenFilesSayTheirLine() {
    for (text, format, line): (String, SceneFormat, Int) in [
      ("[[shot]]\nprompt = \"a\n", .toml, 2), ("a = 1\na = 2\n", .toml, 2),
      ("[shot]\nprompt = \"a\"\n", .toml, 1), ("shot = [{prompt = \"a\"}]\n", .toml, 1),
      ("shots:\n  - prompt: \"a\n", .yaml, 3), ("shots:\n- a\n", .yaml, 2),
      ("shots:\n  - a: 1\n   b: 2\n", .yaml, 3), ("- a\n", .yaml, 1),
      ("shots:\n  - prompt: a\n    look: {a: {b: {c: d}}}\n", .yaml, 3),
      ("prompt,seed\na,1\n\"b,2\n", .csv, 3), ("prompt\na,b\n", .csv, 2),
      ("---\ntitle: a\n", .markdown, 1),
      ("---\ntitle: \"a\n---\n## 1\n\nb\n", .markdown, 3),
    ] {
      guard case .malformed(let place, _, let reason) = fault(text, format) else {
        Issue.record("\(text) was taken")
        continue
      }
      #expect(place.line == line && !reason.isEmpty, "\(text)")
    }
  }

  @Test func bytesThatAreNoTextSayTheirLine() {
    for bytes: [UInt8] in [[0x61, 0x0A, 0xFF], [0x61, 0x0A, 0x00, 0x0A]] {
      #expect(throws: TroupeError.scene(.notText(Self.place(2)))) {
        try Scene(data: Data(bytes), name: "Scene", format: .toml)
      }
    }
  }

  /// A shot for which thousands of others wait, and nesting that would fill a stack.
  @Test func hugeScenesAreReadOrRefused() throws {
    let rows = (0..<10_000).map { "n\($0),a\($0 == 0 ? "," : ",n\($0 - 1)")" }
    let long = try SampleScene.read("id,prompt,after\n" + rows.joined(separator: "\n"), .csv)
    #expect(long.shots.count == 10_000)
    let more = "prompt\n" + String(repeating: "a\n", count: 10_001)
    #expect(fault(more, .csv)?.code == "scene_too_large")
    let deep = "shots: " + String(repeating: "[", count: 100_000)
    #expect(fault(deep, .yaml)?.code == "malformed_scene")
    let nested = "a = " + String(repeating: "[", count: 100_000)
    #expect(fault(nested, .toml)?.code == "malformed_scene")
  }
}
