import Foundation
import TestSupport
import Testing

/// Images that are made by jobs, from the command line.
@Suite struct FluxTests {
  private static let command = ["generate", "a door", "-m", "flux-2-pro"]
  private static let elsewhere = FakeReply(
    json:
      #"{"id":"job-1","status":"Ready","result":{"sample":"https://cdn.invalid/1.png","cost":3.0}}"#
  )

  private struct Setting {
    let fixture: CommandLineFixture
    let server: FakeFlux
    let environment: [String: String]

    init(words: [String] = [], faults: FakeFlux.Faults = .init()) async throws {
      fixture = try CommandLineFixture()
      server = try FakeFlux(words: words, faults: faults)
      environment = ["BFL_BASE_URL": server.baseURL, "BFL_API_KEY": "bfl-test-0123456789"]
      try await fixture.must("init", "lib")
    }

    func run(_ words: String...) async throws -> Answer {
      try await fixture.run(words, environment: environment)
    }
  }

  @Test func anImageAtTheVendorsAddressIsNoFinding() async throws {
    let setting = try await Setting(words: ["Pending"])
    defer { setting.server.stop() }
    let made = try await setting.fixture.run(Self.command, environment: setting.environment)
    #expect(made.status == 0 && !made.stderr.contains("Found:"), "\(made.stderr)")
    #expect(try await setting.run("show", "@last", "--json").json()["findings"].array.isEmpty)
  }

  @Test func anImageAtAnotherHostWaitsUntilThatIsNamed() async throws {
    let faults = FakeFlux.Faults(polls: [Self.elsewhere, Self.elsewhere])
    let setting = try await Setting(faults: faults)
    defer { setting.server.stop() }
    let made = try await setting.fixture.run(Self.command, environment: setting.environment)
    #expect(made.status == 8, "\(made.stderr)")
    for words in ["https://cdn.invalid/1.png", "\"result_hosts\"", "recover --fetch"] {
      #expect(made.stderr.contains(words), "\(made.stderr)")
    }
    let record = try await setting.run("show", "@last", "--json").json()
    #expect(record["state"].string == "sent")
    #expect(record["message"].string?.contains("https://cdn.invalid/1.png") == true)
    let shown = try await setting.run("show", "@last")
    #expect(shown.stdout.contains("https://cdn.invalid/1.png"))

    // As the sentence says: the profile as it is printed, with one host more.
    let profile = try await setting.run("models", "show", "flux-2-pro", "--json").stdout
      .replacing("\"*.bfl.ai\"", with: "\"*.bfl.ai\", \"cdn.invalid\"")
    let folder = setting.fixture.folder.appending(path: "config/troupe/models")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(profile.utf8).write(to: folder.appending(path: "flux-2-pro.json"))
    // The host is asked now; there is none of this name.
    let fetched = try await setting.run("recover", "--fetch")
    #expect(fetched.status == 8 && !fetched.stderr.contains("result_hosts"), "\(fetched.stderr)")
    #expect(setting.server.submissions == 1)
  }

  @Test func aJobThatIsStoppedIsGoneOnWith() async throws {
    let setting = try await Setting(words: Array(repeating: "Pending", count: 4))
    defer { setting.server.stop() }
    let run = try setting.fixture.start(Self.command, environment: setting.environment)
    while setting.server.requests.count < 2 { try await Task.sleep(for: .milliseconds(25)) }
    run.signal(SIGINT)
    let stopped = try await run.answer()
    #expect(
      stopped.status == 130 && stopped.stderr.contains("recover --fetch"), "\(stopped.stderr)")
    for words in [["list"], ["recover"]] {
      let told = try await setting.fixture.run(words, environment: setting.environment)
      #expect(told.stderr.contains("1 job is under way: 'troupe recover --fetch'"))
      #expect(!told.stderr.contains("Nothing was left") && !told.stderr.contains("ends those"))
    }
    let fetched = try await setting.run("recover", "--fetch")
    #expect(fetched.status == 0 && fetched.stdout.contains("sent → done"), "\(fetched.stderr)")
    #expect(try await setting.run("list").stderr.contains("under way") == false)
    #expect(setting.server.submissions == 1)
  }

  @Test func jobsOfABatchAreNamedTogether() async throws {
    let setting = try await Setting(
      faults: .init(polls: Array(repeating: Self.elsewhere, count: 9)))
    defer { setting.server.stop() }
    let made = try await setting.fixture.run(
      Self.command + ["--count", "2"], environment: setting.environment)
    #expect(made.status == 8, "\(made.stderr)")
    #expect(
      made.stderr.contains("2 jobs are under way: 'troupe recover --fetch'"), "\(made.stderr)")
  }
}
