import Testing

@testable import TroupeCLI

@Suite struct ProgressTests {
  @Test(
    arguments: [
      (23, 60, 3.75, "6.1/s · 7 s left"), (2, 2000, 4.0, "0.5/s · 1 h 6 min left"),
      (100, 1000, 2.0, "50/s · 18 s left"), (10, 1000, 1.0, "10/s · 1 min 39 s left"),
      (1, 60, 1.0, ""), (60, 60, 9.0, ""), (5, 60, 0.0, ""),
    ])
  func ratesAndTimesLeft(done: Int, all: Int, elapsed: Double, words: String) {
    #expect(ProgressRate(done: done, all: all, elapsed: elapsed).words == words)
  }
}
