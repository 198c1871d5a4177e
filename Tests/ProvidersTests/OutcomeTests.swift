import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// What a caller sees of an answer without images.
@Suite struct OutcomeTests {
  private func decode(_ reply: FakeReply) -> DecodedAnswer {
    WireSample.decode(HTTPAnswer(status: reply.status, headers: [], body: reply.body))
  }

  @Test func errorsHaveFactsAndWords() throws {
    let ulid = try #require(ULID("01ARZ3NDEKTSV4RRFFQ69G5FAV"))
    func error(_ reply: FakeReply) -> TroupeError? {
      let answer = decode(reply)
      return answer.outcome.error(
        provider: "google", status: reply.status, message: answer.message, generation: ulid)
    }
    #expect(error(.image()) == nil)
    #expect(error(.invalidKey)?.code == "key_refused")
    #expect(error(.blockedPrompt)?.exitStatus == 4)
    #expect(error(.overloaded)?.exitStatus == 6)
    #expect(error(.emptyStop)?.code == "no_image")
    #expect(error(.internalError)?.code == "outcome_unknown")
    #expect(error(.noQuota)?.message.contains("Waiting does not help") == true)
    let refused = error(.error(404, "NOT_FOUND", "No such model"))
    #expect(refused?.message.contains("(HTTP 404): No such model. Nothing was made.") == true)
  }
}
