import Foundation
import TestSupport
import Testing

/// A rebuild at the command line: what is printed in every case, and how it is gone on with.
@Suite struct ReworkCommandTests {
  private static let old = "gemini-3-pro-image"
  private static let new = "gemini-2.5-flash-image"

  /// A shot and edits of it, one of the other; the name of the last.
  private func chain(_ setting: Setting, edits: Int) async throws -> String {
    _ = try await setting.run("generate", "a roof", "-m", Self.old)
    for number in 0..<edits { _ = try await setting.run("edit", "@last", "edit \(number)") }
    return try #require(try await setting.run("show", "@last", "--json").json()["id"].string)
  }

  @Test func theDocumentIsPrintedWhateverBecomesOfIt() async throws {
    let setting = try await Setting()
    let last = try await chain(setting, edits: 2)
    setting.server.enqueue(.image(), .imageSafety)
    let rebuilt = try await setting.run("rebuild", last, "-m", Self.new, "--json")
    #expect(rebuilt.status == 4)
    let document = try rebuilt.json()
    let states = document["steps"].array.map { $0["takes"][0]["state"].string }
    #expect(states == ["made", "refused", "blocked"])
    #expect(document["totals"]["refused"].int == 1 && document["totals"]["made"].int == 1)
    let id = try #require(document["rework"]["id"].string)
    let next = try #require(document["next_steps"]["2.1"].string)
    #expect(next.hasPrefix("troupe rework retry \(id) 2"))
    #expect(rebuilt.stderr.contains("rework_incomplete"))

    let shown = try await setting.run("rework", "show")
    #expect(shown.status == 0 && shown.stdout.contains("refused") && shown.stdout.contains(next))
    let retried = try await setting.run(
      "rework", "retry", "@last", "2", "--prompt", "a calm edit", "--json")
    #expect(retried.status == 4, "one more step waits")
    let done = try await setting.run("rework", "resume", "--json")
    #expect(try done.status == 0 && done.json()["rework"]["state"].string == "finished")
    let sheet = try await setting.run(
      "compare", "--rework", "@last", "--json")
    #expect(try sheet.json()["pairs"].array.count == 3)
    let lineage = try await setting.run("lineage", last, "--json").json()
    #expect(lineage["pairs"].array.count == 3)
    #expect(try await setting.run("verify").status == 0)
  }

  @Test func aKillInTheMiddleLosesNothingAndPaysNothingTwice() async throws {
    let setting = try await Setting()
    let last = try await chain(setting, edits: 3)
    let before = setting.server.requests.count
    setting.server.enqueue(.image(), .image().sent(.silent))
    let run = try setting.start("rebuild", last, "-m", Self.new)
    while setting.server.requests.count < before + 2 {
      try await Task.sleep(for: .milliseconds(20))
    }
    run.signal(SIGKILL)
    _ = try await run.answer()
    let halted = try await setting.run("rework", "resume", "--json")
    #expect(halted.status == 8)
    let states = try halted.json()["steps"].array.map { $0["takes"][0]["state"].string }
    #expect(states == ["made", "unknown", "blocked", "blocked"])
    #expect(setting.server.requests.count == before + 2, "what may be billed is not sent again")
    let next = try #require(try halted.json()["next_steps"]["2.1"].string)
    let words = next.split(separator: " ").dropFirst().map(String.init)
    #expect(words.prefix(2) == ["rework", "resend"])
    _ = try await setting.run(words)
    let done = try await setting.run("rework", "resume", "--json")
    #expect(try done.status == 0 && done.json()["rework"]["state"].string == "finished")
    #expect(setting.server.requests.count == before + 5, "four steps, and one resent by word")
    #expect(try await setting.run("verify").status == 0)
  }

  @Test func aChainIsReplayedWithOneStepChanged() async throws {
    let setting = try await Setting()
    let last = try await chain(setting, edits: 3)
    let sent = setting.server.requests.count
    let words = ["replay", last, "--chain", "--prompt", "3=a calm edit", "--set", "4.aspect=16:9"]
    let plan = try await setting.run(words + ["--plan", "--json"]).json()
    #expect(plan["totals"]["waiting"].int == 2 && plan["totals"]["kept"].int == 2)
    #expect(plan["rework"].names.isSuperset(of: ["id", "model"]) && !plan["rework"]["id"].exists)
    #expect(setting.server.requests.count == sent)
    let digest = try #require(plan["digest"].string)
    let done = try await setting.run(words + ["--expect", digest, "--json"])
    #expect(try done.status == 0 && done.json()["rework"]["state"].string == "finished")
    #expect(try done.json()["rework"]["kind"].string == "replay")
    #expect(setting.server.requests.count == sent + 2)
    // The same plan once more is the same run.
    let again = try await setting.run(words + ["--expect", digest, "--json"])
    #expect(try again.json()["rework"]["id"].string == done.json()["rework"]["id"].string)
    #expect(setting.server.requests.count == sent + 2)
    for (arguments, status) in [
      (["replay", last, "--chain"], 2), (["replay", last, "--all"], 2),
      (["replay", last, "--chain", "--prompt", "words"], 2),
      (["replay", last, "--chain", "--from", "9"], 2),
    ] {
      #expect(try await setting.run(arguments).status == status, "\(arguments)")
    }
    #expect(setting.server.requests.count == sent + 2)
  }

