import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct ImagenContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromisesOnVertexAI(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        ImagenProvider(.vertex), data: ContractData.folder("imagen-vertex"),
        model: "vertex/imagen-3.0-capability-001",
        variables: [
          "GOOGLE_CLOUD_PROJECT": "proj-1", "GOOGLE_CLOUD_LOCATION": "us-central1",
        ]
      ) { ["GOOGLE_VERTEX_BASE_URL": $0] })
  }

  @Test(arguments: ContractCheck.all)
  func keepsItsPromisesOnTheGeminiAPI(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        ImagenProvider(.developer), data: ContractData.folder("imagen-developer"),
        model: "imagen-4.0-generate-001"
      ) { ["GOOGLE_GEMINI_BASE_URL": $0] })
  }
}
