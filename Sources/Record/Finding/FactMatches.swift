internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
internal import TroupeVocabulary

/// The filters that the index of words can tell, in its syntax.
struct FactMatches {
  private let connection: Connection
  /// The months of the oldest and the newest generation; `nil` for an empty library.
  private let span: ClosedRange<Int>?

  /// Reads names and the library's span of time through `connection`.
  init(_ connection: Connection) throws {
    self.connection = connection
    let row = try connection.row(
      """
      SELECT (SELECT min(created_at) FROM generation) AS first,
        (SELECT max(created_at) FROM generation) AS last
      """)
    guard let row, let first = try row.optionalDate("first"),
      let last = try row.optionalDate("last")
    else {
      span = nil
      return
    }
    span = IndexedFact.month(of: first)...IndexedFact.month(of: last)
  }

  /// What finds exactly that for which `filter` holds; `nil` where the index cannot tell.
  func match(_ filter: SearchFilter) throws -> String? {
    switch filter {
    case .with(let handle, let look): return any(try with(handle, look: look))
    case .look(let look): return IndexedFact.look(Handle.folded(look)).match
    case .model(let beginning): return try models(beginning: beginning)
    case .provider(let name): return IndexedFact.provider(name).match
    case .state(let state):
      return IndexedFact.states.contains(state) ? IndexedFact.state(state).match : nil
    case .tag(let tag): return IndexedFact.tag(tag).match
    case .by(let who): return IndexedFact.by(who).match
    case .after, .before, .during:
      let (match, isExact) = months(filter)
      return isExact ? match : nil
    default: return nil
    }
  }

  /// What finds all for which `filter` holds and perhaps some more; `nil` where the index cannot narrow it.
  func narrowing(_ filter: SearchFilter) throws -> String? {
    switch filter {
    case .after, .before, .during: months(filter).match
    default: try match(filter)
    }
  }

  /// What finds the words of `term`, or an asset that it names today.
  func match(_ term: SearchTerm) throws -> String {
    let assets = try term.isPrefix ? [] : assets(named: term)
    return any([term.match] + assets.map { IndexedFact.asset($0).match })
  }

  private func any(_ matches: [String]) -> String {
    matches.count == 1 ? matches[0] : "(\(matches.joined(separator: " OR ")))"
  }

  /// An asset is found by the handle it had then, and by the one and the aliases it has now.
  private func with(_ handle: Handle, look: String?) throws -> [String] {
    let assets = try connection.rows(
      """
      SELECT id FROM asset WHERE handle_key = ?1 OR id IN
        (SELECT asset FROM asset_alias WHERE alias_key = ?1)
      """, handle.key
    ).map { try $0.ulid("id") }
    guard let look else {
      return [IndexedFact.handle(handle).match] + assets.map { IndexedFact.asset($0).match }
    }
    let key = Handle.folded(look)
    return [IndexedFact.worn(handle, look: key).match]
      + assets.map { IndexedFact.wornBy($0, look: key).match }
  }

  /// Each model that was used and begins so: FTS5 would first merge all that is made by any of them.
  private func models(beginning text: String) throws -> String {
    let beginning = text.lowercased().utf8
    var names: Set<String> = []
    var last = ("", "")
    for _ in 0..<Self.mostModels {
      // Of a pair SQLite would compare the first alone by the index.
      let row =
        try connection.row(
          """
          SELECT profile, model FROM generation WHERE profile = ? AND model > ?
          ORDER BY model LIMIT 1
          """, last.0, last.1)
        ?? connection.row(
          "SELECT profile, model FROM generation WHERE profile > ? ORDER BY profile, model LIMIT 1",
          last.0)
      guard let row else {
        let found = names.filter { $0.utf8.starts(with: beginning) }.sorted()
        return any((found.isEmpty ? [text] : found).map { IndexedFact.model($0).match })
      }
      last = (try row.text(0), try row.text(1))
      names.formUnion([last.0.lowercased(), last.1.lowercased()])
    }
    return IndexedFact.models(beginning: text)
  }

  /// Of so many the names are not read one by one.
  private static let mostModels = 200

  /// Assets that are called so today, by handle, name or alias.
  private func assets(named term: SearchTerm) throws -> [ULID] {
    let keys = Set([term.tokens.joined(separator: " "), term.tokens.joined()]).sorted()
    return try connection.rows(
      """
      SELECT id FROM asset WHERE handle_key IN (SELECT value FROM json_each(?1))
      UNION SELECT id FROM asset WHERE name COLLATE NOCASE IN (SELECT value FROM json_each(?1))
      UNION SELECT asset FROM asset_alias WHERE alias_key IN (SELECT value FROM json_each(?1))
      """, CanonicalJSON.text(keys)
    ).map { try $0.ulid("id") }
  }

  /// The months in which `filter` may hold, and whether it holds in all of each.
  private func months(_ filter: SearchFilter) -> (match: String?, isExact: Bool) {
    let bounds: (Date?, Date?)
    switch filter {
    case .after(let start): bounds = (start, nil)
    case .before(let end): bounds = (nil, end)
    case .during(let start, let end): bounds = (start, end)
    default: return (nil, false)
    }
    guard let span else { return (nil, false) }
    let first = bounds.0.map(IndexedFact.month) ?? span.lowerBound
    let last =
      bounds.1.map { IndexedFact.month(of: $0.addingTimeInterval(-0.001)) } ?? span.upperBound
    let (from, to) = (max(first, span.lowerBound), min(last, span.upperBound))
    func isWhole(_ date: Date?) -> Bool {
      guard let date else { return true }
      return IndexedFact.month(of: date.addingTimeInterval(-0.001)) != IndexedFact.month(of: date)
    }
    if from > to || to - from >= Self.mostMonths { return (nil, false) }
    return (
      any((from...to).map { IndexedFact.month($0).match }), isWhole(bounds.0) && isWhole(bounds.1)
    )
  }

  /// Of so many months one walk through the index is quicker than to look at each generation.
  private static let mostMonths = 60
}
