import ProviderContract
import Testing
import TroupeProviders

@Suite struct A1111ContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        A1111Provider(), data: ContractData.folder("a1111"), model: "a1111-reference"
      ) { ["A1111_URL": $0] })
  }
}
