import Foundation
import ProviderContract
import Testing
import TroupeProviders

@Suite struct GeminiContractTests {
  @Test(arguments: ContractCheck.all)
  func keepsItsPromises(_ check: ContractCheck) async throws {
    try await check.run(
      on: ProviderUnderTest(
        GeminiProvider(), data: ContractData.folder("gemini"), model: "gemini-3-pro-image"
      ) { ["GOOGLE_GEMINI_BASE_URL": $0] })
  }
}

/// Where the data of the built-in providers is.
enum ContractData {
  static func folder(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Contract/\(name)")
  }
}
