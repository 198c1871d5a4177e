import Foundation
import Testing

@testable import TroupeGallery

/// The words of both languages.
@Suite struct WordsTests {
  @Test("both languages have every key, and templates name none that is missing")
  func keys() {
    let (english, chinese) = (Words.builtIn(.english), Words.builtIn(.chinese))
    let plural = Set(english.table.keys.filter { !$0.hasSuffix(".one") })
    #expect(plural.subtracting(chinese.table.keys).isEmpty && plural.count > 300)
    for (name, text) in WebFiles.templates {
      for match in text.matches(of: #/\{\{\{?[#^]?w\.([A-Za-z0-9]+)\}/#) {
        #expect(english.fixed[String(match.1)] != nil, "\(name): \(match.1)")
      }
    }
  }

  @Test("sentences have as many places for values in both languages")
  func places() {
    let (english, chinese) = (Words.builtIn(.english), Words.builtIn(.chinese))
    for key in chinese.table.keys where english.known(key) != nil && !key.hasPrefix("month.") {
      let places = { (text: String) in Set(text.matches(of: #/\{\d\}/#).map { String($0.0) }) }
      let (one, other) = (places(english[key]), places(chinese[key]))
      #expect(one == other || english[key].hasPrefix("{") && one.count == other.count, "\(key)")
    }
  }

  @Test("counts, money and days are written as people write them")
  func values() {
    let words = Words.builtIn(.english)
    #expect(words("imagesMade", count: 1) == "1 picture")
    #expect(words("imagesMade", count: 12_345) == "12,345 pictures")
    #expect(words.price(0) == "free" && words.price(nil) == "price not known")
    #expect(
      words.price(0.134) == "$0.134" && words.price(2.4) == "$2.40" && words.money(0) == "$0.00")
    #expect(words.bound(0.13401) == "$0.1341")
    #expect(words.grouped(-1_234_567) == "-1,234,567" && words.grouped(999) == "999")
    #expect(words["no such key"] == "no such key")
    let said = Words(.english, fixed: ["a": "{1} {x} {0}{2} {", "b": "{0}"])
    #expect(said("a", "{1}", "two") == "two {x} {1}{2} {" && said("b") == "{0}")
  }

  @Test("the browser's list of languages is followed")
  func languages() {
    #expect(Language(accepted: "zh-CN,zh;q=0.9,en;q=0.8") == .chinese)
    #expect(Language(accepted: "de, en;q=0.5, zh;q=0.7") == .chinese)
    #expect(Language(accepted: "en-GB,en;q=0.9,zh;q=0.1") == .english)
    #expect(Language(accepted: "") == .english && Language(accepted: ";;q=,,") == .english)
  }
}
