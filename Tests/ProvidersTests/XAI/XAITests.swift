import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct XAITests {
  private static let models = [
    "grok-imagine-image", "grok-imagine-image-2.0", "grok-imagine-image-pro",
    "grok-imagine-image-quality",
  ]
  private let registry = ModelRegistry(of: [XAIProvider()])

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/XAI/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.map { String($0.dropLast(5)) }.sorted() == registry.profiles.map(\.id).sorted())
    #expect(registry.profiles.map(\.id).sorted() == Self.models)
  }

  /// Every model's request is one that the published schema takes; images make it an edit.
  @Test(arguments: models, [0, 1])
  func anImageComesBackWithItsCost(_ model: String, images: Int) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeXAI(picture: picture)
    defer { server.stop() }
    let sample = try XAISample(model, at: server.baseURL)
    let message = try sample.encoded(images: images).request
    guard case .answer(let decoded) = try await sample.run(message) else {
      Issue.record("a further leg")
      return
    }
    #expect(decoded.outcome == .images, "\(decoded.message ?? "")")
    #expect(decoded.images.map(\.content) == [.bytes(picture)] && decoded.billedUSD == 0.06)
    #expect(server.billed == 1)
    #expect(
      server.requests.map(\.path) == ["/v1/images/\(images == 0 ? "generations" : "edits")"])
  }

  @Test func severalImagesAreAList() async throws {
    let server = try FakeXAI()
    defer { server.stop() }
    let sample = try XAISample(Self.models[1], at: server.baseURL)
    let message = try sample.encoded(images: 3).request
    guard case .answer(let decoded) = try await sample.run(message) else { return }
    #expect(decoded.outcome == .images, "\(decoded.message ?? "")")
    #expect(server.requests.map(\.path) == ["/v1/images/edits"])
  }

  @Test func anImageAtAnAddressIsFetchedWithoutTheKey() async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeXAI(picture: picture, namesAddresses: true)
    defer { server.stop() }
    let sample = try XAISample(Self.models[1], at: server.baseURL)
    let reading = try await sample.run(sample.encoded().request)
    guard case .fetch(let decoded, let messages) = reading else {
      Issue.record("nothing to fetch")
      return
    }
    let image = try await sample.exchange(messages[0])
    #expect(decoded.billedUSD == 0.06 && image.body == picture)
    #expect(server.requests.last?.header("authorization") == nil)
  }

  @Test(arguments: [
    (
      FakeXAI.error(429, "Some resource has been exhausted", "Too many requests")
        .with("Retry-After", "5"), Outcome.failed(.rateLimited(retryAfter: 5, noQuota: false))
    ),
    (
      FakeXAI.error(
        403, "The caller does not have permission to execute the specified operation",
        "Your team has used all available credits or reached its monthly spending limit."),
      .failed(.noCredit)
    ),
    (
      FakeXAI.error(400, "imagine:content-moderated", "Rejected by content moderation."),
      .blocked(reason: "content policy")
    ),
    (FakeReply(json: #"{"data":[],"block_reason":"csam"}"#), .blocked(reason: "csam")),
  ])
  func faultsComeOutAsWhatTheyAre(_ fault: FakeReply, _ outcome: Outcome) async throws {
    let server = try FakeXAI(faults: FakeXAI.Faults(submissions: [fault]))
    defer { server.stop() }
    let sample = try XAISample(Self.models[0], at: server.baseURL)
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

  @Test(arguments: [
    ("grok-imagine-image", 3), ("grok-imagine-image-2.0", 3), ("grok-imagine-image-pro", 1),
  ])
  func imagesBeyondTheBoundAreNotSent(_ model: String, most: Int) throws {
    let sample = try XAISample(model)
    _ = try sample.encoded(images: most)
    let expected = TroupeError.request(
      .tooManyReferences(model: model, named: 4, limit: "images", bound: most))
    #expect(throws: expected) { try sample.encoded(images: 4) }
  }

  @Test func pricesGoBySizeAndQuality() throws {
    let model = try registry.profile(named: "Grok Imagine 2.0").profile
    func price(_ size: String?, _ quality: String? = nil) -> Double? {
      model.price(of: Parameters(size: size, options: quality.map { ["quality": $0] } ?? [:]))
    }
    #expect(price(nil) == 0.06 && price("2K") == 0.08)
    #expect(price("1K", "low") == 0.04 && price("2K", "low") == 0.06)
    #expect(try registry.profile(named: "grok-imagine-image").profile.price() == 0.02)
  }

  /// A picture that is sent costs a cent; the profile says so as one unit of what is read.
  @Test func picturesThatAreSentHaveTheirPrice() throws {
    for (model, dollars) in [("grok-imagine-image-2.0", 0.01), ("grok-imagine-image", 0.002)] {
      let profile = try registry.profile(named: model).profile
      let price = try #require(profile.tokenPrice?.value?.inputImages)
      let units = try #require(profile.inputImageTokens.value)
      #expect(abs(Double(units) * price / 1e6 - dollars) < 1e-12)
    }
  }
}
