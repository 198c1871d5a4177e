import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct DashScopeTests {
  private let models = ModelRegistry(of: [DashScopeProvider()])

  private func profile(_ name: String) throws -> ModelProfile {
    try models.profile(named: name).profile
  }

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/DashScope/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.map { String($0.dropLast(5)) }.sorted() == models.profiles.map(\.id).sorted())
  }

  /// Every model's request is one that the vendor's references allow, and comes to its image.
  @Test(arguments: [
    ("qwen-image-3.0-pro", 3), ("qwen-image-3.0", 0), ("wan2.7-image-pro", 9),
    ("wan2.7-image", 2), ("wan2.6-image", 4),
  ])
  func aTaskIsSubmittedOnceAskedForAndFetched(_ model: String, images: Int) async throws {
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeDashScope(picture: picture)
    defer { server.stop() }
    let sender = try DashScopeSender(profile(model), at: server.baseURL)
    let reading = try await sender.run(sender.request(images: images))
    guard case .fetch(let decoded, let messages) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(decoded.responseID == "r-1" && messages.count == 1)
    let image = try await sender.exchange(messages[0])
    #expect(image.status == 200 && image.body == picture)
    #expect(server.submissions == 1)
    let polls = server.requests.filter { $0.path == "/api/v1/tasks/task-1" }
    #expect(polls.count == 3 && polls.allSatisfy { $0.key == DashScopeSender.key })
    #expect(server.requests.last?.header("authorization") == nil)
  }

  @Test(arguments: [
    ("qwen-image-3.0-pro", 1), ("qwen-image-2.1-pro", 10), ("qwen-image-2.1-turbo", 0),
    ("qwen-image-2.0-pro", 3), ("qwen-image-2.0", 0), ("qwen-image-edit-max", 3),
    ("qwen-image-edit-plus", 1), ("qwen-image-edit", 2), ("qwen-image-max", 0),
    ("qwen-image-plus", 0), ("qwen-image", 0),
  ])
  func anImageIsMadeAtOnce(_ model: String, images: Int) async throws {
    let server = try FakeDashScope()
    defer { server.stop() }
    let sender = try DashScopeSender(profile(model), at: server.baseURL)
    let options = model.contains("3.0") ? ["async": "false"] : [:]
    let reading = try await sender.run(sender.request(images: images, options: options))
    guard case .fetch(_, let messages) = reading else {
      Issue.record("\(reading)")
      return
    }
    #expect(try await sender.exchange(messages[0]).status == 200)
    #expect(server.submissions == 1 && server.requests.count == 2)
    #expect(server.requests.last?.header("authorization") == nil)
  }

  @Test func wordsInTheImagesPlaceAreNoImage() async throws {
    let content = #"[{"text":"I cannot draw that."}]"#
    let end = FakeReply(
      json: #"{"output":{"choices":[{"finish_reason":"stop","message":{"content":\#(content)}}]}}"#)
    let server = try FakeDashScope(end: end)
    defer { server.stop() }
    let sender = try DashScopeSender(profile("qwen-image-2.0-pro"), at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 1)) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == .noImage(reason: "stop"))
    #expect(decoded.texts == ["I cannot draw that."])
  }

  @Test func aRefusedTaskIsARefusalWithItsReason() async throws {
    let code = #""code":"DataInspectionFailed","message":"Input data may be inappropriate.""#
    let end = FakeReply(
      json: #"{"output":{"task_id":"task-1","task_status":"FAILED",\#(code)},"request_id":"r-2"}"#)
    let server = try FakeDashScope(words: [], end: end)
    defer { server.stop() }
    let sender = try DashScopeSender(profile("qwen-image-3.0"), at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome == .blocked(reason: "DataInspectionFailed"))
    #expect(decoded.message == "Input data may be inappropriate.")
  }

  /// Asking that goes wrong says nothing of the image, and its storage may fail once.
  @Test func aPollThatGoesWrongIsNoEnd() async throws {
    let server = try FakeDashScope(
      faults: .init(polls: [.page(status: 502)], images: [FakeReply(status: 503, json: "")]))
    defer { server.stop() }
    let sender = try DashScopeSender(profile("qwen-image-3.0"), at: server.baseURL)
    let request = sender.request(images: 1)
    guard case .answer(let decoded) = try await sender.run(request) else {
      Issue.record("an end")
      return
    }
    #expect(decoded.outcome.state == .unknown && server.submissions == 1)
    guard case .fetch(_, let messages) = try await sender.run(request) else {
      Issue.record("no image")
      return
    }
    #expect(try await sender.exchange(messages[0]).status == 503)
    #expect(try await sender.exchange(messages[0]).status == 200)
  }

  /// What goes wrong at the request, and what it comes to.
  @Test(arguments: [
    (FakeReply(status: 401, json: #"{"code":"InvalidApiKey"}"#), GenerationState.failed),
    (FakeReply(status: 429, json: #"{"code":"Throttling.RateQuota"}"#), .failed),
    (FakeReply(status: 400, json: #"{"code":"DataInspectionFailed"}"#), .refused),
    (FakeReply(status: 500, json: #"{"code":"InternalError"}"#), .unknown),
    (FakeReply(json: #"{"output":{"task_status":"PENDI"#), .unknown),
    (.page(status: 502), .unknown),
    (.redirect(302, to: "https://example.com/"), .failed),
  ])
  func faultsComeOutAsTheyShould(_ fault: FakeReply, _ state: GenerationState) async throws {
    let server = try FakeDashScope(faults: .init(submissions: [fault]))
    defer { server.stop() }
    let sender = try DashScopeSender(profile("qwen-image-3.0-pro"), at: server.baseURL)
    guard case .answer(let decoded) = try await sender.run(sender.request(images: 0)) else {
      Issue.record("no end")
      return
    }
    #expect(decoded.outcome.state == state)
    #expect(server.submissions == 0 && server.requests.count == 1)
  }

  /// Further ones would be refused by the vendor, and of some models only after they were billed.
  @Test(arguments: [
    ("qwen-image-3.0-pro", 3), ("qwen-image-2.1-pro", 10), ("qwen-image-max", 0),
    ("wan2.7-image", 9), ("wan2.6-image", 4),
  ])
  func imagesBeyondTheBoundAreNotSent(_ model: String, most: Int) throws {
    let sender = try DashScopeSender(profile(model), at: "https://dashscope.aliyuncs.com/api/v1")
    let expected = TroupeError.request(
      .tooManyReferences(model: model, named: 16, limit: "images", bound: most))
    #expect(throws: expected) { try sender.encoded(sender.request(images: 16)) }
  }

  @Test func theKeyGoesWhereTheRequestGoesAlone() {
    let home = "https://ws-1.ap-southeast-1.maas.aliyuncs.com/api/v1/x"
    let provider = DashScopeProvider()
    #expect(
      provider.mayGo("https://ws-1.ap-southeast-1.maas.aliyuncs.com/api/v1/tasks/1", home: home))
    for url in [
      "https://ws-2.ap-southeast-1.maas.aliyuncs.com/api/v1/tasks/1",
      "https://dashscope-result-sz.oss-cn-shenzhen.aliyuncs.com/x.png",
      "http://ws-1.ap-southeast-1.maas.aliyuncs.com/api/v1/tasks/1",
    ] { #expect(!provider.mayGo(url, home: home), "\(url)") }
  }

  /// More than 2250000 pixels are billed as 2K, of the pro model at nearly twice the price.
  @Test func pricesFollowTheVendorsTiers() throws {
    let pro = try profile("qwen-image-3.0-pro")
    #expect(pro.price() == 0.04 && pro.price(of: Parameters(size: "2K")) == 0.075)
    #expect(pro.price(of: Parameters(size: "1664x1536")) == 0.075)
    #expect(pro.outputPixels(Parameters(size: "1K")) <= 2_250_000)
    #expect(try profile("qwen-image-3.0").price(of: Parameters(size: "2K")) == 0.03)
    #expect(try profile("qwen-image-2.1-turbo").price() == nil)
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
