import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct RunwayTests {
  private let models = ModelRegistry(of: [RunwayProvider()])

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Runway/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let ids = models.profiles.map { $0.id.replacing("/", with: "-") }
    #expect(files.map { String($0.dropLast(5)) }.sorted() == ids.sorted())
    #expect(models.problems.isEmpty)
  }

  /// Every model's request is one that the types of the vendor's SDK take, and its task comes to its image.
  @Test(arguments: ModelRegistry(of: [RunwayProvider()]).profiles.map(\.id))
  func aTaskIsSubmittedOnceAskedForAndFetched(_ model: String) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeRunway(picture: picture)
    defer { server.stop() }
    let sender = try RunwaySender(model, at: server.baseURL)
    let most = try models.profile(named: model).profile.limits.images.hard ?? 2
    let label = "Image 1: Kael, from the side."
    let pictures = [
      RunwaySender.Picture(handle: "kael", label: label),
      RunwaySender.Picture(handle: "lamp", kind: .object),
    ].prefix(most)
    let reading = try await sender.run(
      sender.request(Array(pictures), words: "\(label)\nKael (image 1) sits."))
    guard case .fetch(let decoded, let messages) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(decoded.billedUSD == 0.08)
    let image = try await sender.exchange(messages[0])
    #expect(image.status == 200 && image.body == picture)
    #expect(server.submissions == 1)
    let polls = server.requests.filter { $0.path.hasPrefix("/v1/tasks/") }
    #expect(
      polls.count == 4
        && polls.allSatisfy {
          $0.header("authorization") == "Bearer \(RunwaySender.key)"
            && $0.header("x-runway-version") == "2024-11-06"
        })
    #expect(server.requests.last?.header("authorization") == nil)
  }

  @Test(arguments: [
    ("SAFETY.INPUT.TEXT", Outcome.blocked(reason: "SAFETY.INPUT.TEXT")),
    ("INTERNAL", .noImage(reason: "INTERNAL")),
  ])
  func aFailedTaskSaysWhy(_ code: String, outcome: Outcome) async throws {
    let end = FakeReply(
      json: #"{"id":"t","status":"FAILED","failureCode":"\#(code)","cost":{"credits":5}}"#)
    let server = try FakeRunway(words: [], end: end)
    defer { server.stop() }
    let sender = try RunwaySender("gen4_image", at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request([])) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == outcome && decoded.billedUSD == 0.05)
  }

  @Test func whatGoesWrongAtALegIsToldAsWhatItIs() async throws {
    let faults: [(FakeRunway.Faults, GenerationState)] = [
      (.init(submissions: [FakeReply(status: 500, json: "{}")]), .unknown),
      (.init(submissions: [FakeReply(json: #"{"id":"#)]), .unknown),
      (.init(submissions: [FakeReply(status: 401, json: #"{"error":"No."}"#)]), .failed),
      (.init(submissions: [FakeReply(status: 429, json: #"{"error":"No."}"#)]), .failed),
      (.init(submissions: [.redirect(307, to: "http://127.0.0.1:9/")]), .failed),
      (.init(polls: [FakeReply(status: 502, json: "<html>")]), .unknown),
      (.init(polls: [FakeReply(json: "{}")]), .unknown),
    ]
    for (fault, state) in faults {
      let server = try FakeRunway(words: [], faults: fault)
      defer { server.stop() }
      let sender = try RunwaySender("gen4_image", at: server.baseURL)
      guard case .answer(let decoded) = try await sender.run(sender.request([])) else {
        Issue.record("\(fault) is no end")
        continue
      }
      #expect(decoded.outcome.state == state, "\(fault)")
    }
  }

  @Test(arguments: [("gen4_image", 3), ("runway/muse_image", 10), ("runway/recraft_v4_1_flash", 0)])
  func imagesBeyondTheBoundAreNotSent(_ model: String, most: Int) throws {
    let sender = try RunwaySender(model)
    let expected = TroupeError.request(
      .tooManyReferences(model: model, named: 16, limit: "images", bound: most))
    let pictures = Array(repeating: RunwaySender.Picture(), count: 16)
    #expect(throws: expected) { try sender.encoded(sender.request(pictures)) }
  }

  @Test func someoneAndSomethingHaveBoundsOfTheirOwn() throws {
    let sender = try RunwaySender("runway/gemini_image3_pro")
    let expected = TroupeError.request(
      .tooManyReferences(
        model: "runway/gemini_image3_pro", named: 6, limit: "characters", bound: 5))
    let pictures = Array(repeating: RunwaySender.Picture(), count: 6)
    #expect(throws: expected) { try sender.encoded(sender.request(pictures)) }
  }

  @Test func aModelOfOthersIsNoOtherVendorsModel() throws {
    let registry = ModelRegistry(of: [RunwayProvider(), OpenAIImagesProvider(), GeminiProvider()])
    #expect(try registry.profile(named: "gpt_image_2").profile.provider == "openai")
    #expect(try registry.profile(named: "nano_banana_2.1").profile.provider == "google")
    #expect(try registry.profile(named: "Runway Gen-4").profile.id == "gen4_image")
    let providers = ProviderRegistry([RunwayProvider()])
    let own = try registry.profile(named: "runway/gpt_image_2").profile
    #expect(own.wireName == "gpt_image_2")
    #expect(try providers.endpoint(of: own).baseURL == "https://api.dev.runwayml.com")
  }
}
