import Foundation
import TestSupport
import Testing

/// A bound on cost that is there holds, or nothing is sent.
@Suite struct SpendingBoundsTests {
  /// What stands where settings belong, and a word of what is said of it.
  static let unreadable: [(name: String, bytes: [UInt8], words: String)] = [
    ("gbk", [0x23, 0xD6, 0xD0, 0x0A] + Array("max_cost = 0.01\n".utf8), "line 1 is not UTF-8"),
    ("latin-1", Array("max_cost = 0.01\n# caf".utf8) + [0xE9, 0x0A], "line 2 is not UTF-8"),
    ("utf-16", [0xFF, 0xFE] + Array("max_cost = 0.01".utf8).flatMap { [$0, 0] }, "UTF-16"),
    ("utf-16 without mark", Array("max_cost = 0.01".utf8).flatMap { [$0, 0] }, "UTF-16"),
    ("after a zero", Array("quality = 90\n\0max_cost = 0.01".utf8), "no text"),
    ("syntax", Array("quality = 90\nmax_cost = 0.01 dollars".utf8), "line 2 is not TOML"),
    ("lines of CR", Array("# mine\rmax_cost = 0.01\r".utf8), "is not TOML"),
    ("twice", Array("max_cost = 0.01\nmax_cost = 9".utf8), "line 2 is not TOML"),
    ("text", Array("max_cost = \"0.01\"".utf8), "line 1 of"),
    ("negative", Array("\nmax_cost_month = -1".utf8), "line 2 of"),
    ("nan", Array("max_cost = nan".utf8), "US dollars"),
    ("infinite", Array("max_cost = inf".utf8), "US dollars"),
    ("a table", Array("[max_cost]\nusd = 1".utf8), "US dollars"),
    ("misspelled", Array("max_costs = 0.01".utf8), "write max_cost,"),
    ("elsewhere", Array("[budget]\nmax_cost = 0.01".utf8), "budget"),
    ("long", Array("max_cost = 0.01\n".utf8) + [UInt8](repeating: 0x23, count: 2_000_000), "bytes"),
  ]

  private static func spend(_ setting: Setting) async throws -> Answer {
    try await setting.run("generate", "a roof", "-m", "gemini-3-pro-image")
  }

  @Test(arguments: unreadable.map(\.name), [true, false])
  func whatIsThereAndCannotBeReadStopsSpending(_ name: String, isLibrarys: Bool) async throws {
    let setting = try await Setting()
    let (_, bytes, words) = try #require(Self.unreadable.first { $0.name == name })
    try setting.write(isLibrarys ? "lib/troupe.toml" : Setting.user("troupe.toml"), Data(bytes))
    let refused = try await Self.spend(setting)
    #expect(refused.status == 2 && setting.server.requests.isEmpty, "\(refused.stderr)")
    #expect(refused.stderr.contains(words) && refused.stderr.contains("troupe.toml"))
    let list = try await setting.run("list", "--json")
    #expect(try list.status == 0 && list.json()["assets"].exists)
    #expect(try list.jsonError()["warning"]["message"].string?.contains(words) == true)
  }

