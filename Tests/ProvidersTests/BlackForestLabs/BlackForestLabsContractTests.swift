import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct BlackForestLabsContractTests {
  @Test(arguments: BlackForestLabsProvider.Family.allCases, ContractCheck.all)
  func keepsItsPromises(
    _ family: BlackForestLabsProvider.Family, _ check: ContractCheck
  ) async throws {
    try await check.run(
      on: ProviderUnderTest(
        BlackForestLabsProvider(family), data: ContractData.folder("bfl-\(family.rawValue)")
      ) { ["BFL_BASE_URL": $0] })
  }
}
