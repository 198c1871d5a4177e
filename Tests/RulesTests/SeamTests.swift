import Foundation
import Testing

/// No room above the providers asks which of them it is.
@Suite struct SeamTests {
  private static let vendors = ["gemini", "google", "storyboard", "openrouter"]

  /// Rooms that know nothing of vendors, in code or in words.
  private static let rooms = [
    "Storage", "Imaging", "Search", "Catalog", "Selection", "Record", "Preparing", "Sending",
    "Lineage", "Care",
  ]

  /// The one file that lists the providers.
  private static let list = "Sources/Troupe/Settings/Models.swift"

  @Test func roomsAboveTheSeamNameNoVendor() throws {
    for room in Self.rooms {
      for file in try Repository.swiftFiles(in: "Sources/\(room)") {
        report(file.lines, of: file)
      }
    }
  }

  /// Examples in help and settings may name models.
  @Test func theFaceNamesVendorsInItsListOfProvidersAlone() throws {
    for file in try Repository.swiftFiles(in: "Sources/Troupe", "Sources/CLI")
    where file.path != Self.list {
      report(file.code, of: file)
    }
    #expect(
      try Repository.text(Self.list).contains("Provider("),
      "The providers are listed in \(Self.list): name the file here that lists them now.")
  }

  private func report(_ lines: [String], of file: SwiftFile) {
    for (number, line) in lines.enumerated() {
      for vendor in Self.vendors where line.lowercased().contains(vendor) {
        Issue.record(
          "\(file.path):\(number + 1): names '\(vendor)': ask the provider through its protocol.")
      }
    }
  }

  @Test func nothingSwitchesOverProviders() throws {
    let questions = [
      try Regex(#"switch\s+[\w.]*(provider|dialect|providerID)(\.id)?\s*\{"#),
      try Regex(#"\b(dialect|provider\.id|providerID)\s*[!=]="#),
      try Regex(#"\b(is|as\?)\s+\w+Provider\b"#),
    ]
    let rooms = Self.rooms + ["Troupe", "CLI"]
    for room in rooms {
      for file in try Repository.swiftFiles(in: "Sources/\(room)") {
        for (number, line) in file.code.enumerated()
        where questions.contains(where: { line.firstMatch(of: $0) != nil }) {
          Issue.record(
            "\(file.path):\(number + 1): asks which provider it is: add what differs to the protocol."
          )
        }
      }
    }
  }
}
