import TestSupport
import Testing

@testable import TroupeGallery

struct TemplateTests {
  private func render(_ template: String, _ values: PageValue, _ more: [String: String] = [:])
    throws -> String
  {
    try PageTemplates(more.merging(["page": template]) { $1 }).render("page", values)
  }

  @Test func hostileTextsStayText() throws {
    let pieces = [
      "<", ">", "\"", "'", "&", "\u{301}", "\u{FE0F}", "\u{200D}", "\u{20E3}", "a", " ", "\n", "\t",
      "\0", "\u{7F}", "\u{85}", "\u{1B}", "{{", "}}", "{{{x}}}", "{{x}}", "<script>", "</p>", "\r",
      "&lt;", "--", "\u{202E}", "\u{1F469}", "\u{0338}", "x=1", "小", "\u{E0001}", "\r\n",
    ]
    let templates = try PageTemplates([
      "page": "<p>{{x}}</p><p a=\"{{x}}\">{{#list}}<i b=\"{{.}}\">{{.}}</i>{{/list}}</p>{{{x}}}"
    ])
    var generator = Numbers()
    for _ in 0..<10_000 {
      let text = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      let page = templates.render("page", ["x": .text(text), "list": .texts([text])])
      let once = PageValue.escaped(text)
      let expected = "<p>\(once)</p><p a=\"\(once)\"><i b=\"\(once)\">\(once)</i></p>\(once)"
      #expect(page.unicodeScalars.elementsEqual(expected.unicodeScalars))
      let scalars = once.unicodeScalars
      #expect(!scalars.contains { "<>\"'".unicodeScalars.contains($0) })
      #expect(
        !scalars.contains {
          ($0.value < 32 && ![9, 10, 13].contains($0.value)) || (127...159).contains($0.value)
        })
      #expect(read(once) == replaced(text))
    }
  }

  /// What a browser reads where `escaped` stands.
  private func read(_ escaped: String) -> [Unicode.Scalar] {
    var plain: [Unicode.Scalar] = []
    var rest = escaped.unicodeScalars[...]
    let entities: [(String, Unicode.Scalar)] = [
      ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
    ]
    while let scalar = rest.first {
      if let (entity, meant) = entities.first(where: { rest.starts(with: $0.0.unicodeScalars) }) {
        plain.append(meant)
        rest = rest.dropFirst(entity.unicodeScalars.count)
      } else {
        plain.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return plain
  }

  private func replaced(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map {
      ["\0", "\u{7F}", "\u{85}", "\u{1B}"].contains($0) ? "\u{FFFD}" : $0
    }
  }

  @Test func sectionsFollowWhatIsThere() throws {
    let template = "{{#a}}[{{a}}]{{/a}}{{^a}}none{{/a}}"
    #expect(try render(template, ["a": "x"]) == "[x]")
    let empty: [PageValue] = [["a": ""], ["a": false], ["a": []], [:], ["a": .markup("")]]
    for value in empty { #expect(try render(template, value) == "none") }
    #expect(try render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", ["a": true]) == "yes")
    #expect(try render("{{#a}}yes{{/a}}", ["a": ["b": "c"]]) == "yes")
  }

  @Test func namesAreFoundInOuterSections() throws {
    let values: PageValue = [
      "w": ["key": "<W>", "deep": ["er": "D"]], "outer": "O", "here": "",
      "rows": [
        ["name": "r1", "tags": ["t<1", "t2"]], ["name": "r2", "tags": [], "outer": "own"],
      ],
    ]
    let template =
      "{{w.key}}{{w.deep.er}}|{{#rows}}{{name}}:{{outer}}:{{w.key}}:"
      + "{{#tags}}({{.}},{{name}},{{outer}},{{renderText}}){{/tags}}{{^tags}}-{{/tags}};{{/rows}}"
    #expect(
      try render(template, values)
        == "&lt;W&gt;D|r1:O:&lt;W&gt;:(t&lt;1,r1,O,)(t2,r1,O,);r2:own:&lt;W&gt;:-;")
    #expect(
      try render("{{#w}}{{key}}{{outer}}{{/w}}{{missing}}{{w.missing}}", values) == "&lt;W&gt;O")
  }

  @Test("words stand in templates from the start, escaped")
  func words() throws {
    let templates = try PageTemplates(
      ["page": "{{w.a}}|{{#x}}{{w.b}}{{/x}}|{{w.c}}"], words: ["a": "<&>", "b": "b\"\u{301}"])
    #expect(templates.render("page", ["x": true]) == "&lt;&amp;&gt;|b&quot;\u{301}|")
  }

  @Test func partialsAreEscapedToo() throws {
    let page = try render(
      "{{#rows}}{{>row}}{{/rows}}{{{m}}}{{^no}}{{>row}}{{/no}}",
      ["rows": [["x": "\"\u{301}"]], "x": "<", "m": .markup("<b>\"</b>")],
      ["row": "<i a=\"{{x}}\">{{{x}}}</i>"])
    let first = "&quot;\u{301}"
    #expect(
      page.unicodeScalars.elementsEqual(
        "<i a=\"\(first)\">\(first)</i><b>\"</b><i a=\"&lt;\">&lt;</i>".unicodeScalars))
  }

  @Test func templatesThatCannotBeReadAreRefused() throws {
    #expect(throws: (any Error).self) { try PageTemplates(["a": "{{#x}}"]) }
    #expect(try PageTemplates([:]).render("none", [:]) == "")
  }

  /// The same numbers in each run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64 = 42
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }
}
