import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct ArkContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        ArkProvider(), data: ContractData.folder("ark"), model: "seedream-4-5-251128"
      ) { ["ARK_BASE_URL": $0] })
  }
}
