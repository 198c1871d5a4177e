internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

/// Writes reworks. Their plans are never changed; their course is appended.
extension GenerationWriter {
  /// Writes a planned rework whole, with the first events of its takes.
  package func plan(_ rework: ReworkPlan, as id: ULID, events: [ReworkEvent]) throws {
    try connection.insertDigested(
      into: "rework",
      [
        "id": id,
        "created_at": now,
        "kind": rework.kind.rawValue,
        "focus": rework.focus,
        "scope": rework.terms.scope.rawValue,
        "model": rework.model,
        "terms_json": try CanonicalJSON.text(rework.terms),
        "plan_digest": rework.digest,
      ])
    for step in rework.steps {
      try connection.insertDigested(
        into: "rework_step",
        [
          "rework": id,
          "number": step.number,
          "old": step.old,
          "takes_json": try CanonicalJSON.text(step.outputs),
          "needs_json": try CanonicalJSON.text(step.needs),
          "profile_digest": try step.request.map { try insert($0.profile) },
          "plan_json": try step.request?.json,
          "error_json": try step.fault.map { try CanonicalJSON.text($0) },
        ])
    }
    for event in events { try append(event, to: id) }
  }

  /// Appends to the course of a rework.
  package func append(_ event: ReworkEvent, to rework: ULID) throws {
    let last = try connection.row(
      "SELECT coalesce(max(number), 0) AS number FROM rework_event WHERE rework = ?", rework)
    if let profile = event.request?.profile { _ = try insert(profile) }
    try connection.insertDigested(
      into: "rework_event",
      [
        "rework": rework,
        "number": (try last?.int("number") ?? 0) + 1,
        "step": event.take?.step,
        "take": event.take?.number,
        "at": now,
        "state": event.state.rawValue,
        "generation": event.generation,
        "output": event.output,
        "plan_json": try event.request?.json,
        "message": event.message,
      ])
  }
}
