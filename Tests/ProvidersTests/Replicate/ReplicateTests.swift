import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct ReplicateTests {
  private let models = ModelRegistry(of: [ReplicateProvider()])

  private func sender(_ model: String, at baseURL: String) throws -> QueueSender {
    let provider = ReplicateProvider()
    return QueueSender(
      provider: provider, profile: try models.profile(named: model).profile,
      endpoint: try provider.endpoint(environment: ["REPLICATE_BASE_URL": baseURL]))
  }

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Replicate/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let names = models.profiles.map { $0.id.replacing("/", with: "-") + ".json" }
    #expect(files.sorted() == names.sorted())
  }

  /// Every model's request is one that its schema takes, and its prediction comes to its image.
  @Test(arguments: ModelRegistry(of: [ReplicateProvider()]).profiles.map(\.id), [false, true])
  func aPredictionIsSubmittedOnceAskedForAndFetched(_ model: String, isList: Bool) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeReplicate(picture: picture, isList: isList)
    defer { server.stop() }
    let sender = try sender(model, at: server.baseURL)
    let reading = try await sender.run(sender.request(images: 2))
    guard case .fetch(let decoded, let messages) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(decoded.responseID == "p1" && messages.count == 1)
    let image = try await sender.exchange(messages[0])
    #expect(image.status == 200 && image.body == picture)
    #expect(server.submissions == 1)
    let asked = server.requests.dropLast()
    #expect(asked.first?.path == "/v1/models/\(model)/predictions")
    #expect(asked.first?.header("prefer") == nil)
    #expect(asked.allSatisfy { $0.header("authorization") == "Bearer \(QueueSender.key)" })
    #expect(server.requests.last?.header("authorization") == nil)
  }

  @Test func contentIsARefusal() async throws {
    let end = FakeReply(
      json: #"{"id":"p1","status":"failed","error":"NSFW content detected. Try another prompt."}"#)
    let server = try FakeReplicate(words: [], end: end)
    defer { server.stop() }
    let sender = try sender("black-forest-labs/flux-2-dev", at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == .blocked(reason: "content policy"))
    #expect(decoded.message == "NSFW content detected. Try another prompt.")
  }

  /// Trouble with asking is no end, and nothing is submitted twice.
  @Test func askingSurvivesTrouble() async throws {
    let page = FakeReply(status: 503, json: "<html>")
    let server = try FakeReplicate(
      faults: FakeReplicate.Faults(
        polls: [page, FakeReply(json: "{"), FakeReply(status: 429, json: "{}")]))
    defer { server.stop() }
    let sender = try sender("black-forest-labs/flux-2-pro", at: server.baseURL)
    guard case .fetch = try await sender.run(sender.request(images: 1)) else {
      Issue.record("no image")
      return
    }
    #expect(server.submissions == 1)
  }

  @Test func aLimitSaysHowLongToWait() async throws {
    let fault = FakeReply(
      status: 429, json: #"{"detail":"Request was throttled.","status":429,"retry_after":9}"#)
    let server = try FakeReplicate(faults: FakeReplicate.Faults(submissions: [fault]))
    defer { server.stop() }
    let sender = try sender("black-forest-labs/flux-2-pro", at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no answer")
      return
    }
    #expect(decoded.outcome == .failed(.rateLimited(retryAfter: 9, noQuota: false)))
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [
    ("black-forest-labs/flux-2-pro", 8), ("black-forest-labs/flux-2-flex", 10),
    ("black-forest-labs/flux-2-dev", 4), ("black-forest-labs/flux-2-klein-4b", 5),
    ("bytedance/seedream-4.5", 14),
  ])
  func imagesBeyondTheBoundAreNotSent(_ model: String, most: Int) throws {
    let sender = try sender(model, at: "https://api.replicate.com")
    let expected = TroupeError.request(
      .tooManyReferences(model: model, named: 16, limit: "images", bound: most))
    #expect(throws: expected) { try sender.encoded(sender.request(images: 16)) }
  }

  @Test func theKeyGoesToHostsOfTheVendorAlone() {
    let provider = ReplicateProvider()
    func mayGo(_ url: String) -> Bool {
      provider.mayGo(url, home: "https://api.replicate.com/v1/x")
    }
    #expect(mayGo("https://api.replicate.com/v1/predictions/p1"))
    for url in [
      "http://api.replicate.com/x", "https://replicate.delivery/x",
      "https://api.replicate.com.example.com/x", "https://127.0.0.1/x",
    ] { #expect(!mayGo(url), "\(url)") }
  }
}
