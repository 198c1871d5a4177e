import Foundation
import Testing
import TroupeSchema

@Suite struct MigrationTests {
  @Test func numbersHaveNoGaps() {
    let versions = Schema.migrations.map(\.version)
    #expect(
      versions == Array(1...max(1, versions.count)),
      "Number the migrations in Schema/Schema.swift from 1 without gaps.")
    for migration in Schema.migrations {
      let digits = String(migration.version)
      let number = String(repeating: "0", count: 4 - digits.count) + digits
      #expect(
        migration.name.hasPrefix("v\(number)_"),
        "Migration \(migration.version) is \(migration.name): name it v\(number)_<what it adds>.sql."
      )
    }
  }

  @Test func listIsTheFolder() throws {
    let files = try Repository.files().filter { $0.hasPrefix("Schema/migrations/") }
      .map { String($0.dropFirst("Schema/migrations/".count)) }
    #expect(
      Schema.migrations.map(\.name) == files,
      "List each file of Schema/migrations in Schema/Schema.swift, oldest first.")
    for migration in Schema.migrations {
      #expect(
        try Repository.text("Schema/migrations/\(migration.name)") == migration.sql,
        "\(migration.name) is listed with the bytes of another file: fix Schema/Schema.swift.")
    }
  }

  @Test(arguments: Schema.migrations.map(\.name))
  func everyColumnSaysWhatItHolds(_ name: String) throws {
    let lines = try Repository.text("Schema/migrations/\(name)").components(separatedBy: "\n")
    let added = /^ALTER TABLE \w+ ADD (COLUMN )?\w+/
    let constraint = /^\s*(PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK|CONSTRAINT)\b/
    var isInTable = false
    var columns = 0
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("CREATE TABLE") {
        isInTable = true
        continue
      }
      if line.hasPrefix(")") { isInTable = false }
      let isColumn = isInTable && line.firstMatch(of: constraint) == nil
      guard (isColumn && line.contains { $0 != " " }) || line.firstMatch(of: added) != nil else {
        continue
      }
      columns += 1
      #expect(
        line.contains(/-- \S/),
        "Schema/migrations/\(name):\(number + 1): say after '--' what the column holds, with its unit."
      )
    }
    #expect(columns > 0 || !lines.contains { $0.hasPrefix("CREATE TABLE") })
  }
}