  @Test func aRebuildRestsForALookAndIsComparedWithTheNextPlan() async throws {
    let setting = try await Setting()
    let last = try await chain(setting, edits: 2)
    let sent = setting.server.requests.count
    let first = try await setting.run("rebuild", last, "-m", Self.new, "--review")
    #expect(
      first.status == 0 && first.stderr.contains("troupe compare --rework"), "\(first.stderr)")
    #expect(setting.server.requests.count == sent + 1)
    setting.server.enqueue(.imageSafety)
    let second = try await setting.run("rework", "resume", "--json")
    let document = try second.json()
    #expect(second.status == 4 && document["rework"]["state"].string == "incomplete")
    let next = document["steps"].array.map { $0["next"].string?.contains("rework retry") }
    #expect(next == [nil, true, nil])
    let plan = try await setting.run(
      "rebuild", last, "-m", "gemini-3.1-flash-image", "--plan", "--against", "@last", "--json")
    let steps = try plan.json()["against"]["steps"].array
    #expect(steps.map { $0["number"].int } == [1, 2, 3], "\(plan.stderr)")
    #expect(steps[0]["differences"].array.contains { $0["field"].string == "model" })
    let same = try await setting.run(
      "rebuild", last, "-m", Self.new, "--plan", "--against", "@last")
    #expect(same.stdout.contains("Nothing differs"))
    for (words, status) in [(["--against", "@last"], 2), (["--plan", "--against", "01ZZZZ"], 3)] {
      let answer = try await setting.run(["rebuild", last, "-m", Self.new] + words)
      #expect(answer.status == status, "\(answer.stderr)")
    }
  }

  @Test func aConversationIsRebuiltByItsName() async throws {
    let setting = try await Setting()
    _ = try await setting.run("session", "start", "-m", Self.old)
    for words in ["a roof", "with a hat on it"] {
      _ = try await setting.run("session", "say", words)
    }
    let done = try await setting.run("rebuild", "--session", "@last", "-m", Self.new, "--json")
    #expect(done.status == 0, "\(done.stderr)")
    #expect(try done.json()["steps"].array.count == 2)
    #expect(try done.json()["steps"][1]["needs"][0].names == ["step", "output"])
    let sessions = try await setting.run("session", "show", "--all", "--json")
    #expect(try sessions.json()["sessions"].array.count == 2)
    #expect(try await setting.run("verify").status == 0)
  }

  @Test func severalAreFoundByAQueryAndPlannedByDigest() async throws {
    let setting = try await Setting()
    _ = try await chain(setting, edits: 1)
    _ = try await setting.run("generate", "a cellar", "-m", Self.old)
    let all = try await setting.run(
      "rebuild", "--query", "model:\(Self.old)", "-m", "offline", "--plan", "--json")
    let reworks = try all.json()["reworks"].array
    #expect(reworks.map { $0["steps"].array.count } == [2, 1], "each lineage once: \(all.stderr)")
    let plan = try await setting.run("rebuild", "@last", "-m", "offline", "--plan", "--json")
    let digest = try #require(try plan.json()["digest"].string).dropFirst(7).prefix(12)
    let other = try await setting.run(
      "rebuild", "@last", "-m", "offline", "--expect", "0123456789")
    #expect(other.status == 4 && other.stderr.contains("not what was approved"))
    let made = try await setting.run("rebuild", "@last", "-m", "offline", "--expect", "\(digest)")
    #expect(made.status == 0, "\(made.stderr)")
    let again = try await setting.run(
      "rebuild", "@last~1", "-m", "offline", "--expect", "\(digest)", "--json")
    #expect(again.status == 0, "\(again.stderr)")
    let list = try await setting.run("rework", "list", "--json")
    #expect(try list.json()["reworks"].array.count == 1, "a repeat is the same run")
  }
}
