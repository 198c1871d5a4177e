internal import TroupeStorage
internal import TroupeVocabulary

/// The words of generations that show an asset or name it.
extension PurgeRows {
  mutating func clearRecord(of asset: ULID) throws {
    let list = try CanonicalJSON.text(scope.generations)
    let (listed, id) = (PurgeFinder.list, "\(asset)")
    let generation = "generation IN \(listed)"
    let attempt = "attempt IN (SELECT id FROM attempt WHERE \(generation))"
    try redact(
      "generation", "id IN \(listed)", list,
      [
        "prompt": .words, "prompt_sent": .words, "request_json": .prose, "sent_json": .prose,
        "composition_json": .textParts, "excluded_json": .prose, "adjustments_json": .prose,
      ])
    try redact(
      "cast_member", "asset = ?1", id,
      [
        "handle": .words, "name": .words, "description": .words, "traits_json": .texts,
        "look": .words,
      ])
    try redact("cast_look", "asset = ?1", id, ["looks_json": .texts])
    let picture: [String: PurgeRule] = [
      "handle": .words, "name": .words, "look": .words, "view": .words, "label": .words,
      "reason": .words,
    ]
    for table in ["input", "sheet_part"] { try redact(table, "asset = ?1", id, picture) }
    try redact(
      "adapter_use", "asset = ?1", id,
      ["handle": .words, "name": .words, "trigger_words": .words, "reason": .words])
    try redact(
      "exchange", attempt, list,
      [
        "body_json": .textParts, "texts_json": .texts, "message": .words,
        "grounding_json": .nothing,
      ])
    try redact("leg", attempt, list, ["body_json": .textParts, "next_json": .prose])
    try redact("event", generation, list, ["message": .words])
    try redact("finding", generation, list, ["asked": .prose, "got": .prose])
    let sent = try CanonicalJSON.text(scope.generations + scope.later)
    try redact("attempt", generation, sent, ["body_json": .textParts])
    try clearReworks(list)
    try connection.execute(
      """
      UPDATE annotation SET value = ? WHERE kind = 'note' AND value != ''
        AND generation IN (SELECT value FROM json_each(?))
      """, PurgedWords.mark, list)
    try clearAnnotations()
  }

  /// Plans of reworks hold requests whole.
  private mutating func clearReworks(_ list: String) throws {
    let reworks = """
      (SELECT rework FROM rework_step WHERE old IN \(PurgeFinder.list)
        UNION SELECT rework FROM rework_event WHERE generation IN \(PurgeFinder.list))
      """
    try redact("rework", "id IN \(reworks)", list, ["terms_json": .prose])
    try redact(
      "rework_step", "rework IN \(reworks)", list, ["plan_json": .nothing, "error_json": .nothing])
    try redact(
      "rework_event", "rework IN \(reworks)", list, ["plan_json": .nothing, "message": .words])
  }

  /// What is in no digest of the record.
  private func clearAnnotations() throws {
    for (table, column) in [("annotation", "value"), ("annotation", "name"), ("board", "query")] {
      let rows = try connection.rows(
        "SELECT DISTINCT \(column) AS text FROM \(table) WHERE typeof(\(column)) = 'text'")
      for row in rows {
        let text = try row.text("text")
        let cleared = scope.words.cleared(text)
        if cleared == text { continue }
        try connection.execute(
          "UPDATE OR REPLACE \(table) SET \(column) = ? WHERE \(column) = ?", cleared, text)
      }
    }
  }
}