  @Test(arguments: ["lib/troupe.toml", Setting.user("troupe.toml"), Setting.user("providers.toml")])
  func whatIsNoFileStopsSpending(_ path: String) async throws {
    let setting = try await Setting()
    let url = setting.fixture.folder.appending(path: path)
    let manager = FileManager.default
    let makers: [(words: String, make: () throws -> Void)] = [
      ("a folder", { try manager.createDirectory(at: url, withIntermediateDirectories: true) }),
      ("a pipe", { #expect(mkfifo(url.path, 0o600) == 0) }),
      ("a link", { try manager.createSymbolicLink(atPath: url.path, withDestinationPath: "gone") }),
      (
        "a pipe or a device",
        { try manager.createSymbolicLink(atPath: url.path, withDestinationPath: "/dev/zero") }
      ),
    ]
    try setting.write(path, Data())
    for (words, make) in makers {
      try manager.removeItem(at: url)
      try make()
      let refused = try await Self.spend(setting)
      #expect(refused.status == 2 && refused.stderr.contains(words), "\(refused.stderr)")
      #expect(try await setting.run("search").status == 0)
    }
    #expect(setting.server.requests.isEmpty)
  }

  @Test func everyCommandThatMaySpendIsStoppedAndOthersAreNot() async throws {
    let setting = try await Setting()
    #expect(try await setting.run("generate", "a roof", "-m", "offline").status == 0)
    #expect(try await setting.run("session", "start", "-m", "offline").status == 0)
    try setting.write("lib/troupe.toml", Data("max_cost = 0.01 $".utf8))
    let spending = [
      ["generate", "b", "-m", "offline"], ["edit", "@last", "b"], ["replay", "@last"],
      ["rebuild", "@last", "-m", "gemini-3-pro-image"], ["session", "say", "b"],
      ["recover", "--fetch"],
    ]
    for words in spending {
      let answer = try await setting.run(words)
      #expect(answer.status == 2 && answer.stderr.contains("line 1 is not TOML"), "\(words)")
      let json = try await setting.run(words + ["--json"])
      #expect(try json.jsonError()["error"]["code"].string == "invalid_value", "\(words)")
    }
    let copy = setting.fixture.folder.appending(path: "copy").path
    let others = [
      ["list"], ["search"], ["show", "@last"], ["verify"], ["recover"], ["backup", copy], ["costs"],
      ["models"], ["gc"], ["reindex"], ["plan", "b", "-m", "gemini-3-pro-image"],
    ]
    for words in others {
      let answer = try await setting.run(words)
      #expect(
        answer.status == 0 && answer.stderr.contains("Warning: "), "\(words): \(answer.stderr)")
    }
    // How a reference is to be kept is not known either.
    let added = try await setting.run("add", "object", "x", setting.fixture.picture("x.png"))
    #expect(added.status == 2)
    #expect(setting.server.requests.isEmpty)
  }

  @Test func ofTwoBoundsTheLowerOneHolds() async throws {
    let setting = try await Setting()
    for (user, library) in [("0.01", "100"), ("100", "0.01")] {
      try setting.write(Setting.user("troupe.toml"), Data("max_cost = \(user)\n".utf8))
      try setting.write("lib/troupe.toml", Data("\u{FEFF}max_cost = \(library)\n".utf8))
      let refused = try await Self.spend(setting)
      #expect(refused.status == 4 && refused.stderr.contains("$0.010"), "\(refused.stderr)")
    }
    try setting.write(Setting.user("troupe.toml"), Data("max_cost_month = 0.2\n".utf8))
    try setting.write("lib/troupe.toml", Data("max_cost_month = 50\n".utf8))
    #expect(try await Self.spend(setting).status == 0)
    let second = try await setting.run("generate", "b", "-m", "gemini-3-pro-image")
    #expect(second.status == 4 && setting.server.requests.count == 1, "\(second.stderr)")
  }

  @Test func aBoundInTheWrongFileIsNotOverlooked() async throws {
    let setting = try await Setting()
    try setting.write(Setting.user("providers.toml"), Data("Max_Cost = 0.01\n".utf8))
    let refused = try await Self.spend(setting)
    #expect(refused.status == 2 && refused.stderr.contains("belongs in troupe.toml"))
    #expect(try await setting.run("list").status == 0 && setting.server.requests.isEmpty)
  }

  @Test func onlyTheUsersOwnFileSaysWhereKeysGo() async throws {
    let setting = try await Setting()
    let entry = "[gate]\nbase_url = \"https://example.com\"\nmodels = [\"gemini-3-pro-image\"]\n"
    try setting.write("lib/providers.toml", Data(entry.utf8))
    #expect(!(try await setting.run("models").stdout.contains("gate/")))
  }
}
