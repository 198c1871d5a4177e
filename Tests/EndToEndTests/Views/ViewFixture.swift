import Foundation
import Testing

/// Rows of the views for people who ask the database in SQL, read as such people read them.
struct ViewFixture {
  let fixture: CommandLineFixture

  /// A library of an empty cast.
  static func empty() async throws -> ViewFixture {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    return ViewFixture(fixture: fixture)
  }

  /// The columns of every view in order, by its name.
  func columns() throws -> [String: [String]] {
    let rows = try RawDatabase(of: fixture).rows(
      """
      SELECT v.name, c.name FROM sqlite_schema AS v JOIN pragma_table_info(v.name) AS c
      WHERE v.type = 'view' ORDER BY v.name, c.cid
      """)
    return rows.reduce(into: [:]) { $0[$1[0] ?? "", default: []].append($1[1] ?? "") }
  }

  /// The rows of a view that `condition` tells, in its order, by column; NULL is left out.
  func rows(_ view: String, where condition: String = "1") throws -> [[String: String]] {
    let columns = try #require(columns()[view], "there is no view \(view)")
    return try RawDatabase(of: fixture).rows(
      "SELECT \(columns.joined(separator: ", ")) FROM \(view) WHERE \(condition)"
    ).map { row in
      zip(columns, row).reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  /// The only row of a view that `condition` tells.
  func row(_ view: String, where condition: String) throws -> [String: String] {
    let rows = try rows(view, where: condition)
    #expect(rows.count == 1, "\(view) WHERE \(condition)")
    return try #require(rows.first)
  }
}

extension JSON {
  /// A text or a whole number as SQL gives it as text; `nil` for what is missing, and for anything else.
  var sqlText: String? { string ?? int.map(String.init) }

  /// A list of texts.
  var texts: [String] { array.compactMap(\.string) }
}

/// The page of the documentation that tells of the views.
enum ViewPage {
  /// The columns that it tells of each view, by the view's name.
  static func columns() throws -> [String: [String]] {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Troupe/Troupe.docc/QueryingTheDatabase.md").standardized
    let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
    return lines.filter { $0.hasPrefix("| `view_") }.reduce(into: [:]) { views, line in
      let cells = line.split(separator: "|").map(code)
      guard cells.count == 3, let name = cells[0].first else { return }
      views[name] = cells[2]
    }
  }

  private static func code(in cell: Substring) -> [String] {
    cell.matches(of: /`([a-z_]+)`/).map { String($0.1) }
  }
}
