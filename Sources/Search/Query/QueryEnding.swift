/// The last word of a query that is being typed, and what it can become.
package struct QueryEnding: Hashable, Sendable {
  /// What stands in the word before the part that is completed: a minus, and the name of a filter with its colon.
  package let beginning: String
  /// The filter whose value is typed, in lower case; `nil` while a word or a filter's name is.
  package let filter: String?
  /// What is typed of the value, name or word, in lower case and without a quote.
  package let typed: String

  /// The ending of `query`; after a space that is not quoted it is empty.
  package init(_ query: String) {
    let pieces = QueryScanner.tokens(query)
    let isInWord = query.last.map { !$0.isWhitespace && !"()（）".contains($0) } ?? false
    guard case .piece(let piece)? = pieces.last, isInWord || piece.isUnclosed else {
      (beginning, filter, typed) = ("", nil, "")
      return
    }
    let minus = piece.isNegated ? "-" : ""
    typed = piece.text.lowercased()
    filter = piece.name
    beginning = minus + (piece.name.map { "\($0):" } ?? "")
  }

  /// The words that it can become, out of `values` of its filter: those that begin as it does, in their order.
  package func words(_ values: [String]) -> [String] {
    values.filter { $0.lowercased().hasPrefix(typed) }.map { value in
      let isPlain = !value.contains { $0.isWhitespace || "\"()（）“”".contains($0) }
      return beginning + (isPlain ? value : "\"\(value.replacing("\"", with: ""))\"")
    }
  }

  /// The names of filters that it can become; none while a value is typed.
  package var names: [String] {
    guard filter == nil else { return [] }
    let names = SearchFilter.names.union(["sort"]).map { "\($0):" }.sorted()
    return names.filter { $0.hasPrefix(typed) && $0 != typed }.map { beginning + $0 }
  }

  /// The values that its filter takes in any library; `nil` where the library has them.
  package var fixedValues: [String]? {
    switch filter {
    case "state": Self.states
    case "is": ["stale", "picked", "rejected"] + Self.states
    case "stale": ["yes", "no"]
    case "pick": ["yes", "no", "rejected"]
    case "check": ["changed", "kept", "unsure", "none"]
    case "rating": ["0", "1", "2", "3", "4", "5", "4.."]
    case "cost": ["unknown", "free"]
    case "size": ["512", "1K", "2K", "4K"]
    case "aspect":
      ["landscape", "portrait", "square", "1:1", "3:2", "2:3", "4:3", "3:4", "16:9", "9:16"]
    case "after", "before", "on": ["today", "yesterday", "last week", "last month", "this month"]
    case "sort": SearchSort.allCases.map(\.rawValue)
    default: nil
    }
  }

  private static let states = [
    "planned", "sent", "received", "done", "refused", "failed", "unknown",
  ]
}
