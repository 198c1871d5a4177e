import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct OpenRouterContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        OpenRouterProvider(), data: ContractData.folder("openrouter"),
        model: "openrouter/google/gemini-3-pro-image"
      ) { ["OPENROUTER_BASE_URL": $0] })
  }

  @Test func everyProfileOfTheFolderIsEmbedded() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/OpenRouter/Profiles")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let ids = ModelRegistry(of: [OpenRouterProvider()]).profiles.map(\.id)
    #expect(
      Set(files) == Set(ids.map { $0.replacing("/", with: "-") + ".json" }))
  }

  @Test func itsOwnModelsGoToItsOwnAddress() throws {
    let registry = try ProviderRegistry(
      [OpenRouterProvider()], environment: ["OPENROUTER_BASE_URL": "http://127.0.0.1:9"])
    var profile = ModelRegistry(of: [OpenRouterProvider()]).profiles[0]
    #expect(try registry.endpoint(of: profile).baseURL == "http://127.0.0.1:9")
    profile.provider = "gate"
    #expect(throws: (any Error).self) { try registry.endpoint(of: profile) }
  }
}
