import Foundation
import Testing

@testable import TroupeSelection

/// Short prompts tell their language by one word.
struct LanguageSignsTests {
  @Test func everyWordIsOfItsLanguageAloneAndInOrder() throws {
    let lines = String(decoding: WordFile.data("signs"), as: UTF8.self).split(separator: "\n")
    let words = lines.map { $0.split(separator: " ") }
    #expect(words.allSatisfy { $0.count == 2 })
    let bytes = words.map { Array($0[0].utf8) }
    #expect(zip(bytes, bytes.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    var known: [String: Set<String>] = [:]
    for code in ["en", "es", "fr", "de", "pt", "it"] {
      known[code] = Set(
        Lexicon.file(code).phrases.flatMap {
          $0.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        })
    }
    for word in words {
      let owners = known.filter { $0.value.contains(String(word[0])) }.map(\.key)
      #expect(owners == [String(word[1])], "\(word[0]) is in the words of \(owners.sorted())")
    }
  }

  @Test(arguments: [
    ("profilo destro di @nina, stile moneta antica", "it"), ("@nina, contrechamp", "fr"),
    ("@lucia sollozando", "es"), ("@lucia aos prantos, chorando", "pt"),
    ("@mira, Rückansicht", "de"),
  ])
  func shortPromptsTellTheirLanguage(prompt: String, code: String) {
    #expect(Lexicon.codes(of: prompt).contains(code))
  }

  @Test func plainEnglishTellsNoOther() {
    #expect(
      Lexicon.codes(of: "@mira waits for the bus in the rain, close-up, absent-minded") == ["en"])
  }
}
