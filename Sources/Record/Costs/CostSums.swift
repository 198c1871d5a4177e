package import TroupeStorage
internal import TroupeVocabulary

/// Running sums of what requests and checks cost, by day, model, provider, asset, tag, scene and member.
///
/// They are derived from the record, and equal to its sum at the end of every transaction: whatever changes what a generation
/// or a check counts does so inside `counting`, what changes under which assets, tags and scenes it counts inside `regrouping`.
package struct CostSums {
  let connection: Connection

  /// Those of the record behind `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// Runs `change`, and counts what it changed of what `generation` and the checks of its images cost.
  func counting(_ generation: ULID, _ change: () throws -> Void) throws {
    var (sums, whole) = ([CostSubject: CostAmounts](), CostAmounts.zero)
    for entry in try entries(of: [generation]) {
      whole -= entry.amounts
      for subject in entry.subjects { sums[subject, default: .zero] -= entry.amounts }
    }
    try change()
    for entry in try entries(of: [generation]) {
      whole += entry.amounts
      for subject in entry.subjects { sums[subject, default: .zero] += entry.amounts }
    }
    if !whole.isZero {
      for subject in try subjects(of: [generation])[generation, default: []] {
        sums[subject, default: .zero] += whole
      }
    }
    try add(sums)
  }

  /// The same for the generation that was sent as `attempt`.
  func counting(attempt: ULID, _ change: () throws -> Void) throws {
    try counting("SELECT generation FROM attempt WHERE id = ?", attempt, change)
  }

  /// The same for the generation at whose image `check` looks.
  func counting(check: ULID, _ change: () throws -> Void) throws {
    try counting("SELECT generation FROM picture_check WHERE id = ?", check, change)
  }

  private func counting(_ sql: String, _ id: ULID, _ change: () throws -> Void) throws {
    // What belongs to none is refused by the database.
    guard let row = try connection.row(sql, id) else { return try change() }
    try counting(try row.ulid("generation"), change)
  }

  /// Runs `change`, and counts `generations` under the assets, tags and scenes that they have since.
  func regrouping(_ generations: Set<ULID>, _ change: () throws -> Void) throws {
    if generations.isEmpty { return try change() }
    let before = try subjects(of: generations)
    try change()
    let after = try subjects(of: generations)
    let moved = generations.filter { before[$0] != after[$0] }
    if moved.isEmpty { return }
    var sums: [CostSubject: CostAmounts] = [:]
    for entry in try entries(of: moved) {
      for subject in before[entry.generation, default: []] {
        sums[subject, default: .zero] -= entry.amounts
      }
      for subject in after[entry.generation, default: []] {
        sums[subject, default: .zero] += entry.amounts
      }
    }
    try add(sums)
  }

  /// What one request or check counts, under its day, model and provider.
  private struct Entry {
    let generation: ULID
    let subjects: [CostSubject]
    let amounts: CostAmounts

    init(_ row: Row) throws {
      generation = try row.ulid("generation")
      subjects = try [.day, .model, .provider].map { (kind: CostSubject.Kind) in
        CostSubject(kind, try row.text(kind.rawValue))
      }
      amounts = try CostAmounts(row)
    }
  }

  private func entries(of generations: Set<ULID>) throws -> [Entry] {
    try connection.rows(
      "SELECT * FROM \(CostEntries.listed)", CanonicalJSON.text(generations.sorted())
    ).map(Entry.init)
  }

  /// The assets, tags, scenes and members under which each of `generations` counts.
  private func subjects(of generations: Set<ULID>) throws -> [ULID: Set<CostSubject>] {
    var subjects = Dictionary(uniqueKeysWithValues: generations.map { ($0, Set<CostSubject>()) })
    let list = try CanonicalJSON.text(generations.sorted())
    for row in try connection.rows("SELECT * FROM \(CostEntries.listedSubjects)", list) {
      subjects[try row.ulid("generation"), default: []].insert(try CostSubject(row))
    }
    return subjects.mapValues { named in
      let missing = [.asset, .tag, .scene, .member].filter { kind in
        !named.contains { $0.kind == kind }
      }
      return named.union(missing.map { CostSubject($0, "") })
    }
  }

  /// A row of which nothing is left goes: no row stands for what there is not.
  private func add(_ sums: [CostSubject: CostAmounts]) throws {
    for (subject, amounts) in sums where !amounts.isZero {
      let key: [any SQLValue] = [subject.kind.rawValue, subject.name]
      try connection.execute(Self.addition, arguments: key + amounts.values)
      if amounts.values.contains(where: { $0 < 0 }) {
        try connection.execute(Self.removal, arguments: key)
      }
    }
  }

  /// Kept among what can be read: a sum that another hand made absurd must keep no answer out of the record.
  static let addition = {
    let (columns, most) = (CostAmounts.columns, 1 << 53)
    return """
      INSERT INTO cost_sum (kind, subject, \(columns.joined(separator: ", ")))
      VALUES (?, ?, \(columns.map { _ in "?" }.joined(separator: ", ")))
      ON CONFLICT (kind, subject) DO UPDATE SET
      \(columns.map { "\($0) = max(-\(most), min(\(most), \($0) + excluded.\($0)))" }
        .joined(separator: ", "))
      """
  }()

  static let removal = """
    DELETE FROM cost_sum WHERE kind = ? AND subject = ?
      AND \(CostAmounts.columns.map { "\($0) = 0" }.joined(separator: " AND "))
    """
}
