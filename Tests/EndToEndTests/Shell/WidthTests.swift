import Foundation
import Testing

/// Listings in narrow terminals.
@Suite struct WidthTests {
  /// Columns of a terminal: two for what East Asia writes wide, none for marks.
  private static func width(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: sum
      default: sum + ((0x1100...0xFFDC).contains(scalar.value) && !isNarrow(scalar) ? 2 : 1)
      }
    }
  }

  private static func isNarrow(_ scalar: Unicode.Scalar) -> Bool {
    !(0x2E80...0xD7A3).contains(scalar.value) && !(0xFF00...0xFF60).contains(scalar.value)
  }

  @Test("every listing fits 80 and 40 columns")
  func fits() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "set", "@米拉", "--description", "一位修理别人弄坏的东西的工程师，戴着圆形的黄铜眼镜",
      "--trait", "one long braid")
    try await fixture.must("look", "add", "@kael/winter", "--trait", "a heavy coat of grey wool")
    try await fixture.must(
      "generate", "@kael and @米拉 with the @lantern on a roof at night, @ink", "-m", "offline")
    try await fixture.must("edit", "@last", "the rain stops; first light from the left")
    try await fixture.must("tag", "hero", "@last")
    try await fixture.must("note", "@last", "the hand on the left is to be looked at once more")
    try await fixture.must("board", "add", "covers", "roof night with:@kael rating:4..")
    try await fixture.must("snippet", "set", "ink-night", "ink wash, deep blacks, a single lamp")
    try await fixture.must("session", "start", "-m", "offline")
    try await fixture.must("rebuild", "@last", "--model", "gemini-3-pro-image", "--plan")
    let commands: [[String]] = [
      ["list"], ["show", "@kael"], ["show", "@last"], ["show", "@kael", "--versions"], ["search"],
      ["search", "roof", "--facets"], ["lineage", "@last"], ["costs"],
      ["costs", "--by", "model"], ["models"], ["models", "show", "gemini-3-pro-image"],
      ["models", "compare", "gemini-3-pro-image", "troupe/storyboard"], ["models", "check"],
      ["plan", "@kael with @lantern", "-m", "gemini-3-pro-image"],
      ["plan", "@kael from behind, @ink", "-m", "offline", "--explain"],
      ["plan", "@kael", "--compare", "gemini-3-pro-image", "offline"], ["coverage", "@kael"],
      ["reference", "list", "@kael"], ["compare", "@last", "@last~1"], ["session", "list"],
      ["session", "show"], ["snippet", "list"], ["board", "list"], ["key", "list"], ["config"],
      ["verify"], ["look", "list", "@kael"],
      ["rebuild", "@last", "--model", "gemini-3-pro-image", "--plan"],
      ["complete", "@kael", "--plan", "-m", "offline"],
    ]
    for columns in [80, 40] {
      for command in commands {
        let answer = try await fixture.run(command, environment: ["COLUMNS": "\(columns)"])
        #expect(answer.status == 0 && !answer.stdout.isEmpty, "\(command): \(answer.stderr)")
        for line in answer.stdout.split(separator: "\n") where Self.width(line) > columns {
          Issue.record("\(command.joined(separator: " ")) at \(columns): \(line)")
        }
      }
    }
  }

  @Test("what reads a pipe gets whole paths; colors come where they are forced, and never in JSON")
  func pipes() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael", "-m", "offline")
    let file = try #require(
      try await fixture.must("show", "@last", "--json").json()["files"][0].string)
    #expect(try await fixture.must("search").stdout.contains(file))
    let escape = "\u{1B}["
    #expect(try await !fixture.must("list").stdout.contains(escape))
    let forced = ["FORCE_COLOR": "1"]
    #expect(try await fixture.must("list", environment: forced).stdout.contains(escape))
    #expect(try await !fixture.must("list", "--json", environment: forced).stdout.contains(escape))
    for variables in [["FORCE_COLOR": "0"], ["FORCE_COLOR": "1", "NO_COLOR": "1"]] {
      #expect(try await !fixture.must("list", environment: variables).stdout.contains(escape))
    }
  }
}
