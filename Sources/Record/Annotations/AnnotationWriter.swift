package import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// Appends what a user says of images, inside a transaction: one act, which is taken back as one.
package struct AnnotationWriter {
  let connection: Connection
  private let now: Date
  private let who: String

  /// Writes through `connection` what `who` says at the moment `now`.
  package init(_ connection: Connection, at now: Date, by who: String) {
    self.connection = connection
    self.now = now
    self.who = who
  }

  /// Rates images; 0 takes their rating away.
  package func rate(_ targets: [AnnotationTarget], _ rating: Int) throws {
    try say(targets.map { Saying($0, .rating, rating.stored) })
  }

  /// Picks images or rejects them; `nil` leaves it open. What is picked stands for its batch, and what is no longer picked
  /// does not.
  package func pick(_ targets: [AnnotationTarget], _ pick: Annotation.Pick?) throws {
    let value = pick.map { $0 == .picked ? 1 : -1 } ?? 0
    let picks = targets.map { Saying($0, .pick, value.stored) }
    let primaries =
      pick == .picked
      ? try primaries(targets) : targets.map { Saying($0, .primary, false.stored) }
    try say(picks + primaries)
  }

  /// Makes an image the one that stands for its batch.
  /// - Throws: `TroupeError.invalidValue` where its batch has no other.
  package func setPrimary(_ target: AnnotationTarget) throws {
    let sayings = try primaries([target])
    if sayings.isEmpty {
      throw TroupeError.invalidValue(
        name: "image", value: "\(target)", expected: "one of several images of a batch")
    }
    try say(sayings)
  }

  /// Gives `targets` a tag, or takes it away.
  package func tag(_ targets: [AnnotationTarget], _ tag: String, isOn: Bool) throws {
    try say(targets.map { Saying($0, .tag, isOn.stored, name: tag) })
  }

  /// Writes a note on `target` in place of the one before; an empty one takes it away.
  package func note(_ target: AnnotationTarget, _ text: String) throws {
    try say([Saying(target, .note, text.stored)])
  }

  /// Takes the last act back that was not yet taken back.
  /// - Throws: `RequestError.nothingToUndo`.
  package func undo() throws -> UndoneAct {
    let reader = AnnotationReader(connection)
    guard let act = try reader.lastAct() else { throw TroupeError.request(.nothingToUndo) }
    let id = try act.int("id")
    let rows = try connection.rows(
      "SELECT * FROM annotation WHERE act = ? ORDER BY kind, generation, position", id)
    for row in rows { try SearchIndex(connection).willChange(try row.ulid("generation")) }
    guard let first = rows.first else {
      throw TroupeError.library(.damagedRow("annotation_act id=\(id)", reason: "it says nothing"))
    }
    let kind = try first.word(Annotation.Kind.self, "kind")
    let targets = try rows.map { try $0.annotationTarget() }
    let tagged = kind == .tag ? Set(targets.map(\.generation)) : []
    try CostSums(connection).regrouping(tagged) { _ = try append(undoing: id) }
    let unique = targets.reduce(into: [AnnotationTarget]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return UndoneAct(
      at: try act.date("at"), who: try act.text("who"), kind: kind,
      annotations: try reader.annotations(of: unique))
  }

  /// One thing said of one target.
  private struct Saying: Hashable {
    let target: AnnotationTarget
    let kind: Annotation.Kind
    let value: StoredValue
    let name: String

    init(
      _ target: AnnotationTarget, _ kind: Annotation.Kind, _ value: StoredValue, name: String = ""
    ) {
      self.target = target
      self.kind = kind
      self.value = value
      self.name = name
    }

    /// What holds before anything was said.
    var isNothing: Bool { value == .integer(0) || value == .text("") }
  }

  /// What makes each of `targets` stand for its batch, the last one where several are of one batch; nothing for images that
  /// have no other in theirs.
  private func primaries(_ targets: [AnnotationTarget]) throws -> [Saying] {
    let reader = AnnotationReader(connection)
    var chosen: [[AnnotationTarget]: AnnotationTarget] = [:]
    for target in targets { chosen[try reader.takes(ofBatchOf: target)] = target }
    return chosen.filter { $0.key.count > 1 }.flatMap { takes, target in
      takes.map { Saying($0, .primary, ($0 == target).stored) }
    }
  }

  /// Appends those of `sayings` that change something, as one act.
  private func say(_ sayings: [Saying]) throws {
    var said: Set<Saying> = []
    let changes = try sayings.filter { try said.insert($0).inserted && isNew($0) }
    if changes.isEmpty { return }
    // What was said is found by its words, and by who said it.
    for one in changes { try SearchIndex(connection).willChange(one.target.generation) }
    let act = try append(undoing: nil)
    let tagged = changes.filter { $0.kind == .tag }.map(\.target.generation)
    try CostSums(connection).regrouping(Set(tagged)) {
      for one in changes {
        try connection.insert(
          into: "annotation",
          [
            "generation": one.target.generation, "position": one.target.position ?? 0,
            "kind": one.kind.rawValue, "name": one.name, "act": act, "value": one.value,
          ])
      }
    }
  }

  private func isNew(_ one: Saying) throws -> Bool {
    let row = try connection.row(
      """
      SELECT value FROM \(AnnotationReader.standing)
      WHERE generation = ? AND position = ? AND kind = ? AND name = ?
      """, one.target.generation, one.target.position ?? 0, one.kind.rawValue, one.name)
    return try row.map { try $0.value(0) != one.value } ?? !one.isNothing
  }

  /// Appends an act and returns its number.
  private func append(undoing undone: Int?) throws -> Int64 {
    try connection.insert(into: "annotation_act", ["at": now, "who": who, "undoes": undone])
    return connection.lastInsertedRowID
  }
}
