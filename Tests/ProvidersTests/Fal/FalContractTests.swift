import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct FalContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        FalProvider(), data: ContractData.folder("fal"), model: "fal-ai/flux-2/edit"
      ) { ["FAL_BASE_URL": $0] })
  }
}
