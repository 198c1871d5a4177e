import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct InteractionsTests {
  private static let key = "AIza-test-key-0123456789"
  private let provider = InteractionsProvider()
  private let models = ModelRegistry(of: [InteractionsProvider()])

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/Interactions/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let names = models.profiles.map { $0.id.replacing("@", with: "-") }
    #expect(files.map { String($0.dropLast(5)) }.sorted() == names.sorted())
  }

  /// Each model is one of Gemini's, with its figures.
  @Test func figuresAreThoseOfTheModelsByTheirOtherRoad() throws {
    let others = ModelRegistry(of: [GeminiProvider()])
    let drawing = others.profiles.filter { !$0.isJudge }
    #expect(models.profiles.map(\.wireName).sorted() == drawing.map(\.id).sorted())
    for profile in models.profiles {
      #expect(profile.id == "\(profile.wireName)@interactions" && profile.provider == "google")
      let other = try #require(others.profile(id: profile.wireName))
      #expect(profile.limits.images == other.limits.images)
      #expect(profile.limits.requestBytes.hard == other.limits.requestBytes.hard)
      #expect(profile.pixels == other.pixels && profile.price == other.price)
      #expect(profile.capabilities == other.capabilities)
    }
  }

  /// Its models are Google's own, though they have another name on the wire: no gateway is looked for.
  @Test func itsModelsAreReachedWhereGeminisAre() throws {
    let registry = ProviderRegistry(
      [GeminiProvider(), provider], environment: ["GOOGLE_GEMINI_BASE_URL": "https://g.example"])
    let endpoint = try registry.endpoint(of: profile)
    #expect(endpoint.baseURL == "https://g.example" && endpoint.version == "v1beta")
  }

  @Test func aGatewayThatStreamsIsToldThatNoneIsAsked() throws {
    var endpoint = try provider.endpoint(environment: [:])
    endpoint.streams = true
    let profile = try profile
    let request = ProviderRequest(
      Request(prompt: "x", model: profile.id), composition: Composition(parts: [.text("x")]),
      inputs: [], profile: profile)
    let told = try provider.encode(request, for: endpoint).adjustments.map(\.field)
    #expect(told == ["store", "stream"])
  }

  @Test(arguments: [
    Parameters(),
    Parameters(
      aspect: "16:9", size: "2K", seed: 3,
      options: [
        "safety": "off", "search": "web", "system": "Be brief.", "temperature": "0.5",
        "thoughts": "true", "top_p": "0.5", "max_output_tokens": "100", "output_type": "image/jpeg",
      ]),
  ])
  func whatIsSentIsTaken(_ parameters: Parameters) async throws {
    let server = try FakeInteractions()
    defer { server.stop() }
    let sent = try encoded("draw her", at: server, parameters, images: 14)
    let answer = try await whole(sent, at: server)
    #expect(answer.outcome == .images, "\(answer.message ?? "")")
    #expect(answer.signatures == 1 && answer.usage?.outputByModality == ["IMAGE": 1120])
    #expect(server.made == 1)
    #expect(server.requests.allSatisfy { $0.header("x-goog-api-key") == Self.key })
  }

  @Test func aJobIsSubmittedOnceAndAskedFor() async throws {
    let server = try FakeInteractions()
    defer { server.stop() }
    let sent = try encoded(
      "draw her", at: server, Parameters(options: ["background_job": "true"]), images: 2)
    let answer = try await whole(sent, at: server)
    // What was said to it came back with it, and is none of its images.
    #expect(answer.outcome == .images && answer.images.count == 1)
    #expect(server.made == 1)
    #expect(
      server.requests.map { "\($0.method) \($0.path)" } == [
        "POST /v1beta/interactions", "GET /v1beta/interactions/v1_1",
        "GET /v1beta/interactions/v1_1", "GET /v1beta/interactions/v1_1",
      ])
  }

  /// A profile may say that its model is asked so unasked.
  @Test func aModelMayBeAskedByJobsAlone() throws {
    let text = String(decoding: provider.profiles[1], as: UTF8.self)
    let options =
      #""options":{"value":{"background_job":["true"]},"source":"x","checked":"2026-11-29","confirmed":true}"#
    let json = text.replacing("\"sends_size\"", with: "\(options),\n\"sends_size\"")
    let models = ModelRegistry(
      of: [provider], overrides: [.init(name: "x", json: Data(json.utf8))])
    let profile = try models.profile(named: "gemini-3-pro-image@interactions").profile
    let request = ProviderRequest(
      Request(prompt: "x", model: profile.id), composition: Composition(parts: [.text("x")]),
      inputs: [], profile: profile)
    let sent = try provider.encode(request, for: provider.endpoint(environment: [:]))
    guard case .text(let body)? = sent.request.body.segments.first else {
      throw CancellationError()
    }
    #expect(body.contains(#""background":true"#) && body.contains(#""store":true"#))
  }

  @Test func askingThatGoesWrongIsNoEndOfAJob() async throws {
    let faults = LegFaults(polls: [FakeReply(status: 503, json: ""), .page()])
    let server = try FakeInteractions(faults: faults)
    defer { server.stop() }
    let sent = try encoded("x", at: server, Parameters(options: ["background_job": "true"]))
    #expect(try await whole(sent, at: server).outcome == .images)
    #expect(server.made == 1)
  }

  /// A second turn goes on from the first by its name alone, or says it again.
  @Test(arguments: [true, false])
  func aConversationGoesOn(_ isKept: Bool) async throws {
    let server = try FakeInteractions()
    defer { server.stop() }
    let parameters = Parameters(options: isKept ? ["store": "true"] : [:])
    let first = try await answered(encoded("draw her", at: server, parameters), at: server)
    let history = [HistoryItem.user(Composition(parts: [.text("draw her")]), images: [:]), first]
    let second = try encoded("make it night", at: server, parameters, history: history)
    #expect(try await whole(second, at: server).outcome == .images)
    let body = String(decoding: try #require(server.requests.last).body, as: UTF8.self)
    #expect(body.contains(#""previous_interaction_id":"v1_1""#) == isKept)
    #expect(body.contains("U0lHTkFUVVJF") != isKept && body.contains("draw her") != isKept)
  }

  /// What Google kept ends after some days; the outcome says what to do.
  @Test func aConversationThatIsKeptNoMoreCanBeSaidAgain() async throws {
    let server = try FakeInteractions()
    defer { server.stop() }
    let kept = Parameters(options: ["store": "true"])
    let first = try await answered(encoded("draw her", at: server, kept), at: server)
    server.forget()
    let history = [HistoryItem.user(Composition(parts: [.text("draw her")]), images: [:]), first]
    let second = try encoded("make it night", at: server, kept, history: history)
    let answer = try await whole(second, at: server)
    #expect(answer.outcome == .failed(.requestRefused))
    #expect(answer.message?.contains("store=false") == true)
    let again = try encoded(
      "make it night", at: server, Parameters(options: ["store": "false"]), history: history)
    #expect(again.adjustments.isEmpty)
    #expect(try await whole(again, at: server).outcome == .images)
    #expect(server.made == 2)
  }

  @Test(arguments: [
    (FakeReply(status: 429, json: "{}"), GenerationState.failed),
    (FakeReply(status: 500, json: "{}"), .unknown), (FakeReply.page(), .unknown),
    (FakeReply(json: #"{"id":"v1_1","sta"#), .unknown),
  ])
  func faultsComeOutAsWhatTheyAre(_ fault: FakeReply, state: GenerationState) async throws {
    let server = try FakeInteractions(faults: LegFaults(submissions: [fault]))
    defer { server.stop() }
    let answer = try await whole(encoded("x", at: server), at: server)
    #expect(answer.outcome.state == state)
  }

  private var profile: ModelProfile {
    get throws { try models.profile(named: "gemini-3-pro-image@interactions").profile }
  }

  private func encoded(
    _ words: String, at server: FakeInteractions, _ parameters: Parameters = Parameters(),
    images: Int = 0, history: [HistoryItem] = []
  ) throws -> Encoded {
    let profile = try profile
    let places = (0..<images).map { Composition.Part.image($0 + 1) }
    let request = ProviderRequest(
      Request(prompt: words, model: profile.id, parameters: parameters),
      composition: Composition(parts: [.text(words)] + places), inputs: Exchange.inputs(images),
      profile: profile, history: history)
    return try provider.encode(
      request, for: provider.endpoint(environment: ["GOOGLE_GEMINI_BASE_URL": server.baseURL]))
  }

  private func exchange() throws -> Exchange {
    Exchange(provider: provider, profile: try profile, key: Self.key)
  }

  private func whole(_ sent: Encoded, at server: FakeInteractions) async throws -> DecodedAnswer {
    guard case .answer(let decoded) = try await exchange().run(sent.request, repeatsPolls: true)
    else { throw CancellationError() }
    return decoded
  }

  /// The answer as it goes back in a conversation.
  private func answered(_ sent: Encoded, at server: FakeInteractions) async throws -> HistoryItem {
    let body = try await exchange().answer(to: sent.request).body
    let text = MessageBody(segments: [.text(String(decoding: body, as: UTF8.self))])
    return .model(try #require(provider.conversationPart(of: text)))
  }
}
