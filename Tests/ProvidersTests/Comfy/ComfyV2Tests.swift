import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeProviders

/// What is filled into a workflow between its writing and its sending, and how a job is found whose answer was lost.
@Suite struct ComfyV2Tests {
  private static let provider = ComfyV2Provider()
  private static let name = "01900000-0000-0000-0000-000000000001"

  private static func id() throws -> ULID { try #require(ULID("01J00000000000000000000001")) }

  private static func endpoint(_ address: String = "http://127.0.0.1:8189") throws -> Endpoint {
    try provider.endpoint(environment: ["COMFY_BASE_URL": address])
  }

  private static let images = (1...2).map {
    StoredImage(
      digest: Digest(bytes: repeatElement(UInt8($0), count: 32)), type: .png, byteCount: 9)
  }

  /// The built-in graph with a place for a seed, at `endpoint`.
  private static func message(at endpoint: Endpoint? = nil, seed: Int? = nil) throws -> HTTPRequest
  {
    let text = String(decoding: provider.profiles[0], as: UTF8.self)
      .replacing("comfy-v2-blend", with: "mine")
      .replacing(#""blend_mode": "normal""#, with: #""blend_mode": "normal", "noise": 1"#)
      .replacing(#""prefix": "#, with: #""seed": "4.noise", "prefix": "#)
    let registry = ModelRegistry(
      of: [provider], overrides: [.init(name: "mine.json", json: Data(text.utf8))])
    let inputs = images.enumerated().map { index, image in
      SentInput(
        chosen: ChosenInput(
          position: index + 1, role: .identity, depiction: Depiction(kind: .character),
          image: image, reason: "named"), rendition: image, label: "")
    }
    return try provider.encode(
      ProviderRequest(
        Request(prompt: "x", model: "mine", parameters: Parameters(seed: seed)),
        composition: Composition(parts: []), inputs: inputs,
        profile: registry.profile(named: "mine").profile),
      for: endpoint ?? self.endpoint()
    ).request
  }

  private static func text(_ message: HTTPRequest) -> String {
    message.body.segments.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
  }

  private static func answer(_ json: String, _ status: Int = 200) -> HTTPAnswer {
    HTTPAnswer(status: status, headers: [], body: Data(json.utf8))
  }

  @Test func aNameIsPutOnAndTakenOffAgain() throws {
    let message = try Self.message(seed: 7)
    let named = try Self.provider.identified(message, by: Self.id())
    #expect(named.headers.first(named: "Idempotency-Key") == Self.name)
    let text = Self.text(named)
    #expect(text.contains(#""metadata":"\#(Self.name)""#))
    #expect(text.contains(#""filename_prefix":"troupe/01J00000000000000000000001""#))
    #expect(text.contains(#""noise":7"#) && !text.contains("extra_data"))
    #expect(try named == Self.provider.identified(message, by: Self.id()))
    #expect(try Self.provider.readdress(named, to: Self.endpoint()) == message)
  }

  /// A label is an addition of servers of one's own; the vendor's refuse it.
  @Test func elsewhereNothingButTheWorkflowIsSent() throws {
    let endpoint = try Self.endpoint("https://box.example")
    let named = try Self.provider.identified(Self.message(at: endpoint), by: Self.id())
    #expect(named.headers.first(named: "Idempotency-Key") == Self.name)
    #expect(!Self.text(named).contains("metadata"))
    #expect(Self.provider.inquiry(after: named) == nil)
  }

  @Test func eachSendHasItsOwnSeedThatStaysWhenItIsSentAgain() throws {
    let message = try Self.message()
    let named = try Self.provider.identified(message, by: Self.id())
    #expect(Self.text(named).contains(#""noise":1,"#) || Self.text(named).contains(#""noise":1}"#))
    let again = try Self.provider.readdress(named, to: Self.endpoint())
    let later = try #require(ULID("01J00000000000000000000002"))
    let sent = Self.text(Self.provider.identified(again, by: later))
    #expect(sent.contains(#""noise":1,"#) || sent.contains(#""noise":1}"#))
    #expect(sent.contains("troupe/01J00000000000000000000002"))
  }

  @Test func imagesAreReferredToByTheirIds() throws {
    let message = try Self.message()
    let uploads = Self.provider.uploads(for: message, images: Self.images + Self.images)
    #expect(
      uploads.map(\.message.url)
        == Array(repeating: "http://127.0.0.1:8189/api/v2/assets", count: 2))
    #expect(uploads.allSatisfy { $0.message.headers.first(named: "Idempotency-Key") == nil })
    let named = try Self.provider.naming(
      uploads[0], in: message, by: Self.answer(#"{"id":"9f8a-1","hash":null}"#, 201))
    #expect(Self.text(named).contains(#"{"__type":"core/ASSET","info":{"file_path":"troupe-01"#))
    #expect(Self.text(named).components(separatedBy: #""id":"9f8a-1""#).count == 2)
    #expect(try Self.provider.readdress(named, to: Self.endpoint()) == message)
    for bad in [
      Self.answer("", 400), Self.answer("{}"), Self.answer("<html>"), Self.answer("too large", 413),
      Self.answer(#"{"id":"../x"}"#), Self.answer(#"{"id":7}"#),
      Self.answer(#"{"error":{"code":"hash_mismatch","message":"no"}}"#, 409),
    ] {
      #expect(throws: UploadRefusal.self) {
        try Self.provider.naming(uploads[0], in: message, by: bad)
      }
    }
  }

  @Test func aLostAnswerIsLookedForAmongTheServersJobs() throws {
    let named = try Self.provider.identified(Self.message(), by: Self.id())
    let inquiry = try #require(Self.provider.inquiry(after: named)).message
    #expect(inquiry.method == "GET" && inquiry.body.segments.isEmpty)
    #expect(inquiry.url == "http://127.0.0.1:8189/api/v2/jobs?limit=100")
    let profile = ModelRegistry(of: [Self.provider]).profiles[0]
    func read(_ json: String, _ status: Int = 200) -> Reading {
      Self.provider.read(Self.answer(json, status), to: inquiry, on: .poll, from: profile)
    }
    let jobs = #"{"jobs":[{"id":"a","metadata":"other"},{"id":"b","metadata":"\#(Self.name)"}]}"#
    guard case .poll(let found, _) = read(jobs) else {
      Issue.record("not found")
      return
    }
    #expect(found.url == "http://127.0.0.1:8189/api/v2/jobs/b" && found.headers.isEmpty)
    guard case .answer(let missing) = read(#"{"jobs":[{"id":"a"}]}"#) else {
      Issue.record("found what is not there")
      return
    }
    #expect(missing.isMissing && missing.outcome.state == .unknown)
    for (json, status, isLost) in [("{}", 200, false), ("", 500, false), ("{}", 501, true)] {
      guard case .answer(let decoded) = read(json, status) else {
        Issue.record("\(status)")
        continue
      }
      #expect(decoded.outcome.state == .unknown && decoded.isLost == isLost)
    }
    let taken = Self.answer(#"{"error":{"code":"idempotency_key_reuse","message":"used"}}"#, 422)
    guard
      case .poll(let look, _) = Self.provider.read(taken, to: named, on: .submit, from: profile)
    else {
      Issue.record("a job that was taken is given up")
      return
    }
    #expect(look == inquiry)
  }

  @Test func theKeyGoesNoFurtherThanTheHostThatWasAsked() throws {
    let endpoint = try Self.provider.endpoint(
      environment: ["COMFY_BASE_URL": "https://box.example", "COMFY_API_KEY": "k"])
    let message = try Self.provider.identified(Self.message(at: endpoint), by: Self.id())
    #expect(message.keyHeader == "Authorization")
    let job = try #require(
      JSONReader.documents(
        in: Data(#"{"id":"a","urls":{"self":"https://x.example/a"}}"#.utf8)
      ).nodes.first)
    let poll = try #require(ComfyV2Address.job(job, after: message))
    #expect(poll.url == "https://box.example/api/v2/jobs/a" && poll.keyHeader == "Authorization")
    let signed = try #require(ComfyV2Address.result("https://x.example/a?sig=1", after: poll))
    #expect(signed.keyHeader == nil && signed.headers.isEmpty)
    let own = try #require(ComfyV2Address.result("/api/v2/assets/a/content", after: poll))
    #expect(own.url == "https://box.example/api/v2/assets/a/content")
    #expect(own.keyHeader == "Authorization")
  }

  /// What costs money is an entry with its price, so that bounds hold.
  @Test(arguments: ["https://cloud.comfy.org", "https://dep-1.run.comfy.app"])
  func aPaidServerIsAnEntry(_ address: String) throws {
    #expect(throws: TroupeError.self) { try Self.endpoint(address) }
    let gateway = Gateway(
      name: "cloud", endpoint: try Endpoint(baseURL: address), dialect: "comfy.v2",
      models: ["comfy-blend"], price: 0.01)
    let registry = ModelRegistry(
      of: [ComfyProvider(), Self.provider], gateways: [gateway])
    let profile = try registry.profile(named: "cloud/comfy-blend").profile
    #expect(profile.dialect == "comfy.v2" && profile.price() == 0.01)
    #expect(Self.provider.fault(in: profile) == nil)
  }

  @Test func anEntryWithoutAKeyIsAskedWithoutOne() async throws {
    func key(_ variables: [String]) async throws -> String? {
      var endpoint = try Endpoint(baseURL: "http://127.0.0.1:8189")
      endpoint.keyVariables = variables
      let gateway = Gateway(
        name: "box", endpoint: endpoint, dialect: "comfy.v2", models: ["comfy-blend"], price: 0)
      let models = ModelRegistry(of: [ComfyProvider(), Self.provider], gateways: [gateway])
      return try await ProviderRegistry([ComfyProvider(), Self.provider], gateways: [gateway])
        .key(for: models.profile(named: "box/comfy-blend").profile)
    }
    #expect(try await key([]) == nil)
    // What an entry names is needed.
    await #expect(throws: TroupeError.self) { try await key(["BOX_KEY"]) }
  }
}
