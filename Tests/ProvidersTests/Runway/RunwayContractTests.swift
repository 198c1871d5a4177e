import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct RunwayContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        RunwayProvider(), data: ContractData.folder("runway"), model: "gen4_image"
      ) { ["RUNWAY_BASE_URL": $0] })
  }
}
