import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct FalTests {
  private let models = ModelRegistry(of: [FalProvider()])

  private func sender(_ app: String, at baseURL: String) throws -> QueueSender {
    let provider = FalProvider()
    return QueueSender(
      provider: provider, profile: try models.profile(named: app).profile,
      endpoint: try provider.endpoint(environment: ["FAL_BASE_URL": baseURL]))
  }

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Fal/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let names = models.profiles.map { $0.id.replacing("/", with: "-") + ".json" }
    #expect(files.sorted() == names.sorted())
  }

  /// Every app's request is one that its schema takes, and comes to its image.
  @Test(arguments: ModelRegistry(of: [FalProvider()]).profiles.map(\.id))
  func aRequestIsSubmittedOnceAskedForAndFetched(_ app: String) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeFal(picture: picture)
    defer { server.stop() }
    let sender = try sender(app, at: server.baseURL)
    let reading = try await sender.run(sender.request(images: app.hasSuffix("/edit") ? 2 : 0))
    guard case .fetch(let decoded, let messages) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(decoded.texts == ["Seed: 7"] && decoded.responseID == "job-1")
    let image = try await sender.exchange(messages[0])
    #expect(image.status == 200 && image.body == picture)
    #expect(server.submissions == 1)
    let asked = server.requests.dropLast()
    #expect(asked.count == 5)
    #expect(asked.allSatisfy { $0.header("authorization") == "Key \(QueueSender.key)" })
    #expect(server.requests.last?.header("authorization") == nil)
    let root = app.split(separator: "/").prefix(2).joined(separator: "/")
    #expect(asked.last?.path == "/\(root)/requests/job-1")
  }

  @Test func contentIsRefusedWhereTheAnswerIsAskedFor() async throws {
    let refusal = FakeReply(
      status: 422,
      json: #"{"detail":[{"loc":["body"],"msg":"Flagged.","type":"content_policy_violation"}]}"#)
    let server = try FakeFal(words: [], result: refusal)
    defer { server.stop() }
    let sender = try sender("fal-ai/flux-2", at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == .blocked(reason: "content policy"))
    #expect(decoded.message == "body: Flagged.")
  }

  @Test func aRequestThatFailedIsCompletedToo() async throws {
    let end = FakeReply(
      json: #"{"status":"COMPLETED","error":"Runner gone","error_type":"runner_disconnected"}"#)
    let server = try FakeFal(words: [], end: end)
    defer { server.stop() }
    let sender = try sender("fal-ai/flux-2", at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == .noImage(reason: "runner_disconnected"))
  }

  /// Trouble with asking is no end, and nothing is submitted twice.
  @Test func askingSurvivesTrouble() async throws {
    let page = FakeReply(status: 502, json: "<html>")
    let early = FakeReply(status: 400, json: #"{"detail":"Request is still in progress"}"#)
    let server = try FakeFal(
      faults: FakeFal.Faults(polls: [page, FakeReply(json: "{")], results: [early, page]))
    defer { server.stop() }
    let sender = try sender("fal-ai/flux-2", at: server.baseURL)
    guard case .fetch = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no image")
      return
    }
    #expect(server.submissions == 1)
  }

  @Test func anErrorOfTheServerMayHaveBeenBilled() async throws {
    let fault = FakeReply(
      status: 504, json: #"{"detail":"Request timed out","error_type":"request_timeout"}"#)
    let server = try FakeFal(faults: FakeFal.Faults(submissions: [fault]))
    defer { server.stop() }
    let sender = try sender("fal-ai/flux-2", at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no answer")
      return
    }
    #expect(decoded.outcome.state == .unknown && server.requests.count == 1)
  }

  @Test(arguments: [
    ("fal-ai/flux-2/edit", 4), ("fal-ai/flux-2-pro/edit", 8), ("fal-ai/nano-banana-pro/edit", 14),
    ("fal-ai/flux-2", 0),
  ])
  func imagesBeyondTheBoundAreNotSent(_ app: String, most: Int) throws {
    let sender = try sender(app, at: "https://queue.fal.run")
    let expected = TroupeError.request(
      .tooManyReferences(model: app, named: most + 1, limit: "images", bound: most))
    #expect(throws: expected) { try sender.encoded(sender.request(images: most + 1)) }
  }

  @Test func theKeyGoesToHostsOfTheVendorAlone() {
    let provider = FalProvider()
    func mayGo(_ url: String) -> Bool { provider.mayGo(url, home: "https://queue.fal.run/x") }
    #expect(mayGo("https://queue.fal.run/a/b/requests/1"))
    #expect(mayGo("https://fal.run/a/b"))
    for url in [
      "http://queue.fal.run/x", "https://v3.fal.media/x", "https://evil.fal.run/x",
      "https://queue.fal.run.example.com/x", "https://127.0.0.1/x",
    ] { #expect(!mayGo(url), "\(url)") }
    #expect(!provider.mayGo("https://queue.fal.run/x", home: "https://gate.example/x"))
  }

  /// The page of flux-2-pro/edit: a megapixel is 3 cents, 1920 by 1080 4.5; that of nano-banana-pro: 4K is twice the rate.
  @Test func pricesAreThoseOfTheVendorsPages() throws {
    let pro = try models.profile(named: "fal-ai/flux-2-pro").profile
    let square = try #require(pro.price(of: Parameters(size: "1024x1024")))
    #expect(abs(square - 0.03) < 0.001)
    let flex = try models.profile(named: "fal-ai/flux-2-flex/edit").profile
    let edit = try #require(flex.price(of: Parameters(size: "1024x1024"), reading: 1_000_000))
    #expect(abs(edit - 0.1) < 0.003)
    let banana = try models.profile(named: "fal-ai/nano-banana-pro/edit").profile
    #expect(banana.price() == 0.15 && banana.price(of: Parameters(size: "4K")) == 0.3)
    #expect(try models.profile(named: "fal-ai/flux-2/edit").profile.price() == nil)
  }
}
