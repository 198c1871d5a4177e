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
    #expect(error(.blockedPrompt)?.code == "blocked")
    #expect(error(.overloaded)?.code == "overloaded")
    #expect(error(.emptyStop)?.code == "no_image")
    #expect(error(.internalError)?.code == "outcome_unknown")
    guard case .provider(.rateLimited(_, _, _, let noQuota, _)) = error(.noQuota) else {
      Issue.record("no quota is a rate limit")
      return
    }
    #expect(noQuota, "waiting does not help")
    #expect(
      error(.error(404, "NOT_FOUND", "No such model"))
        == .provider(
          .requestRefused(
            provider: "google", status: 404, message: "No such model", generation: ulid)))
  }
}
