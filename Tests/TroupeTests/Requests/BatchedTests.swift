import Foundation
import Testing
import Troupe

/// What is made in batches, from code.
@Suite struct BatchedTests {
  @Test func nothingIsUnderWayWhereNothingWasSent() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    #expect(try await library.batches().isEmpty)
    #expect(try await library.fetchBatches().isEmpty)
  }

  @Test func whatIsInNoBatchIsNeitherFetchedNorGivenUp() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let name = try GenerationName("\(try await scratch.shot("a harbor").id)")
    #expect(await code { _ = try await library.fetchBatches([name]) } == "no_batch")
    #expect(await code { _ = try await library.cancelBatch(name) } == "no_batch")
  }

  @Test func aPlanForABatchNamesTheModelThatIsAsked() async throws {
    let scratch = try await TemporaryLibrary()
    var options = GenerateOptions(model: "gemini-3-pro-image")
    options.isBatch = true
    #expect(try await scratch.library.plan("a harbor", options).model == "gemini-3-pro-image@batch")
    options.model = "troupe/storyboard"
    #expect(
      await code { _ = try await scratch.library.plan("a harbor", options) }
        == "unsupported_parameter")
  }
}
