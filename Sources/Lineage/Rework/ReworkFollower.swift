internal import TroupeRecord
internal import TroupeVocabulary

/// Reads how far a rework has come, again and again: its plan once, and each event and each end of a generation once.
struct ReworkFollower: Sendable {
  private let plan: ReworkPlan
  private var events: [ReworkEvent] = []
  /// The generations that its events name; those that have ended stay as they are.
  private var generations: [ULID: Generation] = [:]

  /// - Throws: `RequestError.unknownRework`.
  init(_ id: ULID, _ generations: GenerationStore) async throws {
    plan = try await generations.read { try ReworkReader($0.connection).plan(id) }
  }

  /// How far it has come now.
  mutating func course(_ store: GenerationStore) async throws -> ReworkCourse {
    let last = events.last?.number ?? 0
    let open = generations.values.filter { !$0.state.isFinal }.map(\.id)
    let (new, changed) = try await store.read { [plan, known = Set(generations.keys)] reader in
      let new = try ReworkReader(reader.connection).events(of: plan, after: last)
      let named = Set(new.compactMap(\.generation)).subtracting(known)
      return (new, try reader.generations((named.union(open)).sorted()))
    }
    events += new
    for generation in changed { generations[generation.id] = generation }
    return ReworkCourse(plan, events: events, generations: Array(generations.values))
  }
}
