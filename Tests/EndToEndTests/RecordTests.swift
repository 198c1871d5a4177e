import Foundation
import Testing

@Suite struct RecordTests {
  @Test func anEqualRequestIsAnsweredFromTheRecord() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let arguments = ["generate", "@kael waits", "-m", "troupe/storyboard", "--json"]
    let first = try await fixture.run(arguments).json()["generations"][0]
    let again = try await fixture.run(arguments).json()["generations"][0]
    #expect(first["from_record"].bool == false)
    #expect(again["from_record"].bool == true)
    #expect(again["id"].string == first["id"].string)
    let told = try await fixture.run(arguments.dropLast())
    #expect(told.stderr.contains("--fresh"))
    let fresh = try await fixture.run(arguments + ["--fresh"]).json()["generations"][0]
    #expect(fresh["from_record"].bool == false)
    #expect(fresh["id"].string != first["id"].string)
  }

  @Test func severalImagesShareABatch() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let answer = try await fixture.must(
      "generate", "@kael", "-m", "offline", "--count", "3", "--out", "out", "--json")
    let made = try answer.json()["generations"].array
    #expect(made.count == 3)
    #expect(Set(made.map(\.["batch"].string)).count == 1)
    #expect(made[0]["batch"].exists)
    let copies = try FileManager.default.contentsOfDirectory(
      atPath: fixture.library.appending(path: "out").path)
    #expect(Set(copies) == Set(made.compactMap { $0["id"].string.map { "\($0)-1.png" } }))
  }

  @Test func aCopyIsNeverOverwritten() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let command = ["generate", "@kael", "-m", "offline", "--out", "out"]
    try await fixture.run(command)
    let again = try await fixture.run(command)
    #expect(again.status == 0)
    #expect(again.stderr.contains("left alone"))
  }

  @Test func aReferenceIsPinnedDescribedAndRetired() async throws {
    let fixture = try await CommandLineFixture.withCast()
    let list = try await fixture.must("reference", "list", "@kael", "--json").json()
    let digest = try #require(list["references"][0]["digest"].string)
    let prefix = String(digest.dropFirst(7).prefix(8))
    let pinned = try await fixture.must("reference", "pin", prefix, "--json").json()
    #expect(pinned["is_pinned"].bool == true)
    let off = try await fixture.must("reference", "pin", prefix, "--off", "--json").json()
    #expect(off["is_pinned"].bool == false)
    let said = try await fixture.must(
      "reference", "set", prefix, "--view", "Three Quarter", "--caption", "a", "--json"
    ).json()
    #expect(said["view"].string == "three-quarter")
    try await fixture.must("reference", "retire", prefix)
    let plan = try await fixture.must("plan", "@kael", "-m", "offline", "--json").json()
    #expect(plan["selection"]["chosen"].array.isEmpty)
    let back = try await fixture.must("reference", "retire", prefix, "--undo", "--json").json()
    #expect(!back["retired_at"].exists)
  }

  @Test func anAssetIsChangedRenamedRemovedAndRestored() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael", "-m", "offline")
    let changed = try await fixture.must(
      "set", "@kael", "--name", "Kael", "--trait", "a", "--trait", "b", "--json"
    ).json()
    #expect(changed["asset"]["traits"].array.map(\.string) == ["a", "b"])
    let none = try await fixture.must("set", "@kael", "--trait", "", "--json").json()
    #expect(none["asset"]["traits"].array.isEmpty)
    #expect(none["asset"]["name"].string == "Kael")
    try await fixture.must("rename", "@kael", "@kael-young")
    let record = try await fixture.must("show", "@last", "--json").json()
    #expect(record["references"][0]["asset"].string == "@kael")
    try await fixture.must("remove", "@kael-young")
    let removed = try await fixture.run(["generate", "@kael-young", "-m", "offline"])
    #expect(removed.status != 0 && removed.stderr.contains("troupe restore"))
    try await fixture.must("restore", "@kael-young")
    try await fixture.must("generate", "@kael-young", "-m", "offline")
  }
}
