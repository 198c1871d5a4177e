import Foundation
import ProviderContract
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct GeminiBatchContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        GeminiBatchProvider(), data: ContractData.folder("gemini-batch"),
        model: "gemini-3-pro-image@batch"
      ) { ["GOOGLE_GEMINI_BASE_URL": $0] })
  }

  @Test func everyProfileCostsHalfOfItsModel() throws {
    let plain = ModelRegistry(of: [GeminiProvider()])
    let batches = ModelRegistry(of: [GeminiBatchProvider()]).profiles
    #expect(batches.count == 3)
    for batch in batches {
      let model = try plain.profile(named: batch.wireName).profile
      #expect(batch.id == "\(model.id)@batch")
      #expect(batch.price.value?.mapValues { $0 * 2 } == model.price.value, "\(batch.id)")
    }
  }
}
