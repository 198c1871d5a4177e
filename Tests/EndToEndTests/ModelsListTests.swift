import Testing

/// Models are found among a hundred by what they can do.
@Suite struct ModelsListTests {
  private struct Listed {
    let ids: [String]
    let providers: Set<String>

    init(_ fixture: CommandLineFixture, _ words: String...) async throws {
      let models = try await fixture.run(["models"] + words + ["--json"]).json()["models"].array
      ids = models.compactMap { $0["id"].string }
      providers = Set(models.compactMap { $0["provider"].string })
    }
  }

  @Test func filtersNarrowTheList() async throws {
    let fixture = try CommandLineFixture()
    let all = try await Listed(fixture)
    let ark = try await Listed(fixture, "--vendor", "Ark", "--references", "12")
    #expect(ark.providers == ["ark"] && ark.ids.contains("seedream-4-5-251128"))
    // It takes ten.
    #expect(!ark.ids.contains("seedream-5-0-pro-260628"))
    let two = try await Listed(fixture, "--vendor", "bfl", "--vendor", "xai")
    #expect(two.providers == ["bfl", "xai"])
    let able = try await Listed(fixture, "--with", "mask", "--with", "conversation")
    #expect(!able.ids.isEmpty && able.ids.count < all.ids.count)
    #expect(!able.ids.contains("flux-2-pro"))
    let cheap = try await Listed(fixture, "--max-price", "0.02")
    #expect(cheap.ids.contains("flux-2-klein-4b") && !cheap.ids.contains("gemini-3-pro-image"))
    // What is not known may be dear.
    #expect(!cheap.ids.contains("seedream-5-0-pro-260628"))
  }

  @Test func aVendorThatIsNoneNamesThose() async throws {
    let fixture = try CommandLineFixture()
    let answer = try await fixture.run(["models", "--vendor", "midjourney"])
    #expect(answer.status != 0 && answer.stdout.isEmpty)
    #expect(answer.stderr.contains("ark, bfl"))
    #expect(try await fixture.run(["models", "--references", "-1"]).status == 2)
  }

  @Test func modelsAreComparedSideBySide() async throws {
    let fixture = try CommandLineFixture()
    let names = ["Nano Banana Pro", "flux-2-pro", "seedream-4-5-251128"]
    let text = try await fixture.must("models", "compare", names[0], names[1], names[2]).stdout
    let lines = text.split(separator: "\n")
    #expect(lines[0].contains("gemini-3-pro-image") && lines[0].contains("flux-2-pro"))
    let images = try #require(lines.first { $0.hasPrefix("Images") })
    #expect(images.split(separator: " ") == ["Images", "14", "8", "14"], "\(images)")
    let models = try await fixture.run(["models", "compare"] + names + ["--json"]).json()["models"]
    #expect(models.array.count == 3)
    #expect(try await fixture.run(["models", "compare", "flux-2-pro"]).status == 2)
    #expect(try await fixture.run(["models", "compare", "flux-2-pro", "flux-9"]).status == 3)
  }
}
