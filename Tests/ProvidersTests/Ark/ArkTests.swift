import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct ArkTests {
  private static let models = [
    "seedream-4-0-250828", "seedream-4-5-251128", "seedream-5-0-260128",
    "seedream-5-0-flash-260915", "seedream-5-0-pro-260628", "seedream-5-5-261028",
  ]
  private let registry = ModelRegistry(of: [ArkProvider()])

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Ark/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.map { String($0.dropLast(5)) }.sorted() == registry.profiles.map(\.id).sorted())
    #expect(registry.profiles.map(\.id).sorted() == Self.models)
  }

  /// Every model's request is one that the published schema takes.
  @Test(arguments: models, [0, 1, 3])
  func anImageComesBack(_ model: String, images: Int) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeArk(picture: picture)
    defer { server.stop() }
    let sample = try ArkSample(model, at: server.baseURL)
    let message = try sample.encoded(images: images).request
    guard case .answer(let decoded) = try await sample.run(message) else {
      Issue.record("a further leg")
      return
    }
    #expect(decoded.outcome == .images, "\(decoded.message ?? "")")
    #expect(decoded.images.map(\.content) == [.bytes(picture)])
    #expect(decoded.modelVersion == model && decoded.usage?.output == 16384)
    #expect(server.billed == 1 && server.requests.count == 1)
  }

  @Test func anImageAtAnAddressIsFetchedWithoutTheKey() async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeArk(picture: picture, namesAddresses: true)
    defer { server.stop() }
    let sample = try ArkSample(Self.models[1], at: server.baseURL)
    guard case .fetch(_, let messages) = try await sample.run(sample.encoded().request) else {
      Issue.record("nothing to fetch")
      return
    }
    let image = try await sample.exchange(messages[0])
    #expect(messages.count == 1 && image.body == picture)
    #expect(server.requests.last?.header("authorization") == nil)
  }

  @Test(arguments: [
    (
      FakeArk.error(429, "RateLimitExceeded", "Slow down").with("Retry-After", "7"),
      Outcome.failed(.rateLimited(retryAfter: 7, noQuota: false))
    ),
    (FakeArk.error(403, "AccountOverdueError", "Overdue balance"), .failed(.noCredit)),
    (FakeArk.error(403, "AccessDenied", "No access to the resource"), .failed(.requestRefused)),
    (
      FakeArk.error(400, "OutputImageSensitiveContentDetected", "Sensitive information"),
      .blocked(reason: "OutputImageSensitiveContentDetected")
    ),
  ])
  func faultsComeOutAsWhatTheyAre(_ fault: FakeReply, _ outcome: Outcome) async throws {
    let server = try FakeArk(faults: FakeArk.Faults(submissions: [fault]))
    defer { server.stop() }
    let sample = try ArkSample(Self.models[2], at: server.baseURL)
    let message = try sample.encoded().request
    guard case .answer(let decoded) = try await sample.run(message) else {
      Issue.record("a further leg")
      return
    }
    #expect(decoded.outcome == outcome && server.billed == 0)
    // Then all is well.
    guard case .answer(let again) = try await sample.run(message) else { return }
    #expect(again.outcome == .images)
  }

  @Test func anErrorOfTheServerMayHaveBeenBilled() async throws {
    let fault = FakeArk.error(500, "InternalServiceError", "An internal error")
    let server = try FakeArk(faults: FakeArk.Faults(submissions: [fault]))
    defer { server.stop() }
    let sample = try ArkSample(Self.models[0], at: server.baseURL)
    guard case .answer(let decoded) = try await sample.run(sample.encoded().request) else { return }
    #expect(decoded.outcome.state == .unknown)
  }

  @Test(arguments: [
    ("seedream-4-0-250828", 14), ("seedream-4-5-251128", 14), ("seedream-5-0-260128", 14),
    ("seedream-5-0-flash-260915", 10), ("seedream-5-0-pro-260628", 10), ("seedream-5-5-261028", 10),
  ])
  func imagesBeyondTheBoundAreNotSent(_ model: String, most: Int) throws {
    let sample = try ArkSample(model)
    _ = try sample.encoded(images: most)
    let expected = TroupeError.request(
      .tooManyReferences(model: model, named: 16, limit: "images", bound: most))
    #expect(throws: expected) { try sample.encoded(images: 16) }
  }

  /// Any value of these is HTTP 400 on Pro and Flash.
  @Test(arguments: ["seedream-5-0-flash-260915", "seedream-5-0-pro-260628", "seedream-5-5-261028"])
  func whatNewerModelsRefuseIsNotSent(_ model: String) throws {
    let sample = try ArkSample(model)
    let text = try ArkSample.text(sample.encoded().request.body)
    for field in ["sequential_image_generation", "stream", "seed", "guidance_scale"] {
      #expect(!text.contains("\"\(field)\":"))
    }
    #expect(throws: TroupeError.self) { try sample.encoded(parameters: Parameters(seed: 7)) }
    let options = Parameters(options: ["sequential_image_generation": "disabled"])
    #expect(throws: TroupeError.self) { try sample.encoded(parameters: options) }
  }

  /// Where pictures that are sent cost too, a price of images alone would say too little.
  @Test func pricesAreThoseOfTheVendorsTable() throws {
    func price(_ model: String, _ size: String? = nil) throws -> Double? {
      try registry.profile(named: model).profile.price(of: Parameters(size: size))
    }
    #expect(try price("Seedream 4.5") == 0.04 && price("seedream-4.0", "4K") == 0.03)
    #expect(try price("seedream-5-0-lite-260128", "2200x2200") == 0.035)
    #expect(try price("seedream-5-0-flash", "1K") == 0.018)
    #expect(try price("dola-seedream-5-0-pro-260628") == nil && price("Seedream 5.5") == nil)
  }

  @Test func sizesOfTheTableObeyTheRule() throws {
    for profile in registry.profiles {
      let free = try #require(profile.freeSize?.value)
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
