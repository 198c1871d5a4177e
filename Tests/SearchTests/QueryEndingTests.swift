import Testing

@testable import TroupeSearch

/// What the last word of a query can become.
@Suite struct QueryEndingTests {
  @Test(arguments: [
    ("roof wi", ["with:"]), ("roof -wi", ["-with:"]), ("(pi", ["pick:"]), ("sor", ["sort:"]),
    ("with:", []), ("roof", []),
  ])
  func namesOfFilters(query: String, names: [String]) {
    #expect(QueryEnding(query).names == names)
  }

  private static let valuesOfDates = [
    "-on:today", "-on:yesterday", "-on:\"last week\"", "-on:\"last month\"", "-on:\"this month\"",
  ]

  @Test(arguments: ["", "roof ", "\"red roof\" ", "(", "(roof) "])
  func afterASpaceAllAreTold(query: String) {
    #expect(QueryEnding(query).names.count == SearchFilter.names.count + 1)
  }

  @Test(arguments: [
    ("state:re", ["state:received", "state:refused"]), ("-is:st", ["-is:stale"]),
    ("after:last", ["after:\"last week\"", "after:\"last month\""]),
    ("after:\"last w", ["after:\"last week\""]), ("aspect:16", ["aspect:16:9"]),
    ("after:\"last ", ["after:\"last week\"", "after:\"last month\""]),
    ("-on:\"", Self.valuesOfDates),
    ("STATE:Don", ["state:done"]), ("state:x", []),
  ])
  func valuesThatAlwaysHold(query: String, words: [String]) throws {
    let ending = QueryEnding(query)
    #expect(ending.words(try #require(ending.fixedValues)) == words)
  }

  @Test func allThatIsToldIsUnderstood() {
    for name in SearchFilter.names.union(["sort"]).sorted() {
      let ending = QueryEnding("\(name):")
      for word in ending.words(ending.fixedValues ?? []) {
        #expect(SearchQuery(parsing: word).notes == [], "\(word)")
      }
    }
  }
}
