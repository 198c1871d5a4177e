import Foundation
import Testing
import TestSupport
import TroupeProviders
import TroupeVocabulary

@Suite struct GeminiRefusalTests {
  private func decode(_ reply: FakeReply) -> DecodedAnswer {
    WireSample.decode(
      HTTPAnswer(
        status: reply.status, headers: reply.headers.map { HTTPHeader($0.0, $0.1) },
        body: reply.body))
  }

  private func limited(_ seconds: Double?, _ noQuota: Bool = false) -> Outcome {
    .failed(.rateLimited(retryAfter: seconds, noQuota: noQuota))
  }

  @Test func theKeyIsBlamedWhereItIsAtFault() {
    #expect(decode(.invalidKey).outcome == .failed(.keyRefused))
    #expect(decode(.echoedKey).outcome == .failed(.keyRefused))
    #expect(decode(.page(status: 401)).outcome == .failed(.keyRefused))
    #expect(decode(.error(403, "PERMISSION_DENIED", "No.")).outcome == .failed(.keyRefused))
    #expect(decode(.error(400, "INVALID_ARGUMENT", "Bad.")).outcome == .failed(.requestRefused))
  }

  @Test(arguments: [400, 403, 404, 409, 413, 402])
  func aPageInPlaceOfAnErrorRefusesTheRequest(status: Int) {
    let answer = decode(.page(status: status))
    #expect(answer.outcome == .failed(.requestRefused))
    #expect(answer.message == "the answer is a web page (HTML).")
  }

  @Test func waitingTimesAreRead() {
    #expect(decode(.tooMany(retryAfter: 39.5)).outcome == limited(39.5))
    #expect(decode(.noQuota).outcome == limited(nil, true))
    let plain = FakeReply.error(429, "RESOURCE_EXHAUSTED", "Quota: limit: 0.5 per day.")
    #expect(decode(plain).outcome == limited(nil))
    #expect(decode(plain.with("Retry-After", "12")).outcome == limited(12))
    let dated = plain.with("Retry-After", "Fri, 20 Nov 2026 10:00:30 GMT")
      .with("Date", "Fri, 20 Nov 2026 10:00:00 GMT")
    #expect(decode(dated).outcome == limited(30))
    let past = plain.with("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")
      .with("date", "Fri, 20 Nov 2026 10:00:00 GMT")
    #expect(decode(past).outcome == limited(0))
    #expect(decode(plain.with("Retry-After", "nonsense")).outcome == limited(nil))
    #expect(decode(plain.with("Retry-After", "-5")).outcome == limited(nil))
    #expect(decode(.page(status: 429)).outcome == limited(nil))
  }

  @Test func anErrorMayStandInAnArrayOrUnderStatus200() {
    let array = FakeReply(
      status: 429, json: #"[{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"No."}}]"#)
    #expect(decode(array).outcome == limited(nil))
    #expect(decode(array).message == "No.")
    let wrapped = FakeReply(json: #"{"error":{"code":429,"message":"No."}}"#)
    #expect(decode(wrapped).outcome == limited(nil))
    let coded = FakeReply(json: #"{"error":{"code":"invalid_request","message":"No."}}"#)
    #expect(decode(coded).outcome.state == .unknown)
  }

  @Test func afterAServerErrorNobodyKnowsWhatWasMade() {
    #expect(decode(.internalError).outcome.state == .unknown)
    #expect(decode(.page(status: 503)).outcome.state == .unknown)
    #expect(decode(.page(status: 502)).outcome.state == .unknown)
    #expect(decode(.error(504, "DEADLINE_EXCEEDED", "Late.")).outcome.state == .unknown)
    #expect(decode(.page(status: 524)).outcome.state == .unknown)
    #expect(decode(.page(status: 408)).outcome.state == .unknown)
  }

  @Test func onlyTheProvidersOwn503SaysThatNothingWasMade() {
    #expect(decode(.overloaded).outcome == .failed(.overloaded(retryAfter: nil)))
    let dated = FakeReply.overloaded.with("Retry-After", "7")
    #expect(decode(dated).outcome == .failed(.overloaded(retryAfter: 7)))
    let other = FakeReply.error(503, "DEADLINE_EXCEEDED", "Late.")
    #expect(decode(other).outcome.state == .unknown)
    let wrapped = FakeReply(json: #"{"error":{"code":503,"status":"UNAVAILABLE","message":"No."}}"#)
    #expect(decode(wrapped).outcome.state == .unknown)
    let begun = FakeReply(
      status: 503, json: #"{"candidates":[],"error":{"code":503,"status":"UNAVAILABLE"}}"#)
    #expect(decode(begun).outcome.state == .unknown)
    let bare = FakeReply(status: 503, json: "{}")
    #expect(decode(bare).outcome.state == .unknown)
  }

  @Test func aRedirectIsRefusedByItsHostAlone() {
    let answer = decode(.redirect(to: "https://evil.example/path?key=SECRET"))
    #expect(answer.outcome == .failed(.requestRefused))
    #expect(answer.message?.contains("evil.example") == true)
    #expect(answer.message?.contains("SECRET") == false)
    #expect(decode(.redirect(to: "file:///x")).message?.contains("another address") == true)
    #expect(decode(.redirect(307, to: "file:///etc/passwd")).outcome == .failed(.requestRefused))
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
    guard case .provider(.rateLimited(_, _, _, noQuota: true, _)) = error(.noQuota) else {
      Issue.record("\(String(describing: error(.noQuota)))")
      return
    }
    #expect(
      error(.error(404, "NOT_FOUND", "No such model"))
        == .provider(
          .requestRefused(
            provider: "google", status: 404, message: "No such model.", generation: ulid)))
  }
}
