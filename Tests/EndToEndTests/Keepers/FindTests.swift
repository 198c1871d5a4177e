import Foundation
import Testing

/// Finding, as people and programs type it.
@Suite struct FindTests {
  private func fixture() async throws -> CommandLineFixture {
    let fixture = try await CommandLineFixture.withCast()
    let lines = (0..<30).map {
      #"{"prompt": "roof \#($0)", "created_at": "2026-0\#($0 % 9 + 1)-01", "model": "sdxl", "cast": ["kael"]}"#
    }
    try Data(lines.joined(separator: "\n").utf8).write(
      to: fixture.library.appending(path: "old.jsonl"))
    let told = try await fixture.must("import", "--jsonl", "old.jsonl")
    #expect(told.stdout.contains("30 generations imported."))
    return fixture
  }

  @Test func pagesAndTotals() async throws {
    let fixture = try await fixture()
    let first = try await fixture.must("search", "roof", "--limit", "25", "--json").json()
    #expect(first["generations"].array.count == 25 && first["total"].int == 30)
    let next = try #require(first["next"].string)
    let second = try await fixture.must(
      "search", "roof", "--limit", "25", "--after", next, "--json"
    ).json()
    #expect(second["generations"].array.count == 5 && !second["next"].exists)
    let told = try await fixture.must("search", "roof", "--limit", "2")
    #expect(told.stderr.contains("2 of 30 shown"))
    #expect(try await fixture.run(["search", "roof", "--after", "x"]).status == 2)
    let words = try await fixture.must("search", "--complete", "roof with:@k")
    #expect(words.stdout == "with:@kael\n")
    let document = try await fixture.must("search", "--complete", "model:s", "--json").json()
    #expect(document["completions"].array.compactMap(\.string) == ["model:sdxl"])
    #expect(try await fixture.run(["search", "--complete", "--facets", "a"]).status == 2)
  }

  @Test func whatIsNotUnderstoodIsSaid() async throws {
    let fixture = try await fixture()
    for query in ["state:reffused", "after:soon", "colour:red", "roof OR", "parent:01ZZZZZZ"] {
      let told = try await fixture.must("search", query)
      #expect(told.stderr.contains("Warning:"), "\(query)")
    }
    let explained = try await fixture.must("search", "(roof OR sea) -rain", "--explain")
    #expect(explained.stderr.contains(#"without "rain", ("roof" or "sea")"#))
  }

  @Test func countsByWhatItIsLike() async throws {
    let fixture = try await fixture()
    let facets = try await fixture.must("search", "roof on:2026-01", "--facets", "--json").json()
    #expect(facets["facets"]["total"].int == 4)
    #expect(facets["facets"]["models"][0]["value"].string == "sdxl")
    let table = try await fixture.must("search", "roof", "--facets").stdout
    #expect(table.contains("2026-09") && table.contains("@kael") && table.contains("30"))
  }

  @Test func manyQuestionsInOneProcess() async throws {
    let fixture = try await fixture()
    let questions = """
      {"query": "roof", "limit": 3}
      {"query": "with:@kael sort:oldest", "limit": 1}
      {"query": "nothing of it"}
      not json
      {"query": "board:none"}
      {"query": "\\"roof 7\\""}
      """
    let answer = try await fixture.run(["search", "--batch"], stdin: questions)
    let lines = answer.stdout.split(separator: "\n").map(String.init)
    #expect(answer.status == 0 && lines.count == 6)
    func json(_ line: Int) throws -> Any {
      try JSONSerialization.jsonObject(with: Data(lines[line].utf8))
    }
    #expect((try json(0) as? [[String: Any]])?.count == 3)
    let oldest = try #require((try json(1) as? [[String: Any]])?.first)
    #expect(oldest["prompt"] as? String == "roof 0" && oldest["id"] is String)
    #expect((try json(2) as? [[String: Any]])?.isEmpty == true)
    #expect(lines[3].contains(#""code":"invalid_value""#))
    #expect(lines[4].contains(#""code":"unknown_board""#))
    #expect((try json(5) as? [[String: Any]])?.map { $0["prompt"] as? String } == ["roof 7"])
  }

  @Test func faultyLinesAreTold() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let told = try await fixture.run(
      ["import", "--jsonl", "-"], stdin: "{\"prompt\": \"a roof\"}\n{\"prompt\": 3}\nx\n")
    #expect(told.status == 0)
    #expect(told.stdout.contains("1 generation imported, 2 lines not taken."))
    #expect(told.stderr.contains("Line 2 was not taken: its prompt is '3'"))
    let missing = try await fixture.run(["import", "--jsonl", "none.jsonl"])
    #expect(missing.status != 0 && missing.stderr.contains("none.jsonl"))
  }
}
