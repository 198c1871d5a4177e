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

/// A stranger's model is data.
@Suite struct ReplicateFormTests {
  private func sender(_ change: (inout [String: Any]) -> Void) throws -> QueueSender {
    let registry = ModelRegistry(of: [ReplicateProvider()])
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/Providers/Replicate/Profiles/black-forest-labs-flux-2-pro.json")
    var document = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    change(&document)
    let profile = try CanonicalJSON.decode(
      ModelProfile.self, from: JSONSerialization.data(withJSONObject: document))
    #expect(!registry.profiles.isEmpty)
    let provider = ReplicateProvider()
    return QueueSender(
      provider: provider, profile: profile, endpoint: try provider.endpoint(environment: [:]))
  }

  private func setting(_ fact: String, _ value: [String]?, without other: String? = nil) throws
    -> QueueSender
  {
    try sender { document in
      var options = document["options"] as? [String: Any] ?? [:]
      var values = options["value"] as? [String: Any] ?? [:]
      values[fact] = value
      if let other { values[other] = nil }
      options["value"] = values
      document["options"] = options
    }
  }

  /// As vercel/ai at ed857f5 writes FLUX.2.
  @Test func aFieldForEachImage() throws {
    let sender = try setting(
      "body.image", ["input_image", "input_image_2"], without: "body.images")
    let body = try QueueCapture.members(of: sender.encoded(sender.request(images: 2)).request)
    let input = try #require(body["input"] as? [String: Any])
    #expect(input["input_image"] as? String == "@" && input["input_image_2"] as? String == "@")
    #expect(input["input_images"] == nil)
    #expect(throws: TroupeError.self) { try sender.encoded(sender.request(images: 3)) }
  }

  @Test func aVersionIsAskedForInTheBody() throws {
    let version = String(repeating: "0", count: 64)
    let sender = try sender { $0["sent_as"] = "someone/thing:\(version)" }
    let message = try sender.encoded(sender.request(images: 0)).request
    #expect(message.url == "https://api.replicate.com/v1/predictions")
    // Against the capture replicate-version-and-cancel.
    #expect(try QueueCapture.members(of: message)["version"] as? String == version)
    #expect(sender.provider.fault(in: sender.profile) == nil)
  }

  @Test func aFormThatIsWrongIsToldOf() throws {
    let provider = ReplicateProvider()
    for (fact, value) in [
      ("body.imges", ["x"]), ("body.image", ["x"]), ("body.always", ["x"]),
      ("body.ranges", ["steps=9...1"]), ("body.sides", ["a", "b", "c"]),
    ] { #expect(provider.fault(in: try setting(fact, value).profile) != nil, "\(fact)") }
    let unnamed = try sender { $0["sent_as"] = "flux" }
    #expect(provider.fault(in: unnamed.profile)?.contains("OWNER/NAME") == true)
    #expect(provider.fault(in: try sender { _ in }.profile) == nil)
  }
}

/// Bodies against those that replicate 1.0.7 sent.
@Suite struct ReplicateCaptureTests {
  private func encoded(
    _ model: String, images: Int, _ parameters: Parameters, prompt: String = "p"
  ) throws -> HTTPRequest {
    let provider = ReplicateProvider()
    let profile = try ModelRegistry(of: [provider]).profile(named: model).profile
    let sender = QueueSender(
      provider: provider, profile: profile, endpoint: try provider.endpoint(environment: [:]))
    return try sender.encoded(
      sender.request(images: images, prompt: prompt, parameters: parameters)
    ).request
  }

  /// Sides, a lossless picture, and what is usual said.
  private static let sized: Set = [
    "aspect_ratio", "width", "height", "output_format", "safety_tolerance",
  ]

  /// Without its webhook, which stands outside of the input.
  @Test func againstReplicatePredictionsSubmitPoll() throws {
    let message = try encoded("black-forest-labs/flux-2-pro", images: 2, Parameters())
    let captured = #"{"input":{"prompt":"p","input_images":["@","@"]}}"#
    #expect(try QueueCapture.differences(message, captured) == Self.sized)
    #expect(try QueueCapture.members(of: message).allKeys as? [String] == ["input"])
  }

  @Test func againstReplicateRunSync() throws {
    let message = try encoded(
      "black-forest-labs/flux-2-pro", images: 0, Parameters(aspect: "16:9", seed: 42),
      prompt: "a red cube")
    let captured =
      #"{"input":{"prompt":"a red cube","aspect_ratio":"16:9","seed":42,"output_format":"png"}}"#
    #expect(
      try QueueCapture.differences(message, captured) == Self.sized.subtracting(["output_format"]))
    #expect(message.headers.first(named: "prefer") == nil)
  }

  /// Fourteen in place of sixteen: the model takes no more.
  @Test func againstReplicate16Refs() throws {
    let message = try encoded("bytedance/seedream-4.5", images: 14, Parameters(size: "2K"))
    let pictures = Array(repeating: #""@""#, count: 14).joined(separator: ",")
    let captured = #"{"input":{"prompt":"p","image_input":[\#(pictures)],"size":"2K"}}"#
    let others: Set = ["aspect_ratio", "sequential_image_generation", "max_images"]
    #expect(try QueueCapture.differences(message, captured) == others)
  }
}
