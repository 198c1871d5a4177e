import Testing
import TestSupport

@testable import TroupeGalleryShapes

/// How prompts differ, by words.
@Suite struct WordDifferenceTests {
  private func told(_ old: String, _ new: String) -> String {
    WordDifference(from: old, to: new).runs.map { run in
      switch run.kind {
      case .same: run.text
      case .removed: "[-\(run.text)-]"
      case .added: "{+\(run.text)+}"
      }
    }.joined()
  }

  @Test("words that differ are told, whole, with what stands around them")
  func words() {
    #expect(told("a red scarf", "a blue scarf") == "a [-red-]{+blue+} scarf")
    #expect(told("a red scarf", "a red scarf") == "a red scarf")
    #expect(told("", "new") == "{+new+}" && told("old", "") == "[-old-]" && told("", "") == "")
    #expect(told("at night", "at night, in the rain") == "at night{+, in the rain+}")
    #expect(told("one two three", "uno dos three") == "[-one two-]{+uno dos+} three")
    #expect(told("@kael/winter on a roof", "@kael/summer on a roof").hasPrefix("@kael/[-winter"))
  }

  @Test("where no spaces stand between words, characters are told")
  func characters() {
    #expect(told("夜晚的屋顶", "雨夜的屋顶") == "{+雨+}夜[-晚-]的屋顶")
    #expect(told("e\u{301}a", "ea") == "[-e\u{301}a-]{+ea+}")
    #expect(told("👩‍👩‍👧 x", "👩‍👩‍👦 x") == "[-👩‍👩‍👧-]{+👩‍👩‍👦+} x")
  }

  @Test("both texts come out of the runs, whatever they are")
  func bothComeOut() {
    var random = SeededRandom(state: 7)
    let pieces = ["a", "bb", " ", ", ", "夜", "屋", "\n", "x1", "é", "👍🏽", "-", "  "]
    for _ in 0..<400 {
      let old = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        pieces.randomElement(using: &random)!
      }.joined()
      let new = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        pieces.randomElement(using: &random)!
      }.joined()
      let runs = WordDifference(from: old, to: new).runs
      #expect(runs.filter { $0.kind != .added }.map(\.text).joined() == old)
      #expect(runs.filter { $0.kind != .removed }.map(\.text).joined() == new)
      #expect(!runs.contains { $0.text.isEmpty })
    }
  }

  @Test("very long and very different texts are told as one change")
  func longTexts() {
    let old = (0..<50_000).map { "w\($0)" }.joined(separator: " ")
    let new = "same " + (0..<50_000).map { "v\($0)" }.joined(separator: " ")
    let runs = WordDifference(from: "same " + old, to: new).runs
    #expect(runs.first == .init(kind: .same, text: "same ") && runs.count <= 3)
  }
}
