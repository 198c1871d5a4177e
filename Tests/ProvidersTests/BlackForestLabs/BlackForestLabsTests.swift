import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct BlackForestLabsTests {
  private static let families = BlackForestLabsProvider.Family.allCases.map {
    BlackForestLabsProvider($0)
  }
  private let models: ModelRegistry

  init() throws { models = ModelRegistry(of: Self.families) }

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/BlackForestLabs/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.map { String($0.dropLast(5)) }.sorted() == models.profiles.map(\.id).sorted())
  }

  /// Every model's request is one that the published schema takes, and its job comes to its image.
  @Test(arguments: [
    "flux-2-pro", "flux-2-max", "flux-2-flex", "flux-2-klein-4b", "flux-2-klein-9b",
    "flux-kontext-pro", "flux-kontext-max", "flux-3-image",
  ])
  func aJobIsSubmittedOnceAskedForAndFetched(_ model: String) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeFlux(picture: picture)
    defer { server.stop() }
    let sender = try FluxSender(models.profile(named: model).profile, at: server.baseURL)
    let reading = try await sender.run(sender.request(images: 2))
    guard case .fetch(let decoded, let messages) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(decoded.texts == ["Seed: 7"] && decoded.billedUSD == 0.03)
    let image = try await sender.exchange(messages[0])
    #expect(image.status == 200 && image.body == picture)
    #expect(server.submissions == 1)
    let polls = server.requests.filter { $0.path.hasPrefix("/v1/get_result") }
    #expect(polls.count == 3 && polls.allSatisfy { $0.header("x-key") == FluxSender.key })
    #expect(server.requests.last?.header("x-key") == nil)
  }

  @Test func moderationIsARefusalWithItsReason() async throws {
    let end = FakeReply(
      json: #"{"status":"Content Moderated","details":{"Moderation Reasons":["Likeness"]}}"#)
    let server = try FakeFlux(words: [], end: end)
    defer { server.stop() }
    let sender = try FluxSender(models.profile(named: "flux-2-pro").profile, at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == .blocked(reason: "Content Moderated"))
    #expect(decoded.message == "Moderation Reasons: Likeness")
  }

  /// The vendor passes further ones over in silence, and the picture would be made of half of what was asked.
  @Test(arguments: [("flux-2-pro", 8), ("flux-2-klein-4b", 4), ("flux-kontext-pro", 4)])
  func imagesBeyondTheBoundAreNotSent(_ model: String, most: Int) throws {
    let sender = try FluxSender(models.profile(named: model).profile, at: "https://api.bfl.ai")
    let expected = TroupeError.request(
      .tooManyReferences(model: model, named: 16, limit: "images", bound: most))
    #expect(throws: expected) { try sender.encoded(sender.request(images: 16)) }
  }

  @Test func theKeyGoesToHostsOfTheVendorAlone() {
    let provider = Self.families[0]
    func mayGo(_ url: String) -> Bool { provider.mayGo(url, home: "https://api.bfl.ai/v1/x") }
    #expect(mayGo("https://api.bfl.ai/v1/get_result?id=1"))
    #expect(mayGo("https://api.eu2.bfl.ai/v1/get_result?id=1"))
    for url in [
      "http://api.eu2.bfl.ai/x", "https://notbfl.ai/x", "https://bfl.ai.example.com/x",
      "https://127.0.0.1/x",
    ] { #expect(!mayGo(url), "\(url)") }
    // What stands between has a key of its own.
    #expect(!provider.mayGo("https://api.bfl.ai/v1/x", home: "https://gate.example/v1/x"))
  }

  /// black-forest-labs/skills, bfl-api: a megapixel from words is 3 cents, an edit of one megapixel 4.5.
  @Test func pricesAreThoseOfTheVendorsTable() throws {
    let pro = try models.profile(named: "flux-2-pro").profile
    let square = Parameters(size: "1008x992")
    let words = try #require(pro.price(of: square))
    let edit = try #require(pro.price(of: square, reading: 1_000_000))
    #expect(abs(words - 0.03) < 0.001 && abs(edit - 0.045) < 0.001)
    #expect(try models.profile(named: "flux-kontext-max").profile.price() == 0.08)
  }

  @Test func sizesOfTheTableObeyTheRule() throws {
    for profile in models.profiles {
      guard let free = profile.freeSize?.value else { continue }
      for (size, row) in try #require(profile.pixels.value) {
        #expect(Set(row.keys) == Set(try #require(profile.aspects.value)), "\(profile.id) \(size)")
        for (aspect, sides) in row {
          let wanted = try #require(AspectRatio.value(aspect))
          #expect(free.allows(sides[0], sides[1]), "\(profile.id) \(size) \(aspect)")
          #expect(abs(Double(sides[0]) / Double(sides[1]) / wanted - 1) < 0.02)
        }
      }
    }
  }
}

/// Sends one request as Sending does, without a record.
private struct FluxSender {
  static let key = "bfl-test-key-0123456789"

  private let provider: BlackForestLabsProvider
  private let profile: ModelProfile
  private let endpoint: Endpoint

  init(_ profile: ModelProfile, at baseURL: String) throws {
    self.profile = profile
    provider = try #require(
      BlackForestLabsProvider.Family.allCases.map { BlackForestLabsProvider($0) }
        .first { $0.id == profile.dialect })
    endpoint = try provider.endpoint(environment: ["BFL_BASE_URL": baseURL])
  }

  func request(images: Int) -> ProviderRequest {
    return ProviderRequest(
      Request(prompt: "x", model: profile.id), composition: Composition(parts: [.text("x")]),
      inputs: Exchange.inputs(images), profile: profile)
  }

  func encoded(_ request: ProviderRequest) throws -> Encoded {
    try provider.encode(request, for: endpoint)
  }

  /// What the last answer comes to, without the pauses between polls.
  func run(_ request: ProviderRequest) async throws -> Reading {
    try await sender.run(encoded(request).request)
  }

  func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    try await sender.answer(to: message)
  }

  private var sender: Exchange { Exchange(provider: provider, profile: profile, key: Self.key) }
}
