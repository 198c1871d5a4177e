internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension LineageReader {
  /// The generations that a rework of `focus` goes over, parents before children: those that are done, and the
  /// turns of a conversation that were answered in words and went on.
  ///
  /// Replays and earlier rebuilds of another member, and what was made of them alone, are members only where `focus` is
  /// one or comes from one.
  /// - Throws: `RequestError.noOutput` where `focus` has no image.
  package func members(of focus: ULID, _ scope: ReworkScope) throws -> [ULID] {
    let state = try GenerationReader(connection).state(of: focus)
    guard state == .done, try !done([focus]).isEmpty else {
      throw TroupeError.request(.noOutput("\(focus)", state: state))
    }
    switch scope {
    case .line: return try done(ancestors(of: focus) + [focus])
    case .branch: return try below([focus], and: below([focus]))
    case .tree:
      let line = try done(ancestors(of: focus) + [focus])
      let inner = Set(try edges(among: line).map(\.child))
      let roots = line.filter { !inner.contains($0) }
      return try below(line, and: below(roots))
    }
  }

  /// `firm`, and those of `others` that came from them on a way that no replay and no rebuild of a member stands on.
  private func below(_ firm: [ULID], and others: [ULID]) throws -> [ULID] {
    let all = try sorted(Set(firm + others))
    let parents = Dictionary(grouping: try edges(among: all), by: \.child)
    let copies = try copies(among: all)
    var members = Set(firm)
    for id in all where !members.contains(id) {
      if let original = copies[id], members.contains(original) { continue }
      if (parents[id] ?? []).contains(where: { members.contains($0.parent) }) { members.insert(id) }
    }
    return try done(all.filter(members.contains))
  }

  private func done(_ ids: [ULID]) throws -> [ULID] {
    let done = Set(
      try connection.rows(
        """
        SELECT generation FROM current_state
        WHERE (state = 'done' AND generation IN (SELECT generation FROM output)
            OR state IN ('done', 'failed') AND generation IN (SELECT earlier FROM history))
          AND generation IN (SELECT value FROM json_each(?))
        """, CanonicalJSON.text(ids)
      ).map { try $0.ulid("generation") })
    return ids.filter(done.contains)
  }

  private func sorted(_ ids: Set<ULID>) throws -> [ULID] {
    let found = try connection.rows(
      """
      SELECT id, created_at FROM generation WHERE id IN (SELECT value FROM json_each(?))
      """, CanonicalJSON.text(ids.sorted())
    ).map { row in
      let id = try row.ulid("id")
      return DescentOrder<ULID>.Member(name: id, id: id, createdAt: try row.date("created_at"))
    }
    return DescentOrder(found, edges: try edges(among: found.map(\.id))).sorted()
  }

  /// What each replay or rebuild among `ids` was made again from.
  private func copies(among ids: [ULID]) throws -> [ULID: ULID] {
    let rows = try connection.rows(
      """
      SELECT id, coalesce(rebuild_of, replay_of) AS original FROM generation
      WHERE id IN (SELECT value FROM json_each(?)) AND coalesce(rebuild_of, replay_of) IS NOT NULL
      """, CanonicalJSON.text(ids))
    return Dictionary(
      try rows.map { (try $0.ulid("id"), try $0.ulid("original")) },
      uniquingKeysWith: { first, _ in first })
  }
}
