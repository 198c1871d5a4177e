internal import TroupeStorage
package import TroupeVocabulary

/// The generations whose images are references and that came from a rework's members: an image cannot have gone into what
/// it was made from.
package struct ReferenceOrigins: Sendable {
  /// By such a generation, the members that it came from, itself among them.
  private let lines: [ULID: Set<ULID>]
  private let places: [ULID: Int]

  /// - Parameter members: parents before children.
  package init(_ members: [ULID], _ reader: GenerationReader) throws {
    places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    let lineage = LineageReader(reader.connection)
    let all = try lineage.below(members)
    let origins = try reader.connection.rows(
      """
      SELECT DISTINCT origin_generation AS id FROM reference
      WHERE origin_generation IN (SELECT value FROM json_each(?))
      """, CanonicalJSON.text(all)
    ).map { try $0.ulid("id") }
    guard !origins.isEmpty else {
      lines = [:]
      return
    }
    let parents = Dictionary(grouping: try lineage.edges(among: all), by: \.child)
    lines = Dictionary(
      uniqueKeysWithValues: origins.map { origin in
        var line: Set<ULID> = [origin]
        var open = [origin]
        while let next = open.popLast() {
          for edge in parents[next] ?? [] where line.insert(edge.parent).inserted {
            open.append(edge.parent)
          }
        }
        return (origin, line)
      })
  }

  /// Where `member` stands among the members, from 0; `nil` for what is none.
  package func place(of member: ULID) -> Int? { places[member] }

  /// Those that came from the member `old`, or are members of its place and after it.
  package func notOlder(than old: ULID) -> Set<ULID> {
    let place = places[old] ?? 0
    return Set(
      lines.filter { origin, line in
        line.contains(old) || places[origin].map { $0 >= place } ?? false
      }.keys)
  }
}
