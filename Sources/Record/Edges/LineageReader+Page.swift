internal import TroupeStorage
package import TroupeVocabulary

extension LineageReader {
  /// A part of the lineage of `id`. The number of statements does not grow with it, nor does what is read of generations.
  /// - Parameters:
  ///   - id: the generation in its middle.
  ///   - limit: the most generations, 1 or more.
  ///   - cursor: the `next` of the page before; `nil` for the first.
  /// - Throws: `RequestError.unknownGeneration`; `TroupeError.invalidValue` for a cursor of another lineage.
  package func page(of id: ULID, limit: Int, after cursor: LineageCursor? = nil) throws
    -> LineagePage
  {
    let focus = try number(of: id)
    let ancestry = try ancestry(of: focus)
    let earlier = try earlier(than: id, ancestry, after: cursor)
    let later = try later(than: focus, after: cursor, limit: limit)
    // Either side gets half of the room, and what the other one leaves of it.
    let room = cursor == nil ? limit - 1 : limit
    let back = min(earlier.count, max(room / 2, room - later.picked.count))
    let (older, newer) = (earlier.prefix(back), later.picked.prefix(room - back))
    let rows = try GenerationReader(connection).summaries(
      numbers: older + (cursor == nil ? [focus] : []) + newer)
    let left = LineagePage.Count(
      ancestors: earlier.count - older.count, descendants: later.left - newer.count)
    let next = LineageCursor(
      ancestor: older.last.flatMap { rows[$0]?.id } ?? cursor?.ancestor ?? id,
      descendant: newer.last.flatMap { rows[$0]?.id } ?? cursor?.descendant ?? id)
    let roots = try ids(ancestry.roots.prefix(LineagePage.mostRoots))
    return LineagePage(
      focus: id, generations: Self.sorted(rows.values),
      total: .init(ancestors: ancestry.nearest.count, descendants: later.total), remaining: left,
      roots: roots.isEmpty ? [id] : roots, depth: ancestry.depth,
      next: left.all == 0 ? nil : next)
  }

  private func ids(_ numbers: some Sequence<Int>) throws -> [ULID] {
    try connection.rows(
      "SELECT id FROM generation WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq",
      CanonicalJSON.text(Array(numbers))
    ).map { try $0.ulid(0) }
  }

  private func number(of id: ULID) throws -> Int {
    let row = try connection.row("SELECT seq FROM generation WHERE id = ?", id)
    guard let row else { throw TroupeError.request(.unknownGeneration("\(id)")) }
    return try row.int(0)
  }

  private func ancestry(of focus: Int) throws -> Ancestry {
    let edges = try connection.rows(Self.waysBack, focus).map {
      Ancestry.Edge(child: try $0.int(0), parent: try $0.int(1))
    }
    return Ancestry(of: focus, edges)
  }

  /// The edges of a generation and of everything before it.
  static let waysBack = """
    \(EdgeWalk.back(from: "?1")), whole (seq) AS (SELECT ?1 UNION ALL SELECT seq FROM line)
    SELECT e.child, e.parent FROM whole CROSS JOIN edge e ON e.child = whole.seq
    """

  /// The ancestors behind `cursor`, nearest first.
  private func earlier(
    than id: ULID, _ ancestry: Ancestry, after cursor: LineageCursor?
  ) throws -> ArraySlice<Int> {
    guard let cursor, cursor.ancestor != id else { return ancestry.nearest[...] }
    let last = try number(of: cursor.ancestor)
    guard let place = ancestry.nearest.firstIndex(of: last) else { throw Self.foreign(cursor) }
    return ancestry.nearest[(place + 1)...]
  }

  /// What was made of a generation: how much in all, how much of it is behind a cursor, and the first of that.
  private struct Descendants {
    let total: Int
    let left: Int
    let picked: [Int]
  }

  private func later(
    than focus: Int, after cursor: LineageCursor?, limit: Int
  ) throws -> Descendants {
    let last = try cursor.map { try number(of: $0.descendant) } ?? focus
    if let cursor, last < focus { throw Self.foreign(cursor) }
    let rows = try connection.rows(Self.waysOn, focus, last, limit)
    return Descendants(
      total: try rows.first?.int("total") ?? 0, left: try rows.first?.int("rest") ?? 0,
      picked: try rows.compactMap { try $0.optionalInt("seq") })
  }

  /// How many came after a generation, how many of these have greater numbers than another one, and the first of those.
  static let waysOn = """
    \(EdgeWalk.on(from: "?1", isKept: true))
    SELECT counts.total, counts.rest, first.seq
    FROM (SELECT count(*) AS total, count(*) FILTER (WHERE seq > ?2) AS rest FROM line) counts
    LEFT JOIN (SELECT seq FROM line WHERE seq > ?2 ORDER BY seq LIMIT ?3) first
    ORDER BY first.seq
    """

  private static func foreign(_ cursor: LineageCursor) -> TroupeError {
    .invalidValue(
      name: "after", value: "\(cursor)", expected: "where an earlier page of this lineage ended")
  }

  /// Parents before children.
  private static func sorted(_ rows: some Collection<GenerationSummary>) -> [GenerationSummary] {
    let byID = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return DescentOrder(
      rows.map { .init(name: $0.id, id: $0.id, createdAt: $0.createdAt) },
      edges: rows.flatMap { row in
        row.parents.map { DescentOrder<ULID>.Edge(parent: $0, child: row.id) }
      }
    ).sorted().compactMap { byID[$0] }
  }
}
