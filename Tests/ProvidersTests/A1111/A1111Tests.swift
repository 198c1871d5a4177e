import Foundation
import Synchronization
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct A1111Tests {
  private let provider = A1111Provider()
  private let models = ModelRegistry(of: [A1111Provider()])
  private static let picture = SamplePicture.png(width: 300, height: 200)

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/A1111/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.map { String($0.dropLast(5)) }.sorted() == models.profiles.map(\.id).sorted())
  }

  @Test func itCostsNothingAndNeedsNoKey() throws {
    for profile in models.profiles { #expect(profile.price() == 0, "\(profile.id)") }
    let plain = try provider.endpoint(environment: [:])
    #expect(plain.baseURL == "http://127.0.0.1:7860" && plain.keyVariables == nil)
    let guarded = try provider.endpoint(environment: ["A1111_API_KEY": "x"])
    #expect(guarded.keyVariables == ["A1111_API_KEY"])
    #expect(throws: TroupeError.self) {
      try provider.endpoint(environment: ["A1111_URL": "http://10.0.0.2:7860"])
    }
  }

  /// What each kind of server takes: words, a picture to edit, references in its own form.
  @Test(arguments: [
    ("a1111-reference", FakeA1111.Kind.automatic, 0, false),
    ("a1111-reference", .forge, 3, false), ("a1111-reference", .automatic, 2, true),
    ("a1111-ip-adapter", .forge, 1, false), ("a1111-sdnext", .sdNext, 4, false),
    ("a1111-sdnext", .sdNext, 3, true),
  ])
  func anImageIsMadeAtOnce(
    _ model: String, _ kind: FakeA1111.Kind, images: Int, isEdit: Bool
  ) async throws {
    var manners = FakeA1111.Manners()
    manners.givesGrid = true
    manners.givesMaps = kind != .sdNext
    let picture = SamplePicture.png(width: 48, height: 32)
    let server = try FakeA1111(kind, picture: picture, manners: manners)
    defer { server.stop() }
    let message = try message(model, at: server, images: images, isEdit: isEdit)
    let answer = try await exchange(message)
    guard case .answer(let decoded) = read(answer, message, .submit, model) else {
      Issue.record("no answer")
      return
    }
    #expect(decoded.outcome == .images, "\(decoded.message ?? "")")
    #expect(decoded.images.map(\.content) == [.bytes(picture)])
    #expect(decoded.texts.first == "Seed: 1234" && decoded.modelVersion == "dreamshaper_8")
    let path = isEdit ? "/sdapi/v1/img2img" : "/sdapi/v1/txt2img"
    #expect(server.requests.map(\.path) == [path])
    #expect(server.requests.allSatisfy { $0.header("authorization") == nil })
  }

  /// A lost answer: it is asked whether the server still works on it, and the image cannot be had.
  @Test(arguments: [FakeA1111.Kind.automatic, .forge])
  func aLostAnswerIsWaitedForAndLost(_ kind: FakeA1111.Kind) async throws {
    var manners = FakeA1111.Manners()
    manners.submissions = [FakeReply(json: "{}").sent(.noAnswer)]
    manners.busyAnswers = 2
    let server = try FakeA1111(kind, manners: manners)
    defer { server.stop() }
    let id = try #require(ULID("01JBCDEFGHJKMNPQRSTVWXYZ01"))
    let message = provider.identified(
      try message("a1111-reference", at: server, images: 0, isEdit: false), by: id)
    await #expect(throws: TransportFailure.self) { try await exchange(message) }
    var question = try #require(provider.inquiry(after: message)).message
    var polls = 0
    while true {
      let reading = read(try await exchange(question), question, .poll, "a1111-reference")
      if case .poll(let next, _) = reading {
        question = next
        polls += 1
        continue
      }
      guard case .answer(let decoded) = reading else { return }
      #expect(decoded.isLost && decoded.outcome.state == .unknown)
      break
    }
    #expect(polls == 3)
  }

  /// What goes wrong at the request, and what it comes to.
  @Test(arguments: [
    (FakeReply(status: 401, json: #"{"detail":"Not authenticated"}"#), GenerationState.failed),
    (FakeReply(status: 500, json: #"{"error":"OutOfMemoryError","errors":"CUDA"}"#), .unknown),
    (FakeReply(json: #"{"images":["iVBORw0KGgo"#), .unknown), (.page(status: 502), .unknown),
    (.redirect(302, to: "https://example.com/"), .failed),
  ])
  func faultsComeOutAsTheyShould(_ fault: FakeReply, _ state: GenerationState) async throws {
    var manners = FakeA1111.Manners()
    manners.submissions = [fault]
    let server = try FakeA1111(manners: manners)
    defer { server.stop() }
    let message = try message("a1111-reference", at: server, images: 1, isEdit: false)
    let reading = read(try await exchange(message), message, .submit, "a1111-reference")
    guard case .answer(let decoded) = reading else {
      Issue.record("no answer")
      return
    }
    #expect(decoded.outcome.state == state && decoded.images.isEmpty)
    #expect(server.requests.count == 1)
  }

  /// A question that is not answered says nothing of the task.
  @Test func aQuestionThatGoesWrongIsNoEnd() async throws {
    var manners = FakeA1111.Manners()
    manners.questions = [.page(status: 502), FakeReply(json: "{}")]
    let server = try FakeA1111(manners: manners)
    defer { server.stop() }
    let id = try #require(ULID("01JBCDEFGHJKMNPQRSTVWXYZ01"))
    let message = provider.identified(
      try message("a1111-reference", at: server, images: 0, isEdit: false), by: id)
    let question = try #require(provider.inquiry(after: message)).message
    for _ in 0..<2 {
      let reading = read(try await exchange(question), question, .poll, "a1111-reference")
      guard case .answer(let decoded) = reading else {
        Issue.record("no answer")
        return
      }
      #expect(decoded.outcome.state == .unknown && !decoded.isLost)
    }
    guard case .poll = read(try await exchange(question), question, .poll, "a1111-reference") else {
      Issue.record("an end")
      return
    }
  }

  @Test func aNameIsTakenOffWhenAMessageIsWrittenForAnotherAddress() throws {
    let server = try FakeA1111()
    defer { server.stop() }
    let plain = try message("a1111-reference", at: server, images: 1, isEdit: true)
    let named = provider.identified(plain, by: try #require(ULID("01JBCDEFGHJKMNPQRSTVWXYZ01")))
    #expect(named.body != plain.body && provider.inquiry(after: plain) == nil)
    let again = try provider.readdress(
      named, to: provider.endpoint(environment: ["A1111_URL": server.baseURL]))
    #expect(again == plain)
  }

  private func message(
    _ model: String, at server: FakeA1111, images: Int, isEdit: Bool
  ) throws -> HTTPRequest {
    let profile = try models.profile(named: model).profile
    let inputs = (0..<images).map { index in
      let image = StoredImage(
        digest: Digest(bytes: Self.picture), type: .png, width: 300, height: 200,
        byteCount: Self.picture.count)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: isEdit && index == 0 ? .parent : .identity,
          depiction: Depiction(name: nil, kind: .character), image: image, reason: "named"),
        rendition: image, label: "")
    }
    let options = model == "a1111-ip-adapter" ? ["reference_model": "ip-adapter_sdxl"] : [:]
    let request = ProviderRequest(
      Request(prompt: "x", model: profile.id, parameters: Parameters(options: options)),
      composition: Composition(parts: [.text("x")]), inputs: inputs, profile: profile)
    return try provider.encode(
      request, for: provider.endpoint(environment: ["A1111_URL": server.baseURL])
    ).request
  }

  private func read(
    _ answer: HTTPAnswer, _ message: HTTPRequest, _ leg: Leg, _ model: String
  ) -> Reading? {
    (try? models.profile(named: model).profile).map {
      provider.read(answer, to: message, on: leg, from: $0)
    }
  }

  private func exchange(_ message: HTTPRequest) async throws -> HTTPAnswer {
    let file = FileManager.default.temporaryDirectory.appending(path: "a1111-\(UUID()).png")
    try Self.picture.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let head = Mutex<(Int, [HTTPHeader])>((0, []))
    let body = Mutex(Data())
    try await provider.deliver(
      Delivery(
        message: message, key: nil, transport: HTTPTransport(userAgent: "troupe/test"),
        path: { _ in file.path },
        onHead: { status, headers in head.withLock { $0 = (status, headers) } },
        onBody: { bytes in body.withLock { $0.append(contentsOf: bytes) } }))
    let (status, headers) = head.withLock { $0 }
    return HTTPAnswer(status: status, headers: headers, body: body.withLock { $0 })
  }
}
