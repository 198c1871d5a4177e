import Testing
import TroupeProviders
import TroupeRecord
import TroupeVocabulary

@testable import TroupeSending

/// When a job is asked for.
struct PollingTests {
  private let poll = NextLeg.poll(
    HTTPRequest(
      method: "GET", url: "https://a.example/1", headers: [], keyHeader: nil,
      body: MessageBody(segments: [])), seconds: 60)

  @Test func whatIsGoneIsNotWaitedForMinutes() {
    var polling = Polling(isDeferred: true, isResumed: true)
    var waited: [Double] = []
    while let delay = polling.delay(before: poll), waited.count < 9 {
      waited.append(delay)
      if polling.isLastLook { break }
      polling.missed("gone")
    }
    #expect(waited == [0, 2, 4])
  }

  @Test func whatIsNotDoneIsAskedForAsItsProviderSays() {
    var polling = Polling(isDeferred: false, isResumed: false)
    #expect(polling.delay(before: poll) == 60)
    polling.succeeded()
    #expect(polling.delay(before: poll) == 60)
    polling.failed("503")
    #expect(polling.delay(before: poll) == 60)
  }
}
