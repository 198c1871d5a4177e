import Foundation
import Testing

@Suite struct LayoutTests {
  @Test func topLevelHoldsNothingElse() throws {
    let expected: Set = [
      ".ci", ".github", ".gitignore", ".swift-format", "LICENSE", "Makefile", "Package.swift",
      "README.md", "Schema", "Sources", "Tests",
    ]
    let found = Set(try Repository.files().map { String($0.prefix { $0 != "/" }) })
    #expect(
      found == expected,
      "The top level holds \(expected.sorted()) and nothing else: move or ignore the rest.")
  }

  @Test(arguments: [("Makefile", 60), ("README.md", 150)])
  func staysShort(_ path: String, _ most: Int) throws {
    let count =
      try Repository.text(path).split(
        separator: "\n", omittingEmptySubsequences: false
      ).count - 1
    #expect(count <= most, "\(path) has \(count) lines of at most \(most): shorten it.")
  }

  @Test func readmeNamesItsCommandsEarly() throws {
    let start = try Repository.text("README.md").split(
      separator: "\n", omittingEmptySubsequences: false
    ).prefix(15)
    for command in ["make demo", "make test"] {
      #expect(
        start.contains { $0.contains(command) },
        "README.md must show '\(command)' by line 15: a reader wants to run it first.")
    }
  }

  @Test func filesStayShort() throws {
    for file in try Repository.swiftFiles(in: "Sources", "Schema", "Tests") {
      #expect(
        file.lines.count <= 301,
        "\(file.path) has \(file.lines.count - 1) lines: split it by what it does.")
    }
  }

  @Test func foldersStaySmall() throws {
    let kinds = ["c", "h", "py", "sh", "sql", "swift"]
    var counts: [String: Int] = [:]
    for path in try Repository.files()
    where ["Sources/", "Schema/", "Tests/"].contains(where: path.hasPrefix)
      && kinds.contains(where: { path.hasSuffix(".\($0)") })
      // They are read in order, one a version, and never change.
      && !path.hasPrefix("Schema/migrations/")
    {
      counts[path.split(separator: "/").dropLast().joined(separator: "/"), default: 0] += 1
    }
    for (folder, count) in counts.sorted(by: { $0.key < $1.key }) where count > 15 {
      Issue.record("\(folder) has \(count) files of code, 15 are the most: make folders by topic.")
    }
    #expect(counts.count > 30, "the scanner finds no folders: correct this test")
  }

  @Test func sourcesHoldNoShortcuts() throws {
    let code = ["try!", "as!", "fatalError("]
    let text = ["TODO", "FIXME"]
    for file in try Repository.swiftFiles(in: "Sources", "Schema") {
      for (number, line) in file.code.enumerated() {
        for word in code where line.contains(word) {
          Issue.record("\(file.path):\(number + 1): '\(word)': throw a TroupeError instead.")
        }
      }
      for (number, line) in file.lines.enumerated() {
        for word in text where line.contains(word) {
          Issue.record("\(file.path):\(number + 1): '\(word)': do it now, or file an issue.")
        }
      }
    }
  }

  @Test func noPathOfAMachineIsNamed() throws {
    // Put together here, so that this file does not name them itself.
    let paths = ["root", "work", "tmp", "opt", "Users"].map { "/\($0)/" }
    let kinds = [".swift", ".c", ".h", ".sql", ".json", ".md", ".sh", "Makefile"]
    for path in try Repository.files()
    where kinds.contains(where: path.hasSuffix) || path.hasPrefix(".ci/") {
      let lines = try Repository.text(path).components(separatedBy: "\n")
      for (number, line) in lines.enumerated() {
        for folder in paths where line.contains(folder) {
          Issue.record("\(path):\(number + 1): names '\(folder)…' of one machine: pass it in.")
        }
      }
    }
  }
}
