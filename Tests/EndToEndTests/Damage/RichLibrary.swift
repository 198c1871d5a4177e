import Foundation
import Synchronization
import TestSupport
import Testing

/// A small library with something in nearly every table, made by the program itself, once for all tests.
enum RichLibrary {
  /// A library of its own for one test; all of it stands in the database file, nothing in the log.
  static func copy() async throws -> CommandLineFixture {
    try CommandLineFixture(copying: try await template.value)
  }

  /// What the commands of `ReadCommands` say of it, without the name of its folder.
  static var answers: [String] { get async throws { try await sound.value } }

  private static let sound = Task {
    try await DamagedCopy(try await copy()).answers(to: ReadCommands.all)
  }

  private static let template = Task {
    let fixture = try await CommandLineFixture.withCast()
    atexit { try? FileManager.default.removeItem(at: RichLibrary.folder.withLock { $0 }) }
    folder.withLock { $0 = fixture.folder }
    try await addMore(to: fixture)
    try await generate(in: fixture)
    try await send(in: fixture)
    try RawDatabase(of: fixture).run("PRAGMA wal_checkpoint(TRUNCATE)")
    return fixture
  }

  private static let folder = Mutex(URL(filePath: "none"))

  private static func addMore(to fixture: CommandLineFixture) async throws {
    try await fixture.must(
      "reference", "add", "@kael", fixture.picture("back.png", red: 180), "--view", "back",
      "--look", "casual", "--caption", "in the rain", "--tag", "wet")
    try await fixture.must(
      "set", "@kael", "--name", "Kael", "--tag", "hero", "--trait", "scar over the left eye",
      "--trait", "red coat", "--description", "a tall man")
    try await fixture.must(
      "set", "@kael/casual", "--description", "off duty", "--trait", "no red coat")
    try await fixture.must("set", "@米拉", "--name", "Mira", "--description", "雨夜里的歌手")
    try await fixture.must("alias", "add", "@kael", "凯尔", "Kael the Elder")
    try await fixture.must("add", "object", "gone", fixture.picture("gone.png", green: 30))
    try await fixture.must("remove", "@gone")
    let models = fixture.library.appending(path: "models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Demo/models/pocket.json").standardized,
      to: models.appending(path: "pocket.json"))
  }

  private static func generate(in fixture: CommandLineFixture) async throws {
    let model = ["--model", "troupe/storyboard"]
    try await fixture.make(
      ["generate", "@kael on a roof at night, @ink", "--aspect", "3:4"] + model)
    try await fixture.make(["generate", "雨夜，@kael在桥上 with the @lantern and @米拉"] + model)
    try await fixture.make(["edit", "@last", "The same at dawn"])
    try await fixture.make(["reference", "add", "@kael", "@last", "--view", "profile", "--pin"])
    try await fixture.make(["generate", "@kael/casual from behind", "--count", "2"] + model)
    try await fixture.make(["session", "start"] + model)
    try await fixture.make(["session", "say", "@kael laughs"])
    try await fixture.make(["session", "say", "now he cries"])
    try await fixture.make(["session", "end"])
    try await fixture.make(["session", "start"] + model)
    try await fixture.make(["session", "say", "@米拉 sings"])
    try await fixture.make(["replay", "@last~3"])
    try await fixture.make(["rebuild", "@last~4", "--model", "troupe/pocket"])
    try await fixture.make([
      "generate", "@kael @米拉 @lantern @ink all", "--model", "troupe/pocket", "--overflow", "sheet",
    ])
  }

  /// What only a provider's answer leaves: an exchange, findings, prices, and a refusal.
  private static func send(in fixture: CommandLineFixture) async throws {
    let picture = SamplePicture.png(width: 40, height: 30)
    let server = try FakeGemini([.image(picture), .imageSafety])
    defer { server.stop() }
    let command = ["@kael in the rain", "--model", "gemini-3-pro-image", "--size", "2K"]
    for _ in 0..<2 {
      _ = try await fixture.run(
        ["generate", "--fresh"] + command, environment: GeminiTests.keys(server))
    }
    let judge = try FakeGemini { FakeJudge.reply(to: $0) }
    defer { judge.stop() }
    let checked = try await fixture.run(
      ["check", "@last~1", "--model", "gemini-3.8-flash"], environment: GeminiTests.keys(judge))
    try #require(checked.status == 0, "\(checked.stderr)")
  }
}

extension CommandLineFixture {
  @discardableResult
  fileprivate func make(_ arguments: [String]) async throws -> Answer {
    let answer = try await run(arguments)
    struct NotMade: Error { let why: String }
    guard answer.status == 0 else { throw NotMade(why: "\(arguments): \(answer.stderr)") }
    return answer
  }
}
