import Testing
import TroupeProviders
import TroupeVocabulary

/// Where Vertex AI is reached, by the variables that google-genai reads.
@Suite struct VertexAddressTests {
  private func endpoint(_ environment: [String: String]) throws -> Endpoint {
    try VertexProvider().endpoint(environment: environment)
  }

  /// What is to be set, where the environment is not enough.
  private func missing(_ environment: [String: String]) -> String? {
    do {
      _ = try endpoint(environment)
      return nil
    } catch TroupeError.invalidValue(let name, _, _) {
      return name
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    (nil, "https://aiplatform.googleapis.com", "global"),
    ("", "https://aiplatform.googleapis.com", "global"),
    ("global", "https://aiplatform.googleapis.com", "global"),
    ("us", "https://aiplatform.us.rep.googleapis.com", "us"),
    ("eu", "https://aiplatform.eu.rep.googleapis.com", "eu"),
    ("us-central1", "https://us-central1-aiplatform.googleapis.com", "us-central1"),
  ])
  func aLocationHasAHostOfItsOwn(_ location: String?, _ host: String, _ name: String) throws {
    var environment = ["GOOGLE_CLOUD_PROJECT": "my-project-1", "GOOGLE_API_KEY": "k"]
    environment["GOOGLE_CLOUD_LOCATION"] = location
    let endpoint = try endpoint(environment)
    #expect(endpoint.baseURL == "\(host)/v1beta1/projects/my-project-1/locations/\(name)")
    #expect(endpoint.keyPlace == .header("Authorization"))
    // A key is no token: with a project the API key is not used.
    #expect(endpoint.keyVariables == ["GOOGLE_ACCESS_TOKEN"])
  }

  @Test(arguments: [
    ["GOOGLE_API_KEY": "k"], ["GEMINI_API_KEY": "k"], [:],
    ["GOOGLE_API_KEY": "k", "GOOGLE_APPLICATION_CREDENTIALS": "a.json"],
  ])
  func withoutAProjectAKeyOfTheExpressModeIsUsed(_ environment: [String: String]) throws {
    let endpoint = try endpoint(environment)
    #expect(endpoint.baseURL == "https://aiplatform.googleapis.com")
    #expect(endpoint.version == "v1beta1" && endpoint.keyPlace == .header("x-goog-api-key"))
    #expect(endpoint.keyVariables == ["GOOGLE_API_KEY", "GEMINI_API_KEY"])
    #expect(endpoint.keyMaker == nil && endpoint.makerVariables == ["GOOGLE_CLOUD_PROJECT"])
  }

  @Test(arguments: [
    ["GOOGLE_ACCESS_TOKEN": "t"], ["GOOGLE_ACCESS_TOKEN_COMMAND": "c"],
    ["GOOGLE_APPLICATION_CREDENTIALS": "a.json"], ["GOOGLE_CLOUD_LOCATION": "us"],
    ["GOOGLE_CLOUD_LOCATION": "us", "GOOGLE_API_KEY": "k"],
  ])
  func aTokenWantsAProject(_ environment: [String: String]) {
    #expect(missing(environment) == "GOOGLE_CLOUD_PROJECT")
  }

  @Test func theVersionAndTheAddressCanBeNamed() throws {
    let endpoint = try endpoint([
      "GOOGLE_CLOUD_PROJECT": "p", "GOOGLE_GENAI_API_VERSION": "v1",
      "GOOGLE_VERTEX_BASE_URL": "http://127.0.0.1:8080/x/",
    ])
    #expect(endpoint.baseURL == "http://127.0.0.1:8080/x/v1/projects/p/locations/global")
    let express = try self.endpoint(["GOOGLE_GENAI_API_VERSION": "beta"])
    #expect(express.version == "v1beta1")
    #expect(missing(["GOOGLE_GENAI_API_VERSION": "v1/../x"]) == "API version")
    #expect(
      missing(["GOOGLE_GENAI_API_VERSION": "v1/x", "GOOGLE_CLOUD_PROJECT": "p"]) == "API version")
    #expect(throws: TroupeError.provider(.unsafeAddress("http://example.com"))) {
      try self.endpoint(["GOOGLE_VERTEX_BASE_URL": "http://example.com"])
    }
  }

  /// A location is a part of the host that the token goes to.
  @Test(arguments: [
    "example.com/x", "us.example.com", "x@example.com", "US", "-", "1", "a b", "a/../b", "us?",
    String(repeating: "a", count: 60),
  ])
  func aLocationNamesNoHost(_ location: String) {
    let name = missing(["GOOGLE_CLOUD_PROJECT": "p", "GOOGLE_CLOUD_LOCATION": location])
    #expect(name == "GOOGLE_CLOUD_LOCATION")
  }

  @Test(arguments: ["a/b", "..", "p?x", "p#", "p q", "-p", "p\n"])
  func aProjectIsAWord(_ project: String) {
    #expect(missing(["GOOGLE_CLOUD_PROJECT": project]) == "GOOGLE_CLOUD_PROJECT")
  }

  @Test func aCommandComesBeforeAnAccount() throws {
    var environment = [
      "GOOGLE_CLOUD_PROJECT": "p", "GOOGLE_APPLICATION_CREDENTIALS": "a.json",
      "GOOGLE_ACCESS_TOKEN_COMMAND": "gcloud auth print-access-token",
    ]
    let maker = try #require(try endpoint(environment).keyMaker)
    #expect(maker.name == "GOOGLE_ACCESS_TOKEN_COMMAND")
    #expect(maker.way == .shell("gcloud auth print-access-token"))
    environment["GOOGLE_ACCESS_TOKEN_COMMAND"] = nil
    #expect(try endpoint(environment).keyMaker?.name == "GOOGLE_APPLICATION_CREDENTIALS")
  }
}

