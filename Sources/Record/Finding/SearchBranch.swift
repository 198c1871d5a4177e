internal import TroupeSearch
internal import TroupeStorage

/// What must hold together of generations, and how they are walked through: in the order of the index of words where it can
/// tell some of it, else in that of arrival.
struct SearchBranch {
  /// For the index; `nil` where it can tell nothing of what is wanted.
  let match: String?
  /// What else must hold, asked of each generation that the walk comes to.
  let conditions: [SearchConditions.Condition]

  init(_ conjuncts: [SearchExpression], _ search: SearchConditions) throws {
    var (wanted, unwanted): ([String], [String]) = ([], [])
    var (others, denied): ([SearchExpression], [SearchExpression]) = ([], [])
    for part in conjuncts {
      if let match = try search.match(part) {
        wanted.append(match)
      } else if case .not(let inner) = part, try search.match(inner) != nil {
        denied.append(inner)
      } else {
        if case .filter(let filter) = part, let match = try search.facts.narrowing(filter) {
          wanted.append(match)
        }
        others.append(part)
      }
    }
    let hasWords = !conjuncts.flatMap(\.wantedTerms).isEmpty
    if wanted.isEmpty {
      others += denied.map(SearchExpression.not)
    } else {
      unwanted = try denied.compactMap(search.match)
    }
    match = MatchExpression.joined(wanted, without: unwanted)
    conditions = try others.map { try search.condition($0, hasWords: hasWords) }
  }

  /// The parts of `expression` that are walked through one by one: alternatives of which the index can tell each but not all.
  static func all(
    of expression: SearchExpression, _ search: SearchConditions
  ) throws -> [SearchBranch] {
    var branches: [[SearchExpression]] = [[]]
    for part in expression.conjuncts {
      guard case .any(let alternatives) = part, try search.match(part) == nil,
        branches.count * alternatives.count <= most
      else {
        for index in branches.indices { branches[index].append(part) }
        continue
      }
      branches = branches.flatMap { branch in alternatives.map { branch + $0.conjuncts } }
    }
    return try branches.map { try SearchBranch($0, search) }
  }

  private static let most = 16

  /// The statement that finds the numbers of generations.
  /// - Parameters:
  ///   - columns: what it selects of `g`, `s` and `seq`.
  ///   - beyond: the number after which it goes on, in its order.
  ///   - order: in SQL; `nil` for that of arrival.
  ///   - limit: the most; `nil` for all.
  func statement(
    _ columns: String = "seq", isNewestFirst: Bool = true, beyond: Int64? = nil,
    order: String? = nil, limit: Int? = nil, offset: Int = 0
  ) -> SearchConditions.Condition {
    let seq = match == nil ? "g.seq" : "generation_text.rowid"
    let source =
      match == nil
      ? "generation g JOIN current_state s ON s.generation = g.id"
      : """
      generation_text CROSS JOIN generation g ON g.seq = generation_text.rowid
      CROSS JOIN current_state s ON s.generation = g.id
      """
    var all = match == nil ? [] : [("generation_text MATCH ?", [match] as [(any SQLValue)?])]
    all += conditions.map { ("(\($0.sql))", $0.arguments) }
    if let beyond { all.append(("\(seq) \(isNewestFirst ? "<" : ">") ?", [beyond])) }
    let filter = all.isEmpty ? "" : "WHERE \(all.map(\.0).joined(separator: " AND "))"
    let direction = "\(seq) \(isNewestFirst ? "DESC" : "ASC")"
    return (
      """
      SELECT \(columns == "seq" ? "\(seq) AS seq" : columns) FROM \(source)
      \(filter) ORDER BY \(order.map { "\($0), \(seq) DESC" } ?? direction)
      LIMIT ? OFFSET ?
      """, all.flatMap(\.1) + [limit ?? -1, offset]
    )
  }

  /// Counts what the index finds, to `most`; `nil` where each generation would have to be asked.
  func count(_ connection: Connection, most: Int) throws -> Int? {
    guard let match, conditions.isEmpty else { return nil }
    return try connection.row(
      """
      SELECT count(*) FROM
        (SELECT 1 FROM generation_text WHERE generation_text MATCH ? LIMIT ?)
      """, match, most
    )?.int(0)
  }
}
