import Foundation
import TestSupport
import Testing

/// A request that was refused is told before it is sent once more.
@Suite struct RefusedBeforeTests {
  private static let command = ["generate", "a roof", "-m", "gemini-3-pro-image"]

  @Test func itIsSentAgainOnlyByAWord() async throws {
    let setting = try await Setting([.imageSafety, .imageSafety])
    #expect(try await setting.run(Self.command).status == 4)
    let told = try await setting.run(Self.command)
    #expect(told.status == 4 && setting.server.requests.count == 1)
    #expect(told.stderr.contains("IMAGE_SAFETY") && told.stderr.contains("--again"))
    #expect(told.stderr.contains("was refused on "), "\(told.stderr)")
    let coded = try await setting.run(Self.command + ["--json"])
    #expect(try coded.jsonError()["error"]["code"].string == "equal_request_refused")
    #expect(try await setting.run("search", "--json").json()["generations"].array.count == 1)
    #expect(try await setting.run(Self.command + ["--again"]).status == 4)
    #expect(setting.server.requests.count == 2)
    #expect(try await setting.run(Self.command + ["--fresh"]).status == 0)
    #expect(try await setting.run(Self.command).stderr.contains("Answered from the record"))
    #expect(setting.server.requests.count == 3)
  }

  @Test(arguments: [["--count", "2"], ["--fresh"]])
  func countAndFreshAreSuchWords(_ words: [String]) async throws {
    let setting = try await Setting([.imageSafety])
    _ = try await setting.run(Self.command)
    #expect(try await setting.run(Self.command + words).status == 0)
  }

  @Test func aReplayIsSuchAWord() async throws {
    let setting = try await Setting([.imageSafety])
    _ = try await setting.run(Self.command)
    #expect(try await setting.run("replay", "@last").status == 0)
  }

  @Test func aPlanWarns() async throws {
    let setting = try await Setting([.imageSafety])
    let plan = ["plan"] + Self.command.dropFirst()
    #expect(!(try await setting.run(plan).stdout.contains("refused")))
    _ = try await setting.run(Self.command)
    let warned = try await setting.run(plan + ["--json"]).json()
    #expect(warned["warnings"].array.contains { $0.string?.contains("IMAGE_SAFETY") == true })
    #expect(try await setting.run(plan).stdout.contains("was refused on "))
  }

  @Test func aTurnIsToldToo() async throws {
    let setting = try await Setting([.imageSafety])
    _ = try await setting.run("session", "start", "-m", "gemini-3-pro-image")
    let say = ["session", "say", "a bridge"]
    #expect(try await setting.run(say).status == 4)
    let told = try await setting.run(say)
    #expect(told.status == 4 && told.stderr.contains("--again"), "\(told.stderr)")
    #expect(setting.server.requests.count == 1)
    #expect(try await setting.run(say + ["--plan"]).stdout.contains("was refused on "))
    #expect(try await setting.run(say + ["--again"]).status == 0)
  }

  @Test func anEditIsToldToo() async throws {
    let setting = try await Setting([.image(), .imageSafety])
    _ = try await setting.run(Self.command)
    let made = try await setting.run("search", "state:done", "--json").json()
    let id = try #require(made["generations"][0]["id"].string)
    let words = ["edit", "\(id)/1", "at dawn"]
    #expect(try await setting.run(words).status == 4)
    #expect(try await setting.run(words).stderr.contains("--again"))
    #expect(try await setting.run(words + ["--again"]).status == 0)
    #expect(setting.server.requests.count == 3)
  }
}
