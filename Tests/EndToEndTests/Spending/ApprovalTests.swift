import Foundation
import TestSupport
import Testing

/// What was approved by the digest of its plan is what goes, and goes once.
@Suite struct ApprovalTests {
  private static let request = ["a roof", "-m", "gemini-3-pro-image"]

  private static func digest(_ setting: Setting, _ words: [String]) async throws -> String {
    let plan = try await setting.run(words + ["--json"])
    let digest = try plan.json()["digest"].string
    return String(try #require(digest, "\(plan.stderr)").dropFirst("sha256:".count))
  }

  private static func ids(_ answer: Answer) throws -> [String?] {
    try answer.json()["generations"].array.map { $0["id"].string }
  }

  @Test func whatWasPlannedIsSentOnce() async throws {
    let setting = try await Setting()
    let digest = try await Self.digest(setting, ["plan"] + Self.request)
    let shown = try await setting.run(["plan"] + Self.request)
    #expect(shown.stdout.contains(digest), "\(shown.stdout)")
    let words = ["generate"] + Self.request
    let first = try await setting.run(words + ["--expect", digest, "--json"])
    #expect(first.status == 0 && setting.server.requests.count == 1, "\(first.stderr)")
    let again = try await setting.run(
      words + ["--count", "1", "--expect", String(digest.prefix(8)).uppercased(), "--json"])
    #expect(try Self.ids(again) == Self.ids(first) && setting.server.requests.count == 1)
    #expect(try again.json()["generations"][0]["from_record"].bool == true)
  }

  @Test func whatChangedIsNotSent() async throws {
    let setting = try await Setting()
    let digest = try await Self.digest(setting, ["plan"] + Self.request)
    for words in [
      ["generate", "a roof at night", "-m", "gemini-3-pro-image"],
      ["generate", "a roof", "-m", "gemini-2.5-flash-image"],
      ["generate"] + Self.request + ["--count", "2"],
      ["generate"] + Self.request + ["--size", "4K"],
    ] {
      let refused = try await setting.run(words + ["--expect", digest, "--json"])
      #expect(refused.status == 4, "\(words): \(refused.stderr)")
      let error = try refused.jsonError()["error"]
      #expect(error["code"].string == "plan_changed")
      #expect(error["message"].string?.contains(digest) == true)
      #expect(error["message"].string?.contains("'troupe plan'") == true)
    }
    // The same bytes at another price.
    try setting.write(
      "lib/models/x.json",
      try await setting.profile("gemini-3-pro-image", [("0.134", "0.5")]))
    let dearer = try await setting.run(["generate"] + Self.request + ["--expect", digest])
    #expect(dearer.status == 4 && dearer.stderr.contains("its price"), "\(dearer.stderr)")
    #expect(setting.server.requests.isEmpty)
  }

  @Test(arguments: ["1234567", "xyzxyzxyz", "", String(repeating: "a", count: 65)])
  func whatIsNoDigestIsAMistake(_ text: String) async throws {
    let setting = try await Setting()
    let refused = try await setting.run(["generate"] + Self.request + ["--expect", text])
    #expect(refused.status == 2 && setting.server.requests.isEmpty, "\(refused.stderr)")
  }

  @Test func aBatchIsMadeOnce() async throws {
    let setting = try await Setting([.image(), .imageSafety])
    let request = Self.request + ["--count", "3"]
    let digest = try await Self.digest(setting, ["plan"] + request)
    // Runs of the same request with another count are others.
    _ = try await setting.run(["generate"] + Self.request)
    _ = try await setting.run(["generate"] + Self.request + ["--count", "2"])
    let words = ["generate"] + request + ["--expect", digest, "--json"]
    let first = try await setting.run(words)
    let count = setting.server.requests.count
    #expect(count == 6 && first.status == 0, "\(first.stderr)")
    let again = try await setting.run(words)
    #expect(setting.server.requests.count == count && again.status == 0)
    #expect(Set(try Self.ids(again)) == Set(try Self.ids(first)))
    let another = try await setting.run(words + ["--fresh"])
    #expect(another.status == 0 && setting.server.requests.count == count + 3)
  }

  @Test func aRunThatWasStoppedGoesOnWithWhatIsLeft() async throws {
    let setting = try await Setting([.image(), .imageSafety, .invalidKey])
    try setting.write("lib/troupe.toml", Data("requests_at_once = 1\n".utf8))
    let request = Self.request + ["--count", "5"]
    let digest = try await Self.digest(setting, ["plan"] + request)
    let words = ["generate"] + request + ["--expect", digest, "--json"]
    #expect(try await setting.run(words).json()["totals"]["not_asked"].int == 2)
    let rest = try await setting.run(words)
    let totals = try rest.json()["totals"]
    #expect(totals["made"].int == 4 && totals["refused"].int == 1 && rest.status == 4)
    #expect(setting.server.requests.count == 6, "one made and one refused were not sent again")
    let batches = Set(try rest.json()["generations"].array.map { $0["batch"].string })
    #expect(batches.count == 1)
    _ = try await setting.run(words)
    #expect(setting.server.requests.count == 6)
  }

  @Test func aRunOfNoKnownOutcomeSaysSo() async throws {
    for count in [[], ["--count", "2"]] {
      let setting = try await Setting([FakeReply.image().sent(.cut(after: 40))])
      let request = Self.request + count
      let digest = try await Self.digest(setting, ["plan"] + request)
      let words = ["generate"] + request + ["--expect", digest]
      #expect(try await setting.run(words).status == 8)
      let sent = setting.server.requests.count
      let again = try await setting.run(words)
      #expect(again.status == 8 && again.stderr.contains("--fresh"), "\(again.stderr)")
      #expect(setting.server.requests.count == sent)
    }
  }

  @Test func twoAtOnceWithOneApprovalPayOnce() async throws {
    let setting = try await Setting()
    let request = Self.request + ["--count", "3"]
    let digest = try await Self.digest(setting, ["plan"] + request)
    let words = ["generate"] + request + ["--expect", digest]
    let runs = try (0..<3).map { _ in try setting.start(words) }
    for run in runs { _ = try await run.answer() }
    #expect(setting.server.requests.count <= 3)
    let last = try await setting.run(words + ["--json"])
    #expect(last.status == 0 && setting.server.requests.count == 3, "\(last.stderr)")
  }

  @Test func anEditAndATurnAreApprovedToo() async throws {
    let setting = try await Setting()
    _ = try await setting.run(["generate"] + Self.request)
    let edit = ["edit", "@last", "at dawn"]
    let planned = try await Self.digest(setting, edit + ["--plan"])
    #expect(try await setting.run(edit + ["--expect", "00000000"]).status == 4)
    #expect(try await setting.run(edit + ["--expect", planned]).status == 0)
    #expect(setting.server.requests.count == 2)
    _ = try await setting.run("session", "start", "-m", "gemini-3-pro-image")
    let say = ["session", "say", "a bridge"]
    let turn = try await Self.digest(setting, say + ["--plan"])
    #expect(try await setting.run(say + ["--expect", "00000000"]).status == 4)
    let said = try await setting.run(say + ["--expect", turn, "--json"])
    #expect(said.status == 0 && setting.server.requests.count == 3, "\(said.stderr)")
    let again = try await setting.run(say + ["--expect", turn, "--json"])
    #expect(try Self.ids(again) == Self.ids(said) && setting.server.requests.count == 3)
    #expect(try await setting.run(say).status == 0, "said without an approval, it is another turn")
    #expect(setting.server.requests.count == 4)
  }
}
