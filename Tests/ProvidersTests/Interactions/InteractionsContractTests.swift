import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct InteractionsContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        InteractionsProvider(), data: ContractData.folder("interactions"),
        model: "gemini-3-pro-image@interactions"
      ) { ["GOOGLE_GEMINI_BASE_URL": $0] })
  }
}
