import Foundation
import TestSupport
import Testing

/// By whose prices bounds on cost are kept.
@Suite struct PriceTrustTests {
  private static let cheap = ("\"1K\":0.134", "\"1K\":0.001")
  private static let told = "price from this library's models/x.json"

  @Test func aLibrarysPriceIsToldAndLoosensNoBound() async throws {
    let setting = try await Setting()
    let profile = try await setting.profile("gemini-3-pro-image", [Self.cheap])
    try setting.write("lib/models/x.json", profile)
    let request = ["a roof", "-m", "nano banana pro"]
    let plan = try await setting.run(["plan"] + request + ["--json"]).json()
    #expect(plan["warnings"].array.contains { $0.string?.contains(Self.told) == true })
    #expect(plan["estimate"]["cost_usd"].double == 0.001)
    #expect(plan["estimate"]["bound_usd"].double == 0.134)
    #expect(plan["estimate"]["price_source"].string?.contains("models/x.json") == true)
    #expect(try await setting.run(["plan"] + request).stdout.contains(Self.told))

    let refused = try await setting.run(["generate"] + request + ["--max-cost", "0.1"])
    #expect(refused.status == 4 && refused.stderr.contains("$0.134"), "\(refused.stderr)")
    #expect(setting.server.requests.isEmpty)

    let made = try await setting.run(["generate"] + request + ["--json"])
    #expect(try made.json()["generations"][0]["warnings"][0].string?.contains(Self.told) == true)
    let again = try await setting.run(["generate"] + request + ["--fresh"])
    #expect(again.status == 0 && again.stderr.contains(Self.told), "\(again.stderr)")
    #expect(try await setting.run("replay", "@last", "--max-cost", "0.1").status == 4)
    #expect(
      try await setting.run("rebuild", "@last", "-m", "nano-banana-pro", "--max-cost", "0.1").status
        == 4)
    // What a month has cost is counted by the prices that are trusted.
    try setting.write("lib/troupe.toml", Data("max_cost_month = 0.3\n".utf8))
    let third = try await setting.run(["generate"] + request + ["--fresh"])
    #expect(third.status == 4 && setting.server.requests.count == 2, "\(third.stderr)")
  }

  @Test func theUsersOwnProfileSetsThePrice() async throws {
    let setting = try await Setting()
    let profile = try await setting.profile("gemini-3-pro-image", [Self.cheap])
    try setting.write(Setting.user("models/x.json"), profile)
    let made = try await setting.run(
      "generate", "a roof", "-m", "gemini-3-pro-image", "--max-cost", "0.1")
    #expect(made.status == 0 && !made.stderr.contains("price from"), "\(made.stderr)")
  }

  @Test(arguments: [
    ("mine", "\"sent_as\":null"), ("gemini-3-pro-image-preview", ""), ("Gemini_3_Pro Image", ""),
    ("gate/cheap", "\"sent_as\":\"gemini-3-pro-image\""),
  ])
  func aNameThatALibraryAddsKeepsNoBound(id: String, sentAs: String) async throws {
    let setting = try await Setting()
    try setting.write(Setting.user("providers.toml"), Data(Self.gate(setting, "").utf8))
    var changes = [Self.cheap, ("\"id\":\"gemini-3-pro-image\"", "\"id\":\"\(id)\"")]
    if id.hasPrefix("gate") {
      changes += [("\"provider\":\"google\"", "\"provider\":\"gate\",\(sentAs)")]
    }
    let profile = try await setting.profile("gemini-3-pro-image", changes)
    try setting.write("lib/models/x.json", profile)
    let refused = try await setting.run("generate", "a roof", "-m", id, "--max-cost", "0.1")
    #expect(refused.status == 4 && setting.server.requests.isEmpty, "\(refused.stderr)")
  }

  private static func gate(_ setting: Setting, _ lines: String) -> String {
    """
    [gate]
    base_url = "\(setting.server.baseURL)"
    key_variables = ["GATE_KEY"]
    models = ["gemini-3-pro-image", "gemini-2.5-flash-image"]
    \(lines)
    """
  }

  @Test(arguments: [
    ("price = 0.05", [0.05, 0.05]),
    ("prices = { \"gemini-3-pro-image\" = 0.05 }", [0.05, nil]),
    (
      "price = 0.02\nprices = { \"gemini-3-pro-image\" = { \"1K\" = 0.05, \"4K\" = 0.2 } }",
      [0.05, 0.02]
    ),
    ("", [nil, nil]),
  ])
  func aGatewaysPriceIsTheUsersToSay(lines: String, costs: [Double?]) async throws {
    let setting = try await Setting()
    try setting.write(Setting.user("providers.toml"), Data(Self.gate(setting, lines).utf8))
    for (model, cost) in zip(["gemini-3-pro-image", "gemini-2.5-flash-image"], costs) {
      let plan = try await setting.run("plan", "a roof", "-m", "gate/\(model)", "--json").json()
      #expect(
        plan["estimate"]["cost_usd"].double == cost && plan["estimate"]["bound_usd"].double == cost)
    }
    let request = ["generate", "a roof", "-m", "gate/gemini-3-pro-image", "--fresh", "--json"]
    #expect(try await setting.run(request + ["--max-cost", "0.01"]).status == 4)
    #expect(setting.server.requests.isEmpty)
    try setting.write("lib/troupe.toml", Data("max_cost = 0.06\nmax_cost_month = 0.09\n".utf8))
    let made = try await setting.run(request)
    #expect((made.status == 0) == (costs[0] != nil), "\(made.stderr)")
    guard let cost = costs[0] else { return }
    #expect(try made.json()["generations"][0]["cost_usd"].double == cost)
    let second = try await setting.run(request)
    #expect(second.status == 4 && setting.server.requests.count == 1, "\(second.stderr)")
  }

  @Test(arguments: [
    ("price = -1", "gate.price"), ("price = \"0.05\"", "gate.price"), ("price = nan", "gate.price"),
    ("prices = 3", "gate.prices"), ("prices = { nothing = 1 }", "gate.prices.nothing"),
    ("prices = { \"gemini-3-pro-image\" = { \"9K\" = 1 } }", "no size 9K"),
    ("key_variables = [\"PATH\"]", "PATH holds no key"), ("key = \"Host\"", "gate.key"),
    ("key = \"content-LENGTH\"", "gate.key"), ("key = \"?alt\"", "gate.key"),
    ("key_variables = [\"LD_PRELOAD\"]", "LD_PRELOAD holds no key"),
    ("key_variables = [\"TROUPE_LIBRARY\"]", "holds no key"),
    ("base_url = \"http://127.999.1.1\"", "gate.base_url"),
  ])
  func aFaultyEntryCostsThatEntryAlone(line: String, words: String) async throws {
    let setting = try await Setting()
    let name = line.prefix { $0 != " " }
    let usual = Self.gate(setting, "").split(separator: "\n").filter { !$0.hasPrefix(name) }
    let other = Self.gate(setting, "price = 0.05").replacing("[gate]", with: "[other]")
    try setting.write(
      Setting.user("providers.toml"),
      Data("\(usual.joined(separator: "\n"))\n\(line)\n\(other)".utf8))
    let refused = try await setting.run("generate", "a roof", "-m", "gate/gemini-3-pro-image")
    #expect(refused.status == 2 && refused.stderr.contains(words), "\(refused.stderr)")
    let made = try await setting.run("generate", "a roof", "-m", "other/gemini-3-pro-image")
    #expect(made.status == 0 && made.stderr.contains("Warning: "), "\(made.stderr)")
    #expect(made.stderr.contains(words) && setting.server.requests.count == 1)
  }

  @Test func aBrokenProfileCostsThatModelAlone() async throws {
    let setting = try await Setting()
    let models = setting.fixture.folder.appending(path: "lib/models")
    try setting.write("lib/models/deep.json", Data(String(repeating: "[", count: 100_000).utf8))
    try setting.write("lib/models/latin.json", Data([0x7B, 0x22, 0xE9, 0x22, 0x7D]))
    try setting.write("lib/models/long.json", Data(repeating: 0x20, count: 50_000_000))
    try setting.write("lib/models/gemini-3-pro-image.json", Data("{".utf8))
    try FileManager.default.createDirectory(
      at: models.appending(path: "folder.json"), withIntermediateDirectories: true)
    #expect(mkfifo(models.appending(path: "pipe.json").path, 0o600) == 0)
    let list = try await setting.run("list")
    #expect(list.status == 0)
    for name in ["deep", "latin", "long", "gemini-3-pro-image", "folder", "pipe"] {
      #expect(list.stderr.contains("\(name).json"), "\(list.stderr)")
    }
    #expect(try await setting.run("generate", "a roof", "-m", "nano banana 2").status == 0)
    let refused = try await setting.run("generate", "a roof", "-m", "nano banana pro")
    #expect(refused.status == 2 && refused.stderr.contains("gemini-3-pro-image.json"))
    let copy = setting.fixture.folder.appending(path: "copy").path
    for words in [["verify"], ["search"], ["show", "@last"], ["recover"], ["backup", copy]] {
      #expect(try await setting.run(words).status == 0, "\(words)")
    }
    #expect(setting.server.requests.count == 1)
  }
}
