import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// What a gateway's entry makes of the models that it lists.
@Suite struct GatewayTests {
  private let providers: [any Provider] = [
    GeminiProvider(), BlackForestLabsProvider(.flux2), GatewayTaskProvider(),
  ]
  private let address: Endpoint

  init() throws {
    var address = try Endpoint(baseURL: "https://gate.example", version: "v1")
    address.keyVariables = []
    self.address = address
  }

  private func models(_ gateway: Gateway) throws -> ModelRegistry {
    ModelRegistry(of: providers, gateways: [gateway])
  }

  private func gateway(
    _ models: [String], dialect: String? = nil, hosts: [String] = []
  ) -> Gateway {
    Gateway(
      name: "gate", endpoint: address, dialect: dialect, resultHosts: hosts, models: models)
  }

  /// A gateway may know a model by a name that ended at its vendor's.
  @Test func anotherNameOfAModelIsSentAsWritten() throws {
    let models = try models(gateway(["gemini-3-pro-image-preview", "GEMINI-3.1-flash-image"]))
    let pro = try models.profile(named: "gate/gemini-3-pro-image").profile
    #expect(pro.wireName == "gemini-3-pro-image-preview")
    #expect(try models.profile(named: "gate/gemini-3-pro-image-preview").profile == pro)
    let flash = try models.profile(named: "gate/gemini-3.1-flash-image").profile
    #expect(flash.wireName == "gemini-3.1-flash-image")
    let message = try GeminiProvider().encode(request(to: pro), for: address).request
    #expect(message.url.hasSuffix("/models/gemini-3-pro-image-preview:generateContent"))
  }

  /// What people call a model is no name for programs.
  @Test func aNameWithSpacesIsNotSent() throws {
    let models = try models(gateway(["Nano Banana Pro"]))
    let pro = try models.profile(named: "gate/gemini-3-pro-image").profile
    #expect(pro.wireName == "gemini-3-pro-image")
  }

  @Test func oneModelUnderTwoNamesIsAFault() throws {
    let models = try models(gateway(["gemini-3-pro-image", "gemini-3-pro-image-preview"]))
    #expect("\(models.problems)".contains("each model once"))
    #expect(models.profiles.allSatisfy { $0.provider != "gate" })
  }

  @Test func itsDialectTakesThePlaceOfTheModels() async throws {
    let hosts = ["img.gate.example"]
    let models = try models(
      gateway(["gemini-3-pro-image"], dialect: "gateway.task", hosts: hosts))
    let pro = try models.profile(named: "gate/gemini-3-pro-image").profile
    #expect(pro.dialect == "gateway.task" && pro.resultHosts == hosts)
    #expect(pro.labels?.value == .positions)
    let abilities = pro.capabilities
    #expect(!abilities.conversation && !abilities.signatures && abilities.webSearch == false)
    let registry = ProviderRegistry(
      providers, gateways: [gateway(["gemini-3-pro-image"], dialect: "gateway.task")],
      key: { name, variables, _ in "key of \(name) \(variables)" })
    #expect(try registry.provider(of: pro).id == "gateway.task")
    #expect(try registry.endpoint(of: pro) == address)
    #expect(try await registry.key(for: pro) == "key of gate []")
  }

  /// An older job is asked for under the profile that it was planned with.
  @Test func hostsThatAnEntryNamesTodayCount() throws {
    let before = try models(gateway(["gemini-3-pro-image"], dialect: "gateway.task"))
    let planned = try before.profile(named: "gate/gemini-3-pro-image").profile
    #expect(planned.resultHosts?.isEmpty ?? true)
    let today = gateway(
      ["gemini-3-pro-image"], dialect: "gateway.task", hosts: ["img.gate.example"])
    let registry = ProviderRegistry(providers, gateways: [today])
    #expect(registry.withHosts(planned).resultHosts == ["img.gate.example"])
    #expect(registry.isGateway("gate") && !registry.isGateway("google"))
    // So do those of a vendor's own model, whose profile the user laid over.
    var own = try before.profile(named: "flux-2-pro").profile
    own.resultHosts = ["cdn.example"]
    let laid = ModelRegistry(
      of: providers, overrides: [.init(name: "own.json", json: try JSONEncoder().encode(own))])
    let other = ProviderRegistry(providers, models: laid)
    #expect(
      other.withHosts(try before.profile(named: "flux-2-pro").profile).resultHosts?
        .contains("cdn.example") == true)
    #expect(other.withHosts(planned) == planned)
  }

  @Test func itsOwnDialectLeavesAModelAsItIs() throws {
    let models = try models(gateway(["gemini-3-pro-image"], dialect: "gemini.generateContent"))
    let pro = try models.profile(named: "gate/gemini-3-pro-image").profile
    let own = try models.profile(named: "gemini-3-pro-image").profile
    #expect(pro.capabilities == own.capabilities && pro.labels == own.labels)
  }

  /// The vendor's price by the pixel is not the gateway's.
  @Test func aGatewaysPriceIsKnownFromTheUserAlone() throws {
    let models = try models(gateway(["flux-2-pro"]))
    #expect(try models.profile(named: "gate/flux-2-pro").profile.price() == nil)
    #expect(try models.profile(named: "flux-2-pro").profile.price() != nil)
  }

  /// A road without an address leads nowhere without a gateway's entry.
  @Test func withoutAnEntryNothingIsSent() throws {
    let registry = try ProviderRegistry(providers)
    var stray = try ModelRegistry(of: providers).profile(named: "gemini-3-pro-image").profile
    let json = try CanonicalJSON.text(stray)
      .replacing("gemini.generateContent", with: "gateway.task")
    stray = try CanonicalJSON.decode(ModelProfile.self, from: Data(json.utf8))
    #expect(throws: TroupeError.provider(.unknownProvider("google"))) {
      try registry.endpoint(of: stray)
    }
  }

  private func request(to profile: ModelProfile) -> ProviderRequest {
    ProviderRequest(
      Request(prompt: "x", model: profile.id), composition: Composition(parts: [.text("x")]),
      inputs: [], profile: profile)
  }
}
