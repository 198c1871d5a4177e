import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct ReplicateContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        ReplicateProvider(), data: ContractData.folder("replicate"),
        model: "black-forest-labs/flux-2-pro"
      ) { ["REPLICATE_BASE_URL": $0] })
  }
}
