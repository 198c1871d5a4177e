import ProviderContract
import Testing
import ToyProvider

@Suite struct ToyContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(ToyProvider(), data: ToyProvider.contractData) { ["TOY_BASE_URL": $0] })
  }
}
