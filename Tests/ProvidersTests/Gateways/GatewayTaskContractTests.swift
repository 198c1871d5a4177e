import Foundation
import ProviderContract
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct GatewayTaskContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        GatewayAtWork(), data: ContractData.folder("gateway-task"),
        model: "gate/gemini-3-pro-image"
      ) { ["GATE": $0] })
  }
}

/// The asynchronous road with an entry of a user's: what the suite needs is an address and models.
private struct GatewayAtWork: Provider {
  private let task = GatewayTaskProvider()
  let profiles: [Data]
  let keyVariables = ["GATE_KEY"]

  init() throws {
    let free = try ModelRegistry(of: [BlackForestLabsProvider(.flux2)]).profile(named: "flux-2-pro")
    let other = try CanonicalJSON.text(free.profile).replacing("flux-2-pro", with: "gpt-image-2")
    let gateway = Gateway(
      name: "gate", endpoint: try Endpoint(baseURL: "https://cdn.gate.example", version: "v1"),
      dialect: "gateway.task", resultHosts: ["img.gate.example"],
      models: ["gemini-3-pro-image-preview", "gpt-image-2"])
    let registry = ModelRegistry(
      of: [GeminiProvider(), BlackForestLabsProvider(.flux2)],
      overrides: [.init(name: "gpt-image-2.json", json: Data(other.utf8))], gateways: [gateway])
    profiles = try registry.profiles.filter { $0.provider == "gate" }.map {
      Data(try CanonicalJSON.text($0).utf8)
    }
  }

  var id: String { task.id }
  var fetchesAddresses: Bool { task.fetchesAddresses }

  func endpoint(environment: [String: String]) throws(TroupeError) -> Endpoint {
    try Endpoint(baseURL: environment["GATE"] ?? "https://cdn.gate.example", version: "v1")
  }

  func accepts(option name: String, value: String, on profile: ModelProfile) -> Bool {
    task.accepts(option: name, value: value, on: profile)
  }

  func encode(
    _ request: ProviderRequest, for endpoint: Endpoint
  ) throws(TroupeError) -> Encoded { try task.encode(request, for: endpoint) }

  func readdress(_ message: HTTPRequest, to endpoint: Endpoint) -> HTTPRequest {
    task.readdress(message, to: endpoint)
  }

  func read(
    _ answer: HTTPAnswer, to message: HTTPRequest, on leg: Leg, from profile: ModelProfile
  ) -> Reading { task.read(answer, to: message, on: leg, from: profile) }
}
