import Foundation
import TestSupport
import Testing

/// What becomes of several images that one command asks for.
@Suite struct BatchTests {
  private static let command = ["generate", "a roof", "-m", "gemini-3-pro-image", "--count"]

  private static func open(_ replies: FakeReply...) async throws -> Setting {
    let setting = try await Setting(replies)
    try setting.write("lib/troupe.toml", Data("requests_at_once = 1\n".utf8))
    return setting
  }

  private static func totals(_ answer: Answer) throws -> [Int?] {
    let totals = try answer.json()["totals"]
    return ["asked", "made", "refused", "failed", "unknown", "not_asked"].map { totals[$0].int }
  }

  @Test func aRefusalOfOneDoesNotStopTheOthers() async throws {
    let setting = try await Self.open(.image(), .imageSafety, .image(), .text())
    let answer = try await setting.run(Self.command + ["5", "--json"])
    #expect(answer.status == 4 && setting.server.requests.count == 5)
    #expect(try Self.totals(answer) == [5, 3, 1, 0, 0, 0])
    #expect(try answer.json()["totals"]["words_only"].int == 1)
    let all = try answer.json()["generations"].array
    #expect(all.map { $0["error"]["code"].string } == [nil, nil, nil, "blocked", "no_image"])
    #expect(try answer.jsonError()["error"]["code"].string == "blocked")
  }

  @Test func theEndIsOneSentence() async throws {
    let setting = try await Self.open(.image(), .imageSafety, .image().sent(.cut(after: 40)))
    let answer = try await setting.run(Self.command + ["4"])
    #expect(answer.status == 8, "the gravest: \(answer.stderr)")
    let sentence =
      "Asked for 4 images: 2 made, 1 refused, 0 failed, 1 unknown, 0 not asked."
    #expect(answer.stderr.contains(sentence) && answer.stderr.contains("IMAGE_SAFETY"))
    let unknown = try await setting.run("search", "state:unknown", "--json").json()
    let id = try #require(unknown["generations"][0]["id"].string)
    #expect(answer.stderr.contains("'troupe show \(id)'"), "\(answer.stderr)")
    #expect(answer.stdout.split(separator: "\n").count == 2)
  }

  @Test(arguments: [FakeReply.invalidKey, .noQuota, .error(404, "NOT_FOUND", "No such model.")])
  func whatStrikesAllStopsTheRest(_ reply: FakeReply) async throws {
    let setting = try await Self.open(.image(), reply)
    let answer = try await setting.run(Self.command + ["5", "--json"])
    #expect(answer.status != 0 && setting.server.requests.count == 2, "\(answer.stderr)")
    #expect(try Self.totals(answer) == [5, 1, 0, 1, 0, 3])
  }

  @Test func theBudgetStopsTheRestAndNothingIsLost() async throws {
    let setting = try await Setting()
    try setting.write(
      "lib/troupe.toml", Data("requests_at_once = 1\nmax_cost_month = 0.3\n".utf8))
    let answer = try await setting.run(Self.command + ["4", "--json"])
    #expect(answer.status == 4 && setting.server.requests.count == 2, "\(answer.stderr)")
    #expect(try Self.totals(answer) == [4, 2, 0, 0, 0, 2])
    #expect(try answer.json()["stopped"]["code"].string == "over_budget")
  }

  @Test func ctrlCTellsWhatWasMade() async throws {
    let setting = try await Self.open(.image(), FakeReply.image().sent(.silent))
    let run = try setting.start(Self.command + ["4", "--json"])
    while setting.server.requests.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
    run.signal(SIGINT)
    let answer = try await run.answer()
    #expect(answer.status == 130, "\(answer.stderr)")
    #expect(try Self.totals(answer) == [4, 1, 0, 0, 1, 2])
    #expect(try answer.json()["generations"].array.count == 2)
  }

  @Test func ctrlCTellsAPersonToo() async throws {
    let setting = try await Self.open(.image(), FakeReply.image().sent(.silent))
    let run = try setting.start(Self.command + ["4"])
    while setting.server.requests.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
    run.signal(SIGINT)
    let answer = try await run.answer()
    #expect(answer.status == 130 && answer.stderr.contains("1 made"), "\(answer.stderr)")
    #expect(answer.stderr.contains("1 unknown, 2 not asked."), "\(answer.stderr)")
    #expect(answer.stderr.contains("'troupe show 0"), "\(answer.stderr)")
  }
}
