import ProviderContract
import Testing
import TroupeStoryboard

@Suite struct StoryboardContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    let provider = StoryboardProvider(fonts: { _ in [] })
    try await check.run(
      on: ProviderUnderTest(provider, data: ContractData.folder("storyboard")))
  }
}
