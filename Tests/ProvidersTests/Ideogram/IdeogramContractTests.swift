import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct IdeogramContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        IdeogramProvider(), data: ContractData.folder("ideogram"), model: "ideogram-v3"
      ) { ["IDEOGRAM_BASE_URL": $0] })
  }
}
