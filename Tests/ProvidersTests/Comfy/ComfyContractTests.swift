import ProviderContract
import Testing
import TroupeProviders

@Suite struct ComfyContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(ComfyProvider(), data: ContractData.folder("comfy")) {
        ["COMFYUI_URL": $0]
      })
  }

  @Test(arguments: ContractCheck.all)
  func version2KeepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(ComfyV2Provider(), data: ContractData.folder("comfy-v2")) {
        ["COMFY_BASE_URL": $0]
      })
  }
}
