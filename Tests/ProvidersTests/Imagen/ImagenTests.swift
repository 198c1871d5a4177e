import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct ImagenTests {
  private static let models = ModelRegistry(
    of: ImagenProvider.Road.allCases.map { ImagenProvider($0) })
  private static let capability = "vertex/imagen-3.0-capability-001"

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Imagen/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let ids = Self.models.profiles.map { $0.id.replacing("/", with: "-") }
    #expect(files.map { String($0.dropLast(5)) }.sorted() == ids.sorted())
    #expect(Self.models.problems.isEmpty)
  }

  /// Every model's request is one that its road takes.
  @Test(arguments: models.profiles.map(\.id))
  func aRequestGoesOutOnceAndItsImageComes(_ model: String) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeImagen(picture: picture)
    defer { server.stop() }
    let sender = try ImagenSender(model, at: server.baseURL)
    let profile = try Self.models.profile(named: model).profile
    let pictures = [
      ImagenSender.Picture(asset: "kael", name: "Kael"), .init(asset: "kael", name: "Kael"),
      .init(role: .style, asset: "ink", kind: .style), .init(role: .composition),
    ].prefix(profile.limits.images.hard ?? 0)
    let parameters = Parameters(
      aspect: "16:9", size: profile.sizes.value?.last,
      seed: profile.capabilities.seed == true ? 7 : nil)
    let decoded = try await sender.run(
      sender.request(Array(pictures), words: "Kael [1] sits", parameters: parameters))
    #expect(decoded.outcome == .images && decoded.images.first?.content == .bytes(picture))
    #expect(server.requests.count == 1 && server.billed == 1)
    #expect(server.requests[0].key == ImagenSender.key)
  }

  @Test func picturesOfOneAssetShareANumber() throws {
    let sender = try ImagenSender(Self.capability)
    let body = try sender.body(
      sender.request([
        .init(asset: "kael"), .init(asset: "mira"), .init(asset: "kael"), .init(),
      ]))
    let instance = try #require((body["instances"] as? [[String: Any]])?.first)
    let references = try #require(instance["referenceImages"] as? [[String: Any]])
    #expect(references.compactMap { $0["referenceId"] as? Int } == [1, 2, 1, 3])
    #expect(instance["prompt"] as? String == "x [1] [2] [3]")
  }

  @Test func aFifthPictureIsNotSent() throws {
    let sender = try ImagenSender(Self.capability)
    let expected = TroupeError.request(
      .tooManyReferences(model: Self.capability, named: 5, limit: "images", bound: 4))
    #expect(throws: expected) {
      try sender.encoded(sender.request(Array(repeating: .init(), count: 5)))
    }
    let none = "vertex/imagen-4.0-generate-001"
    #expect(
      throws: TroupeError.request(
        .tooManyReferences(model: none, named: 1, limit: "images", bound: 0))
    ) { try ImagenSender(none).encoded(ImagenSender(none).request([.init()])) }
  }

  @Test func aFilteredImageIsARefusalWithItsReason() async throws {
    let server = try FakeImagen(predictions: #"{"raiFilteredReason":"Support codes: 1"}"#)
    defer { server.stop() }
    let sender = try ImagenSender("imagen-4.0-generate-001", at: server.baseURL)
    let decoded = try await sender.run(sender.request([]))
    #expect(decoded.outcome == .blocked(reason: "Support codes: 1"))
  }

  @Test(arguments: [
    (FakeReply(status: 500, json: "{}"), GenerationState.unknown),
    (FakeReply(status: 200, json: "<html>"), .unknown),
    (FakeReply(status: 302, json: "").with("Location", "https://example.com/"), .failed),
    (FakeReply(status: 429, json: #"{"error":{"code":429,"message":"slow"}}"#), .failed),
  ])
  func faultsAreNoImages(_ fault: FakeReply, state: GenerationState) async throws {
    let server = try FakeImagen(faults: .init(submissions: [fault]))
    defer { server.stop() }
    let sender = try ImagenSender(Self.capability, at: server.baseURL)
    #expect(try await sender.run(sender.request([.init()])).outcome.state == state)
    #expect(server.requests.count == 1)
  }

  @Test func allOfThemHaveEnded() throws {
    #expect(Self.models.profiles.count == 12)
    for profile in Self.models.profiles {
      #expect(profile.status.stage == .retired && profile.price.value == nil, "\(profile.id)")
      #expect(profile.status.confirmed == (profile.provider == "google"))
      let isUltra = profile.id.contains("ultra")
      let successor = isUltra ? "gemini-3-pro-image" : "gemini-nano-banana-2.1"
      #expect(profile.status.successor?.hasSuffix(successor) == true, "\(profile.id)")
    }
  }

  @Test func itIsServedInRegionsAlone() throws {
    for location in [nil, "", "global"] {
      var environment = ["GOOGLE_CLOUD_PROJECT": "p"]
      environment["GOOGLE_CLOUD_LOCATION"] = location
      #expect(throws: TroupeError.self) {
        try ImagenProvider(.vertex).endpoint(environment: environment)
      }
    }
    #expect(
      try ImagenProvider(.vertex).endpoint(environment: ["GOOGLE_API_KEY": "k"]).keyPlace
        == .header("x-goog-api-key"))
  }
}
