import Foundation
import Testing

/// The library's texts say facts; how a command is typed is the command line's to say.
@Suite struct GrammarTests {
  /// Files with such words for people who type them, and why.
  private static let allowed = [
    "Sources/Troupe/Settings/Settings.swift": "the template of a file that people edit",
    "Sources/Providers/Transport/TransferLoop.swift": "the name of a thread",
  ]

  /// Pages of the gallery show the command that says the same.
  private static let faces = ["CLI", "Gallery", "MCP"]

  @Test func noTextOfTheLibraryHoldsCommands() throws {
    var used: Set<String> = []
    for file in try Repository.swiftFiles(in: "Sources", "Schema")
    where !Self.faces.contains(file.module) {
      let texts = SwiftText.strings(file.lines.joined(separator: "\n"))
        .components(separatedBy: "\n")
      for (number, text) in texts.enumerated() where Self.isGrammar(text) {
        used.insert(file.path)
        if Self.allowed[file.path] != nil { continue }
        Issue.record(
          "\(file.path):\(number + 1): how a command is typed: say the fact; Sources/CLI/Words says how."
        )
      }
    }
    #expect(used.isSuperset(of: Self.allowed.keys), "take what is no longer needed off the list")
  }

  private static func isGrammar(_ text: String) -> Bool {
    // Half a minute of regular expressions is saved where neither can match.
    text.contains("troupe ") && text.contains(/\btroupe [a-z]{2,}/)
      || text.contains("--") && text.contains(/(^|[^\w-])--[a-z]/)
  }

  @Test func scannerReadsTextsAlone() {
    let source = #"""
      let troupe = 1 // troupe plan
      /// --sheet
      let text = "try troupe plan" + "\(name ? "--sheet" : "a -- b")"
      """#
    let lines = SwiftText.strings(source).components(separatedBy: "\n")
    #expect(lines.map(Self.isGrammar) == [false, false, true])
    #expect(lines[2].contains("--sheet") && !lines[2].contains("name"))
    #expect(!Self.isGrammar("a well--known thing -- b") && !Self.isGrammar("troupe/storyboard"))
  }
}
