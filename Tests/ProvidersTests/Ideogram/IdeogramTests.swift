import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct IdeogramTests {
  private static let models = ModelRegistry(of: [IdeogramProvider()])
  private static let key = "ideogram-test-key-0123456789"

  private func request(
    _ model: String, _ roles: [Role] = [], _ kind: Kind = .character,
    parameters: Parameters = Parameters(), isMasked: Bool = false
  ) throws -> ProviderRequest {
    let inputs = roles.enumerated().map { index, role in
      let plain = Exchange.input(index + 1)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: role, depiction: Depiction(kind: kind),
          image: plain.rendition, reason: "named"), rendition: plain.rendition, label: "")
    }
    let profile = try Self.models.profile(named: model).profile
    return ProviderRequest(
      Request(
        prompt: "x", model: profile.id, mask: isMasked ? inputs.first?.rendition : nil,
        parameters: parameters),
      composition: Composition(parts: [.text("x")]), inputs: inputs, profile: profile)
  }

  private func run(
    _ request: ProviderRequest, at server: FakeIdeogram
  ) async throws -> (Exchange, Reading) {
    let provider = IdeogramProvider()
    let endpoint = try provider.endpoint(environment: ["IDEOGRAM_BASE_URL": server.baseURL])
    let exchange = Exchange(provider: provider, profile: request.profile, key: Self.key)
    return (exchange, try await exchange.run(provider.encode(request, for: endpoint).request))
  }

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Ideogram/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let ids = Self.models.profiles.map(\.id)
    #expect(files.map { String($0.dropLast(5)) }.sorted() == ids.sorted())
    #expect(Self.models.problems.isEmpty)
  }

  /// Every operation is a form that the published schema takes, and comes to its image, which is fetched without the key.
  @Test(arguments: [
    ("ideogram-v3", [Role.style, .style], nil as String?, "generate"),
    ("ideogram-v3", [.parent, .style], nil, "remix"),
    ("ideogram-v3", [.parent, .style], nil, "inpaint"),
    ("ideogram-v3", [.parent], "reframe", "reframe"),
    ("ideogram-v3", [.parent, .style], "replace_background", "replace-background"),
    ("ideogram-v3-character", [.identity, .style], nil, "generate"),
    ("ideogram-v3-character", [.parent, .identity], nil, "remix"),
  ])
  func aFormComesToItsImage(
    _ model: String, roles: [Role], operation: String?, path: String
  ) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeIdeogram(picture: picture)
    defer { server.stop() }
    var options = ["color_palette": "#1A2B3C=0.6,#FFFFFF", "style_preset": "watercolor"]
    if let operation { options["operation"] = operation }
    let (exchange, reading) = try await run(
      request(
        model, roles, parameters: Parameters(seed: 7, options: options),
        isMasked: path == "inpaint"), at: server)
    guard case .fetch(let decoded, let messages) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(decoded.texts == ["Seed: 7", "Prompt as it was run: as run"])
    let image = try await exchange.answer(to: messages[0])
    #expect(image.status == 200 && image.body == picture)
    #expect(server.billed == 1 && server.requests[0].path == "/v1/ideogram-v3/\(path)")
    #expect(server.requests[0].header("api-key") == Self.key)
    #expect(server.requests[1].header("api-key") == nil)
  }

  @Test func anUnsafeImageIsARefusal() async throws {
    let server = try FakeIdeogram(
      data: #"{"url":null,"prompt":"x","resolution":"1024x1024","is_image_safe":false,"seed":7}"#)
    defer { server.stop() }
    guard case .answer(let decoded) = try await run(request("ideogram-v3"), at: server).1 else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == .blocked(reason: "is_image_safe: false"))
  }

  @Test(arguments: [
    (FakeReply(status: 500, json: "{}"), GenerationState.unknown),
    (FakeReply(status: 200, json: "<html>"), .unknown),
    (FakeReply(status: 302, json: "").with("Location", "https://example.com/"), .failed),
    (FakeReply(status: 422, json: #"{"message":"Prompt failed the safety check"}"#), .refused),
    (FakeReply(status: 402, json: #"{"message":"Insufficient credits"}"#), .failed),
  ])
  func faultsAreNoImages(_ fault: FakeReply, state: GenerationState) async throws {
    let server = try FakeIdeogram(faults: .init(submissions: [fault]))
    defer { server.stop() }
    guard case .answer(let decoded) = try await run(request("ideogram-v3"), at: server).1 else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome.state == state && server.requests.count == 1)
  }

  @Test func oneCharacterIsTaken() throws {
    let provider = IdeogramProvider()
    let endpoint = try provider.endpoint(environment: [:])
    for (model, bound, roles) in [
      ("ideogram-v3", 0, [Role.identity]), ("ideogram-v3-character", 1, [.identity, .identity]),
    ] {
      #expect(
        throws: TroupeError.request(
          .tooManyReferences(model: model, named: roles.count, limit: "characters", bound: bound))
      ) { try provider.encode(request(model, roles), for: endpoint) }
    }
    #expect(throws: TroupeError.self) {
      try provider.encode(request("ideogram-v3-character", [.identity], .object), for: endpoint)
    }
    #expect(throws: TroupeError.self) {
      try provider.encode(request("ideogram-v3", [.pose]), for: endpoint)
    }
  }

  /// ideogram.ai/features/api-pricing: a character costs two to three times as much.
  @Test func pricesAreThoseOfTheVendorsTable() throws {
    func price(_ model: String, _ speed: String?) throws -> Double? {
      try Self.models.profile(named: model).profile.price(
        of: Parameters(options: speed.map { ["rendering_speed": $0] } ?? [:]))
    }
    #expect(try price("ideogram-v3", nil) == 0.06 && price("ideogram-v3", "turbo") == 0.03)
    #expect(try price("ideogram-v3", "quality") == 0.09)
    #expect(try price("ideogram-v3-character", nil) == 0.15)
    #expect(try price("ideogram-v3-character", "quality") == 0.2)
  }
}
