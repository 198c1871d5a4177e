import Foundation
import TestSupport
import Testing

/// The views of the database say what commands say in JSON.
@Suite struct ViewTests {
  /// Pictures that were made, edited, rated, tagged, kept as a reference and paid for; each way of taking back is used too.
  private static func library() async throws -> ViewFixture {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "generate", "@kael on a roof, @ink", "--model", "troupe/storyboard", "--aspect", "16:9")
    try await fixture.must("edit", "@last", "The same at dawn")
    for command in [
      ["rate", "@last", "2"], ["rate", "@last", "4"], ["pick", "@last"], ["tag", "Hero", "@last"],
      ["tag", "dawn", "@last/1"], ["tag", "wrong", "@last"], ["tag", "--remove", "wrong", "@last"],
      ["note", "@last/1", "left hand"], ["rate", "@last~1", "5"], ["undo"],
      ["reference", "add", "@kael", "@last", "--view", "profile", "--pin", "--tag", "night"],
      ["rename", "@kael", "@kaelan"],
    ] {
      let answer = try await fixture.run(command)
      try #require(answer.status == 0, "\(command): \(answer.stderr)")
    }
    let server = try FakeGemini([.image(SamplePicture.png(width: 40, height: 30))])
    defer { server.stop() }
    try await fixture.must(
      "generate", "@kaelan in the rain", "--model", "gemini-3-pro-image",
      environment: GeminiTests.keys(server))
    return ViewFixture(fixture: fixture)
  }

  @Test("pictures, what is said of them, the cast and its costs are the same in SQL as in JSON")
  func viewsSayWhatCommandsSay() async throws {
    let views = try await Self.library()
    try await checkGenerations(views)
    try await checkAssets(views)
    for grouping in ["day", "model", "provider"] { try await checkCosts(grouping, views) }
    try await views.fixture.must("verify")
  }

  private func checkGenerations(_ views: ViewFixture) async throws {
    let found = try await views.fixture.must("search", "--json", "--limit", "9").json()
    let generations = found["generations"].array
    #expect(generations.count == 3 && generations[0]["cost_usd"].double ?? 0 > 0)
    #expect(try views.rows("view_generation").count == 3)
    for generation in generations {
      try check(generation, views)
      try checkImages(of: generation, views)
      try checkInputs(of: generation, views)
    }
    let ids = generations.compactMap(\.["id"].string)
    try #require(ids.count == 3)
    let steps = try views.rows("view_lineage")
    #expect(steps.contains(["child": ids[1], "parent": ids[2]]))
    #expect(try views.rows("view_image", where: "rating IS NOT NULL").count == 1)
  }

  private func check(_ generation: JSON, _ views: ViewFixture) throws {
    let id = try #require(generation["id"].string)
    let row = try views.row("view_generation", where: "id = '\(id)'")
    for column in [
      "state", "message", "model", "model_resolved", "provider", "prompt", "prompt_written",
      "prompt_sent", "finish_reason", "member", "session", "turn", "batch", "replay_of",
      "rebuild_of",
    ] {
      #expect(row[column] == generation[column].sqlText, "\(column)")
    }
    for column in ["aspect", "size", "seed"] {
      #expect(row[column] == generation["parameters"]["sent"][column].sqlText, "\(column)")
    }
    let parent = row["parent"].map { "\($0)/\(row["parent_position"] ?? "")" }
    #expect(parent == generation["parent"]["origin"].string)
    #expect(row["cost_usd"].flatMap(Double.init) == generation["cost_usd"].double)
    #expect(row["images"] == "\(generation["outputs"].array.count)")
    #expect(row["path"] == generation["outputs"][0]["path"].string)
    try checkMoment(row["created_at"], generation["created_at"])
    #expect(try views.row("view_attempt", where: "generation = '\(id)'")["status"] == "200")
  }

  /// A moment of SQL is the stored one; a document may round it to the millisecond before.
  private func checkMoment(_ text: String?, _ document: JSON) throws {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let (found, told) = (try #require(text), try #require(document.string))
    #expect(found.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(found)")
    let distance = try Date(found, strategy: style).timeIntervalSince(Date(told, strategy: style))
    #expect(abs(distance) < 0.0015, "\(found) and \(told)")
  }

  private func checkImages(of generation: JSON, _ views: ViewFixture) throws {
    let id = try #require(generation["id"].string)
    let said = generation["annotations"].array
    let rows = try views.rows("view_image", where: "generation = '\(id)' ORDER BY position")
    #expect(rows.count == generation["outputs"].array.count)
    for (row, output) in zip(rows, generation["outputs"].array) {
      let name = output["id"].string
      #expect("\(id)/\(row["position"] ?? "")" == name)
      for column in ["digest", "path", "width", "height"] {
        #expect(row[column] == output[column].sqlText, "\(column)")
      }
      #expect(row["type"] == output["type"].string)
      let file = views.fixture.library.appending(path: row["path"] ?? "?")
      #expect(try Data(contentsOf: file).count == row["byte_count"].flatMap(Int.init))
      let own = said.first { $0["target"].string == name } ?? JSON(nil)
      for column in ["rating", "pick", "note"] {
        #expect(row[column] == own[column].sqlText, "\(column)")
      }
    }
    let tags = try views.rows("view_tag", where: "generation = '\(id)'").map { row in
      "\(id)\(row["position"].map { "/\($0)" } ?? "") \(row["tag"] ?? "")"
    }
    let told = said.flatMap { one in
      one["tags"].texts.map { "\(one["target"].string ?? "") \($0)" }
    }
    #expect(tags.sorted() == told.sorted())
  }

  private func checkInputs(of generation: JSON, _ views: ViewFixture) throws {
    let id = try #require(generation["id"].string)
    let rows = try views.rows("view_input", where: "generation = '\(id)' ORDER BY position")
    let sent = generation["references"].array
    #expect(rows.count == sent.count && !rows.isEmpty)
    for (row, input) in zip(rows, sent) {
      for column in [
        "position", "role", "kind", "look", "view", "label", "reason", "reference", "rendition",
      ] {
        #expect(row[column] == input[column].sqlText, "\(column)")
      }
      #expect(row["handle"] == input["asset"].string)
      let origin = row["origin_generation"].map { "\($0)/\(row["origin_position"] ?? "")" }
      #expect(origin == input["origin"].string)
    }
  }

  private func checkAssets(_ views: ViewFixture) async throws {
    let assets = try await views.fixture.must("list", "--json").json()["assets"].array
    #expect(try views.rows("view_asset").count == assets.count)
    for asset in assets {
      let id = try #require(asset["id"].string)
      let row = try views.row("view_asset", where: "id = '\(id)'")
      for column in ["handle", "kind", "name", "description", "likeness", "reference_count"] {
        #expect(row[column] == asset[column].sqlText, "\(column)")
      }
      for column in ["traits", "aliases", "tags"] {
        let list = try JSONDecoder().decode([String].self, from: Data((row[column] ?? "").utf8))
        #expect(list == asset[column].texts, "\(column)")
      }
    }
    let told = try await views.fixture.must("reference", "list", "@kaelan", "--json").json()
    let rows = try views.rows("view_reference", where: "handle = '@kaelan' ORDER BY rank")
    #expect(rows.count == 2 && rows.count == told["references"].array.count)
    for (row, reference) in zip(rows, told["references"].array) {
      for column in [
        "rank", "path", "digest", "type", "width", "height", "byte_count", "view", "look",
        "caption",
        "file_name", "source", "retired_at",
      ] {
        #expect(row[column] == reference[column].sqlText, "\(column)")
      }
      #expect((row["is_pinned"] == "1") == (reference["is_pinned"].bool == true))
    }
    let cast = try views.rows("view_cast", where: "handle = '@kaelan' AND handle_then = '@kael'")
    #expect(cast.count >= 1)
  }

  private func checkCosts(_ grouping: String, _ views: ViewFixture) async throws {
    let ledger = try await views.fixture.must("costs", "--by", grouping, "--json").json()
    let sums = try views.rows("view_cost_sum", where: "kind = '\(grouping)' ORDER BY subject")
    let counted = try views.rows("view_cost")
    #expect(sums.count == ledger["lines"].array.count && !sums.isEmpty)
    for (sum, line) in zip(sums, ledger["lines"].array) {
      #expect(sum["subject"] == line["heading"].string)
      for column in ["requests", "images", "open_requests"] {
        #expect(sum[column] == line[column].sqlText, "\(column)")
      }
      #expect(sum["usd"].flatMap(Double.init) == line["cost_usd"].double)
      let own = counted.filter { $0[grouping] == sum["subject"] }
      let dollars = own.compactMap { $0["usd"].flatMap(Double.init) }.reduce(0, +)
      #expect(abs(dollars - (line["cost_usd"].double ?? -1)) < 1e-9)
      #expect(own.count == line["requests"].int)
      #expect(own.compactMap { $0["images"].flatMap(Int.init) }.reduce(0, +) == line["images"].int)
    }
  }
}