/// What a provider lacks in the environment costs its own models alone.
@Suite struct VertexRegistryTests {
  @Test func whatIsMissingIsSaidWhenAModelIsUsed() async throws {
    let all: [any Provider] = [GeminiProvider(), VertexProvider()]
    let models = ModelRegistry(of: all)
    let providers = ProviderRegistry(
      all, environment: ["GOOGLE_CLOUD_LOCATION": "us", "GOOGLE_API_KEY": "k"],
      key: { _, _, _ in "k" })
    let gemini = try models.profile(named: "gemini-3-pro-image").profile
    let vertex = try models.profile(named: "vertex/gemini-3-pro-image").profile
    #expect(try providers.endpoint(of: gemini).version == "v1beta")
    #expect(try await providers.key(for: gemini) == "k")
    #expect(throws: TroupeError.self) { try providers.endpoint(of: vertex) }
    await #expect(throws: TroupeError.self) { try await providers.key(for: vertex) }
  }

  @Test func aMissingKeyNamesAllThatMayBeSet() async throws {
    let models = ModelRegistry(of: [VertexProvider()])
    let profile = try models.profile(named: "vertex/gemini-3-pro-image").profile
    let token = ProviderRegistry([VertexProvider()], environment: ["GOOGLE_CLOUD_PROJECT": "p"])
    await #expect(
      throws: TroupeError.provider(
        .noKey(
          provider: "vertex",
          variables: [
            "GOOGLE_ACCESS_TOKEN", "GOOGLE_ACCESS_TOKEN_COMMAND", "GOOGLE_APPLICATION_CREDENTIALS",
          ]))
    ) { try await token.key(for: profile) }
    let express = ProviderRegistry([VertexProvider()])
    await #expect(
      throws: TroupeError.provider(
        .noKey(
          provider: "vertex",
          variables: ["GOOGLE_API_KEY", "GEMINI_API_KEY", "GOOGLE_CLOUD_PROJECT"]))
    ) { try await express.key(for: profile) }
  }

  /// A record of a gateway that is gone names a model that it was sent as: its key goes to no vendor.
  @Test func aModelOfAGatewayThatIsGoneGoesNowhere() throws {
    let models = ModelRegistry(
      of: [VertexProvider()],
      gateways: [
        try Gateway(
          name: "gate", endpoint: Endpoint(baseURL: "https://gate.example", version: "v1"),
          models: ["vertex/gemini-3-pro-image"])
      ])
    let profile = try models.profile(named: "gate/vertex/gemini-3-pro-image").profile
    let providers = ProviderRegistry([VertexProvider()])
    #expect(throws: TroupeError.provider(.unknownProvider("gate"))) {
      try providers.endpoint(of: profile)
    }
  }

  /// The same models stand on both roads: what a picture is like does not depend on the road.
  @Test func bothRoadsDrawTheSamePixels() throws {
    let models = ModelRegistry(of: [GeminiProvider(), VertexProvider()])
    let vertex = models.profiles.filter { $0.dialect == "gemini.vertex" }
    #expect(vertex.count == 5)
    for profile in vertex {
      let name = try #require(profile.sentAs)
      #expect(profile.id == "vertex/\(name)" && profile.provider == "vertex")
      let same = try models.profile(named: name).profile
      #expect(same.provider == "google")
      #expect(profile.pixels == same.pixels && profile.aspects.value == same.aspects.value)
      #expect(profile.sizes.value == same.sizes.value && profile.sendsSize == same.sendsSize)
      #expect(profile.capabilities == same.capabilities && profile.labels == same.labels)
    }
  }
}
