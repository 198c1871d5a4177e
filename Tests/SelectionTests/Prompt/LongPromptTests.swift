import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Prompts come from anywhere: a long one costs no more for each of its words than a short one.
struct LongPromptTests {
  private static let pieces = [
    "@kael from behind and ", "@kael, @mira ", "not ", "close-up of the ", "特写的", "empty @kael's ",
    "smiling ", "hand ", "@kael. ", "left ", "as @mira weeps ", "without @mira ", "@kael's hand ",
    "笑的", "a face\n", "she walks away. ",
  ]

  @Test(.timeLimit(.minutes(10)), arguments: pieces)
  func isReadInLinearTime(piece: String) throws {
    let assets = [
      Sample.candidates(try Sample.asset("kael"), [.front, .back]),
      Sample.candidates(try Sample.asset("mira"), [.front, .face]),
    ]
    let length = Thoroughness.isWhole ? 60_000 : 15_000
    let prompt = "@kael " + String(repeating: piece, count: length / piece.utf8.count)
    let result = try Sample.select(prompt, assets, Sample.profile())
    #expect(result.selection.chosen.count + result.selection.excluded.count >= 2)
  }
}
