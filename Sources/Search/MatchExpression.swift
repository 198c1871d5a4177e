/// Expressions in the syntax of FTS5.
package enum MatchExpression {
  /// What finds exactly that which `expression` stands for; `nil` where the index of words cannot tell.
  /// - Parameters:
  ///   - term: the same of a term.
  ///   - fact: the same of a filter.
  package static func match(
    _ expression: SearchExpression, term: (SearchTerm) throws -> String,
    fact: (SearchFilter) throws -> String?
  ) rethrows -> String? {
    switch expression {
    case .term(let one): return try term(one)
    case .filter(let filter): return try fact(filter)
    // FTS5 leaves out only from what was found.
    case .not: return nil
    case .any(let parts):
      let all = try parts.map { try match($0, term: term, fact: fact) }
      guard !all.isEmpty, !all.contains(nil) else { return nil }
      return "(\(all.compactMap(\.self).joined(separator: " OR ")))"
    case .all(let parts):
      let (wanted, unwanted) = parts.partitioned
      let all = try wanted.map { try match($0, term: term, fact: fact) }
      let none = try unwanted.map { try match($0, term: term, fact: fact) }
      guard !all.contains(nil), !none.contains(nil) else { return nil }
      return joined(all.compactMap(\.self), without: none.compactMap(\.self))
    }
  }

  /// What finds that which all of `wanted` find and none of `unwanted`; `nil` where nothing is wanted.
  package static func joined(_ wanted: [String], without unwanted: [String] = []) -> String? {
    if wanted.isEmpty { return nil }
    let all = wanted.joined(separator: " AND ")
    if unwanted.isEmpty { return wanted.count == 1 ? all : "(\(all))" }
    return "((\(all)) NOT (\(unwanted.joined(separator: " OR "))))"
  }
}

extension [SearchExpression] {
  /// What is wanted of them, and what is to be left out.
  package var partitioned: (wanted: [SearchExpression], unwanted: [SearchExpression]) {
    var (wanted, unwanted): ([SearchExpression], [SearchExpression]) = ([], [])
    for part in self {
      if case .not(let inner) = part { unwanted.append(inner) } else { wanted.append(part) }
    }
    return (wanted, unwanted)
  }
}
