import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct VertexContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        VertexProvider(), data: ContractData.folder("vertex"), model: "vertex/gemini-3-pro-image",
        variables: [
          "GOOGLE_CLOUD_PROJECT": "proj-1", "GOOGLE_CLOUD_LOCATION": "us-central1",
        ]
      ) { ["GOOGLE_VERTEX_BASE_URL": $0] })
  }
}
