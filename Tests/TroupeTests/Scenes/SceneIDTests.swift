import Foundation
import TestSupport
import Testing
import Troupe

@Suite struct SceneIDTests {
  private func written(_ text: String, _ format: SceneFormat) throws -> String {
    try Scene.writingIDs(in: text, name: "Scene", format: format)
  }

  @Test func anIDIsWrittenWhereNoneIsAndNothingElseChanges() throws {
    let toml =
      "\u{FEFF}# head\r\n[[shot]]  # [[shot]]\r\nprompt = '''\r\n[[shot]]'''\r\n[[shot]]\r\nprompt=\"b\" # end"
    let new = try written(toml, .toml)
    let ids = try SampleScene.read(new, .toml).shots.map(\.id)
    #expect(
      new
        == "\u{FEFF}# head\r\n[[shot]]  # [[shot]]\r\nid = \"\(ids[0])\"\r\nprompt = '''\r\n[[shot]]'''\r\n[[shot]]\r\nid = \"\(ids[1])\"\r\nprompt=\"b\" # end"
    )
    #expect(ids.allSatisfy { $0.wholeMatch(of: /s[2-9a-z]{4}/) != nil })
  }

  @Test(arguments: [
    (
      "shots:\n# one\n-   prompt: a\n    takes: 2\n- {prompt: b}\n-\n  prompt: c", SceneFormat.yaml,
      "shots:\n# one\n-   id: ID\n    prompt: a\n    takes: 2\n- {id: ID, prompt: b}\n-\n  id: ID\n  prompt: c"
    ),
    ("prompt,seed\na,1\n\n,,\nb,2", .csv, "id,prompt,seed\nID,a,1\n\n,,,\nID,b,2"),
    ("prompt;id\r\na\r\n\"b\";\r\nc;\"\"", .csv, "prompt;id\r\na;ID\r\n\"b\";ID\r\nc;\"ID\""),
    (
      "# T\n\n## The roof\n\na: b is said\n", .markdown, ""
    ),
    (
      "## The roof\n\ntakes: 2\n\na\n\n## Shot 2\n\nb\n## C\nd", .markdown,
      "## The roof\n\nid: ID\ntakes: 2\n\na\n\n## Shot 2\n\nb\n## C\nid: ID\nd"
    ),
    (
      "| prompt | seed |\n|---|---|\n| a \\| b | 1 |\n| c | |\n", .markdown,
      "| id | prompt | seed |\n|--- | ---|---|\n| ID | a \\| b | 1 |\n| ID | c | |\n"
    ),
    (
      "prompt|id\n--|--\na|\nb|2", .markdown, "prompt|id\n--|--\na | ID|\nb|2"
    ),
  ])
  func eachFormatHasAPlaceForIt(text: String, format: SceneFormat, expected: String) throws {
    guard !expected.isEmpty else {
      // What looks like a key is one, and is refused, as it would be with an id before it.
      #expect(throws: TroupeError.self) { try written(text, format) }
      return
    }
    let new = try written(text, format)
    let ids = try SampleScene.read(new, format).shots.map(\.id)
    let neutral = ids.filter { $0.count == 5 }.reduce(new) { $0.replacing($1, with: "ID") }
    #expect(neutral == expected)
    #expect(try written(new, format) == new)
  }

  @Test func noIDIsOneThatTheFileMentions() throws {
    let text = "[[shot]]\nprompt = \"a\"\n"
    let id = try #require(try SampleScene.read(text).shots.first).id
    let noted = "# \(id) was cut\n\(text)"
    #expect(try SampleScene.read(noted).shots.first?.id != id)
    // Two shots of the same words are two.
    let twins = try SampleScene.read(text + text)
    #expect(Set(twins.shots.map(\.id)).count == 2 && twins.missingIDs)
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    #expect(throws: TroupeError.self) {
      try written("shots:\n- &x\n  prompt: b\n- *x\n", .yaml)
    }
  }

  /// Random scenes keep their shots and every byte but the ids, and a second time nothing changes.
  @Test func randomScenesKeepTheirShots() throws {
    var random = SeededRandom(state: 17)
    for round in 0..<50 {
      for format in SceneFormat.allCases {
        let text = RandomScene(&random).text(format)
        let before = try SampleScene.read(text, format)
        let new = try written(text, format)
        let after = try SampleScene.read(new, format)
        #expect(after.shots.map(\.id) == before.shots.map(\.id), "\(round) \(format) \(text)")
        #expect(after.shots.map(\.unplaced) == before.shots.map(\.unplaced), "\(round) \(text)")
        #expect(!after.missingIDs)
        #expect(try written(new, format) == new)
        #expect(RandomScene.isSubsequence(text, of: new))
      }
    }
  }
}

extension Troupe.Shot {
  /// Without its line, which ids above move.
  fileprivate var unplaced: Troupe.Shot {
    var shot = self
    shot.line = 0
    return shot
  }
}

/// A scene of random shots, of which some have an id.
private struct RandomScene {
  private var shots: [(id: String?, prompt: String, takes: Int?)] = []
  private let end: String
  private let hasEnd: Bool
  private let mark: String

  private static let words = [
    "@kael", "a roof", "50% gray", "夜", "émigré", "{", "100", "\u{1F3AD}", "it's", "x: y", "- z",
  ]

  init(_ random: inout SeededRandom) {
    for number in 1...Int.random(in: 1...6, using: &random) {
      let words = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Self.words.randomElement(using: &random) ?? ""
      }
      shots.append(
        (
          Bool.random(using: &random) ? "n\(number)" : nil, "A " + words.joined(separator: " "),
          Bool.random(using: &random) ? number : nil
        ))
    }
    end = Bool.random(using: &random) ? "\r\n" : "\n"
    hasEnd = Bool.random(using: &random)
    mark = Int.random(in: 0..<4, using: &random) == 0 ? "\u{FEFF}" : ""
  }

  func text(_ format: SceneFormat) -> String {
    let lines =
      switch format {
      case .toml: shots.flatMap(toml)
      case .yaml: ["# scene", "shots:"] + shots.flatMap(yaml)
      case .csv:
        ["takes,prompt,id"] + shots.map { "\($0.takes ?? 1),\"\($0.prompt)\",\($0.id ?? "")" }
      case .markdown: shots.flatMap(markdown)
      }
    return mark + lines.joined(separator: end) + (hasEnd ? end : "")
  }

  private typealias One = (id: String?, prompt: String, takes: Int?)

  private func toml(_ shot: One) -> [String] {
    ["[[shot]]", "prompt = \"\(shot.prompt)\" # said"]
      + [shot.takes.map { "takes = \($0)" }, shot.id.map { "id = \"\($0)\"" }].compactMap { $0 } + [
        ""
      ]
  }

  private func yaml(_ shot: One) -> [String] {
    ["  - prompt: \"\(shot.prompt)\""]
      + [shot.takes.map { "    takes: \($0)" }, shot.id.map { "    id: \($0)" }].compactMap { $0 }
  }

  private func markdown(_ shot: One) -> [String] {
    ["## The \(shot.prompt.prefix(4))"]
      + [shot.takes.map { "takes: \($0)" }, shot.id.map { "id: \($0)" }].compactMap { $0 }
      + ["", shot.prompt, ""]
  }

  /// Whether all of `text` stands in `whole`, in order.
  static func isSubsequence(_ text: String, of whole: String) -> Bool {
    var rest = Array(text.utf8)[...]
    for byte in whole.utf8 where byte == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}
