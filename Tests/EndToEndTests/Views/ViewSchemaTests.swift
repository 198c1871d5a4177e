import Testing

/// What is promised of the views: their names and columns, and that what is rare is found by an index.
@Suite struct ViewSchemaTests {
  @Test("each view has the columns that the documentation tells, in that order")
  func columnsAreThoseOfTheDocumentation() async throws {
    let told = try ViewPage.columns()
    #expect(told.count >= 12, "the page cannot be read: correct ViewPage")
    #expect(try await ViewFixture.empty().columns() == told)
  }

  @Test("no view names another: the program's own connections could not change the schema under it")
  func viewsReadTablesAlone() async throws {
    let views = try await ViewFixture.empty()
    for row in try RawDatabase(of: views.fixture).rows(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
    {
      let (name, sql) = (row[0] ?? "", row[1] ?? "")
      let named = Set(sql.matches(of: /\bview_[a-z_]+/).map { String($0.0) })
      #expect(named == [name], "\(name) names \(named)")
      #expect(sql.hasPrefix("CREATE VIEW \(name) AS"), "\(sql.prefix(60))")
    }
  }

  /// What people ask by an id, a digest, a tag, a state or a date.
  private static let queries = [
    "view_generation WHERE id = 'x'", "view_generation WHERE batch = 'x'",
    "view_generation WHERE state = 'failed'", "view_generation WHERE created_ms >= 1796061969008",
    "view_image WHERE generation = 'x'", "view_image WHERE digest = 'x'",
    "view_annotation WHERE generation = 'x'", "view_annotation WHERE kind = 'rating'",
    "view_tag WHERE generation = 'x'", "view_tag WHERE tag = 'x'",
    "view_cast WHERE generation = 'x'", "view_cast WHERE asset = 'x'",
    "view_asset WHERE id = 'x'",
    "view_reference WHERE asset = 'x'", "view_reference WHERE digest = 'x'",
    "view_input WHERE generation = 'x'", "view_input WHERE reference = 'x'",
    "view_input WHERE origin_generation = 'x'", "view_lineage WHERE child = 'x'",
    "view_lineage WHERE parent = 'x'", "view_attempt WHERE generation = 'x'",
    "view_cost WHERE generation = 'x'",
    "view_cost_sum WHERE kind = 'day'",
  ]

  @Test("what is asked by an id or a date is found by an index")
  func whatIsRareIsFoundByAnIndex() async throws {
    let views = try await ViewFixture.empty()
    for query in Self.queries {
      let steps = try plan(query, views)
      let scans = steps.filter { step in
        step.hasPrefix("SCAN ") && !step.hasPrefix("SCAN view_") && !step.hasPrefix("SCAN (")
          && !step.hasPrefix("SCAN CONSTANT")
      }
      let isSearched = steps.contains { $0.hasPrefix("SEARCH ") }
      #expect(isSearched && scans.isEmpty, "\(query): \(steps)")
    }
  }

  @Test("the newest generations are read from an index, and no others")
  func theNewestAreNotSorted() async throws {
    let steps = try await plan(
      "view_generation ORDER BY created_ms DESC LIMIT 20", ViewFixture.empty())
    #expect(steps.contains("SCAN g USING INDEX generation_cost"), "\(steps)")
    #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
  }

  @Test("tags of one generation are looked up by it, and not among all tags")
  func tagsOfOneAreReadAlone() async throws {
    let steps = try await plan("view_tag WHERE generation = 'x'", ViewFixture.empty())
    #expect(steps.first?.contains("(generation=?)") == true, "\(steps)")
  }

  /// The steps by which SQLite answers `SELECT * FROM` what `query` says.
  private func plan(_ query: String, _ views: ViewFixture) throws -> [String] {
    try RawDatabase(of: views.fixture).rows("EXPLAIN QUERY PLAN SELECT * FROM \(query)")
      .compactMap { $0.last ?? nil }
  }
}
