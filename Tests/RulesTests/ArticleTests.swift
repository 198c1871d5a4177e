import Foundation
import Testing

/// What the pages of the documentation name is there.
@Suite struct ArticleTests {
  @Test func typesOfTheGlossaryExist() throws {
    let types = try Declarations.ofSources.get().types
    let rows = try Articles.rows(of: "Glossary")
    #expect(rows.count > 40, "the scanner finds no terms: correct Articles")
    for row in rows where row.count == 3 {
      for name in Articles.code(in: row[2]) where !types.contains(name) {
        Issue.record("Glossary: '\(row[0])' names \(name), which is no type of Sources.")
      }
    }
    let terms = rows.map { $0[0] }
    #expect(Set(terms).count == terms.count, "Glossary: a term stands twice.")
  }

  @Test func everyRoomStandsOnItsRung() throws {
    let rooms = try Articles.rows(of: "Architecture").filter { Int($0[0]) != nil }
    let rungs = Dictionary(
      rooms.map { ($0[1], Int($0[0])) }, uniquingKeysWith: { first, _ in first })
    #expect(
      rungs == ImportRules.rungs.mapValues { $0 },
      "Architecture: make the table of rooms equal to Tests/RulesTests/ImportRules.swift.")
  }

  @Test func roomsToOpenNameTypesThatExist() throws {
    let types = try Declarations.ofSources.get().types
    let text = try #require(
      try Articles.text("Architecture").components(separatedBy: "## Which room to open").last)
    let names = Articles.code(in: text).filter { $0.first?.isUppercase == true }
    for name in names where !types.contains(name) {
      Issue.record("Architecture: there is no type '\(name)'.")
    }
  }

  @Test func linksBetweenPagesLeadSomewhere() throws {
    let names = try Articles.names()
    #expect(names.contains("Troupe"))
    var linked: Set = ["Troupe"]
    for name in names {
      for link in try Articles.text(name).matches(of: /<doc:([^>]+)>/) {
        let target = String(link.1)
        if name == "Troupe" { linked.insert(target) }
        let isPage = names.contains(target)
        #expect(isPage, "\(name).md links to \(target), which is no page.")
      }
    }
    #expect(linked == Set(names), "Troupe.md lists every page under Topics.")
  }

  @Test func pathsThatPagesNameAreThere() throws {
    let pattern = /(?:Sources|Tests|Schema|\.ci|\.github)\/[A-Za-z0-9_.\/+-]+/
    for name in try Articles.names() {
      for code in Articles.code(in: try Articles.text(name)) {
        guard code.wholeMatch(of: pattern) != nil else { continue }
        #expect(
          FileManager.default.fileExists(atPath: Repository.root.appending(path: code).path),
          "\(name).md names \(code), which is not there.")
      }
    }
  }

  @Test func everyVersionOfTheChangelogIsInOrder() throws {
    let versions = try Articles.text("Changelog").matches(of: /(?m)^## (\S+)$/).map { String($0.1) }
    #expect(versions.first == "Overview" && versions.dropFirst().first == "Unreleased")
    let numbers = versions.dropFirst(2)
    #expect(numbers.allSatisfy { $0.wholeMatch(of: /\d+\.\d+\.\d+/) != nil })
    #expect(
      Array(numbers) == numbers.sorted { $0.compare($1, options: .numeric) == .orderedDescending })
  }
}
