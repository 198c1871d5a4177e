import Foundation
import Testing

/// The page of data rules and the tree say the same.
@Suite struct InvariantTests {
  private struct Rule {
    let number: String
    let text: String

    /// The entry of the rule's list that begins so, with its further lines.
    func entry(_ name: String) -> String? {
      let entries = text.components(separatedBy: "\n- ").dropFirst()
      return entries.first { $0.hasPrefix("\(name): ") }
    }
  }

  private func rules() throws -> [Rule] {
    try Articles.text("Invariants").components(separatedBy: "\n## ").dropFirst().compactMap {
      part in
      part.prefixMatch(of: /(D[0-9]+):/).map { Rule(number: String($0.1), text: part) }
    }
  }

  /// A quick look, because most lines cite nothing.
  private func mayCite(_ line: String) -> Bool {
    zip(line.utf8, line.utf8.dropFirst()).contains {
      $0 == UInt8(ascii: "D") && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($1)
    }
  }

  @Test func everyRuleThatIsCitedIsDefined() throws {
    let defined = Set(try rules().map(\.number))
    // Illuminants of color spaces are written alike.
    let others: Set<Substring> = ["D50", "D65"]
    var found = 0
    for path in try Repository.files()
    where ["Sources/", "Schema/", "Tests/"].contains(where: path.hasPrefix)
      && [".swift", ".sql", ".c", ".h"].contains(where: path.hasSuffix)
    {
      for (number, line) in try Repository.text(path).components(separatedBy: "\n").enumerated()
      where mayCite(line) {
        for match in line.matches(of: /\bD[0-9]{1,2}\b/) where !others.contains(match.output) {
          found += 1
          if defined.contains(String(match.output)) { continue }
          Issue.record(
            "\(path):\(number + 1): define \(match.output) in \(Articles.folder)/Invariants.md.")
        }
      }
    }
    #expect(found > 10, "the scanner finds no cited rules: correct InvariantTests")
  }

  @Test func rulesAreNumberedInOrder() throws {
    let numbers = try rules().map(\.number)
    #expect(numbers.count >= 17)
    #expect(numbers == (1...numbers.count).map { "D\($0)" })
  }

  @Test func everyRuleSaysWhetherItHoldsAndNamesTestsThatExist() throws {
    let tests = try Declarations.ofTests.get()
    for rule in try rules() {
      let status = try #require(rule.entry("Status"), "\(rule.number) has no status")
      let isWhole = status.hasPrefix("Status: holds") && !status.contains("in part")
      #expect(
        status.wholeMatch(of: /Status: (holds|holds in part|goal)\s*/) != nil,
        "\(rule.number): the status is 'holds', 'holds in part' or 'goal'.")
      #expect(
        isWhole == (rule.entry("Not yet") == nil),
        "\(rule.number): say under 'Not yet' what does not hold, and only then.")
      let names = Articles.code(in: rule.entry("Tests") ?? "")
      #expect(!names.isEmpty, "\(rule.number): name the tests that hold it.")
      for name in names where !tests.types.contains(name) && !tests.functions.contains(name) {
        Issue.record(
          "\(rule.number): there is no test '\(name)': name the one that holds the rule now.")
      }
    }
  }

  @Test func whatEnforcesARuleExists() throws {
    let types = try Declarations.ofSources.get().types
    for rule in try rules() {
      let names = Articles.code(in: rule.entry("Enforced by") ?? "")
        .filter { $0.first?.isUppercase == true }
      #expect(!names.isEmpty, "\(rule.number): name what enforces it.")
      for name in names where !types.contains(name) {
        Issue.record("\(rule.number): there is no type '\(name)'.")
      }
    }
  }
}
