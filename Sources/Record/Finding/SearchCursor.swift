/// Where a search goes on.
package enum SearchCursor: Hashable, Sendable, CustomStringConvertible {
  /// After the generation that arrived as this number.
  case seq(Int64)
  /// After so many.
  case count(Int)

  /// Reads one as it is written; `nil` for what is none.
  package init?(_ text: String) {
    guard let number = Int64(text.dropFirst()), number >= 0 else { return nil }
    switch text.first {
    case "s": self = .seq(number)
    case "c": self = .count(Int(number))
    default: return nil
    }
  }

  package var description: String {
    switch self {
    case .seq(let number): "s\(number)"
    case .count(let number): "c\(number)"
    }
  }
}
