import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct DashScopeContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        DashScopeProvider(), data: ContractData.folder("dashscope"), model: "qwen-image-3.0-pro"
      ) { ["DASHSCOPE_BASE_URL": $0 + "/api/v1"] })
  }
}
