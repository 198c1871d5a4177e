import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct XAIContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        XAIProvider(), data: ContractData.folder("xai"), model: "grok-imagine-image-2.0"
      ) { ["XAI_BASE_URL": $0] })
  }
}
