import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct DemandTests {
  @Test(arguments: [
    ("seen from behind", View.back, "from behind"), ("她的背影", .back, "背影"),
    ("in profile at dusk", .profile, "in profile"), ("侧面", .profile, "侧面"),
    ("a Close-Up!", .face, "close up"), ("脸部特写", .face, "特写"),
    ("full-body shot", .fullBody, "full body"), ("全身像", .fullBody, "全身"),
    ("three-quarter view", .threeQuarter, "three quarter"),
    ("she is smiling", .expression, "smiling"), ("微笑的", .expression, "微笑"),
    ("ＦＡＣＥ", .face, "face"),
  ])
  func findsTheWord(words: String, view: View, phrase: String) {
    #expect(Demand(in: words).phrases[view] == phrase)
  }

  @Test(arguments: ["a surface", "profiled steel", "backpack", "", "facet", "un detailed"])
  func wholeWordsOnly(words: String) {
    #expect(Demand(in: words).phrases.isEmpty)
  }

  @Test func tableIsWrittenAsItIsMatched() {
    for (view, words) in DemandWords.table {
      for word in words {
        #expect(Demand(in: "a \(word) b").phrases[view] != nil, "\(word) can never match")
      }
    }
  }
}
