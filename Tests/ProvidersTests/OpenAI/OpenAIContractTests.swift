import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct OpenAIContractTests {
  @Test(arguments: ContractCheck.all)
  func imagesKeepTheirPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        OpenAIImagesProvider(), data: ContractData.folder("openai-images"),
        model: "gpt-image-2.6-sunburst"
      ) { ["OPENAI_BASE_URL": $0] })
  }

  @Test(arguments: ContractCheck.all)
  func responsesKeepTheirPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        OpenAIResponsesProvider(), data: ContractData.folder("openai-responses")
      ) { ["OPENAI_BASE_URL": $0] })
  }
}
