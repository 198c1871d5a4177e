import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct LumaContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(LumaProvider(), data: ContractData.folder("luma"), model: "photon-1") {
        ["LUMA_BASE_URL": $0]
      })
  }
}
