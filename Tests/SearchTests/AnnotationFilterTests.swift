import Testing

@testable import TroupeSearch

/// Filters by what users said of images.
struct AnnotationFilterTests {
  static let filters: [(String, SearchFilter, words: String)] = [
    ("rating:4..", .rating(4...5), "rated 4 to 5"), ("rating:..2", .rating(1...2), "rated 1 to 2"),
    ("rating:2..3", .rating(2...3), "rated 2 to 3"), ("rating:5", .rating(5...5), "rated 5"),
    ("rating:0", .rating(0...0), "not rated"), ("pick:YES", .pick(.yes), "picked"),
    ("pick:no", .pick(.no), "not picked"), ("pick:rejected", .pick(.rejected), "rejected"),
    ("tag:Hero", .tag("hero"), "tagged hero"), ("tag:封面", .tag("封面"), "tagged 封面"),
    (#"note:"Left hand""#, .note("left hand"), "with “left hand” in a note"),
    ("board:chapter-1", .board("chapter-1"), "on the board chapter-1"),
  ]

  @Test(arguments: filters.indices)
  func areRead(index: Int) {
    let (text, condition, words) = Self.filters[index]
    let query = SearchQuery(parsing: "-\(text) \(text)")
    #expect(query.expression == .all([.not(.filter(condition)), .filter(condition)]))
    #expect(query.interpretation == "Searched: not \(words), \(words).")
  }

  @Test(arguments: [
    "rating:6", "rating:0..3", "rating:..", "rating:4..2", "rating:-1", "rating:x", "rating:1..9",
    "pick:maybe", "tag:a,b", "tag:", "note:", "board:(a)",
  ])
  func otherValuesAreWords(text: String) {
    let query = SearchQuery(parsing: text)
    #expect(query.filters.isEmpty && query.notes.count == 1)
  }
}
