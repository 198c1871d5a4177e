package import TroupeSearch
package import TroupeStorage
package import TroupeVocabulary

/// Reads what the index of words is to hold of generations: derived from the record alone, so that it can be made again and
/// compared.
package struct IndexedTexts {
  private let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// What it is to hold of each of `ids`, by their numbers in order of arrival; as many statements for one as for a thousand.
  package func of(_ ids: [ULID]) throws -> [Int64: IndexedText] {
    try of("SELECT value FROM json_each(?)", [CanonicalJSON.text(ids)])
  }

  /// The same of those that arrived as number `first` to `last`.
  package func from(_ first: Int64, to last: Int64) throws -> [Int64: IndexedText] {
    try of("SELECT id FROM generation WHERE seq BETWEEN ? AND ?", [first, last])
  }

  /// The same of those that arrived as these numbers.
  package func numbered(_ seqs: [Int64]) throws -> [Int64: IndexedText] {
    try of(
      "SELECT id FROM generation WHERE seq IN (SELECT value FROM json_each(?))",
      [CanonicalJSON.text(seqs)])
  }

  private func of(
    _ which: String, _ arguments: [any SQLValue]
  ) throws -> [Int64: IndexedText] {
    var (texts, facts): ([String: [String]], [String: [IndexedFact]]) = ([:], [:])
    func forEach(_ sql: String, _ body: (String, Row) throws -> Void) throws {
      try connection.forEach(
        sql.replacing("$WHICH", with: which), arguments: arguments.map(\.self)
      ) { try body($0.text(0), $0) }
    }
    try forEach(
      """
      SELECT generation, handle, name, description, traits_json, asset, look FROM cast_member
      WHERE generation IN ($WHICH) ORDER BY generation, position
      """
    ) { id, row in
      texts[id, default: []] +=
        [try row.text(2), try row.text(3)] + (try row.json([String].self, "traits_json"))
      let handle = try row.handle("handle")
      let asset = try row.ulid("asset")
      facts[id, default: []] += [.handle(handle), .asset(asset)]
      if let look = try row.optionalText("look") {
        let key = Handle.folded(look)
        facts[id, default: []] += [
          .look(key), .worn(handle, look: key), .wornBy(asset, look: key),
        ]
      }
    }
    try forEach(
      """
      SELECT generation, rest_json FROM imported
      WHERE generation IN ($WHICH) AND rest_json IS NOT NULL
      """
    ) { texts[$0, default: []].append(Self.words(ofJSON: try $1.text(1))) }
    for table in ["input", "sheet_part"] {
      try forEach("SELECT generation, label FROM \(table) WHERE generation IN ($WHICH)") {
        texts[$0, default: []].append(try $1.text(1))
      }
    }
    try forEach(
      """
      SELECT a.generation, x.texts_json, x.message, x.finish_reason FROM attempt a
      JOIN exchange x ON x.attempt = a.id WHERE a.generation IN ($WHICH)
      ORDER BY a.generation, a.number
      """
    ) { id, row in
      texts[id, default: []] +=
        (try row.json([String].self, "texts_json"))
        + [try row.optionalText("message"), try row.optionalText("finish_reason")]
        .compactMap(\.self)
    }
    try forEach(
      """
      SELECT generation, kind, name, value FROM \(AnnotationReader.standing)
      WHERE generation IN ($WHICH) AND kind IN ('tag', 'note') AND value NOT IN (0, '')
      ORDER BY generation, kind, position, name
      """
    ) { id, row in
      if try row.text(1) == "tag" {
        let tag = try row.text(2)
        facts[id, default: []].append(.tag(tag))
        texts[id, default: []].append(tag)
      } else {
        texts[id, default: []].append(try row.text(3))
      }
    }
    try forEach("SELECT generation, member FROM generation_member WHERE generation IN ($WHICH)") {
      facts[$0, default: []].append(.by(try $1.text(1)))
    }
    try forEach(
      """
      SELECT DISTINCT n.generation, t.who FROM annotation n
      JOIN annotation_act t ON t.id = n.act WHERE n.generation IN ($WHICH) AND t.who <> ''
        AND NOT EXISTS (SELECT 1 FROM annotation_act u WHERE u.undoes = t.id)
      ORDER BY n.generation, t.who
      """
    ) { facts[$0, default: []].append(.by(try $1.text(1))) }
    var found: [Int64: IndexedText] = [:]
    try forEach(
      """
      SELECT g.id, g.seq, g.created_at, g.request_json ->> '$.prompt' AS prompt,
        g.request_json ->> '$.written' AS written, g.prompt_sent, g.model, g.profile, g.provider,
        s.state, s.message
      FROM generation g JOIN current_state s ON s.generation = g.id WHERE g.id IN ($WHICH)
      """
    ) { id, row in
      let state = try row.word(GenerationState.self, "state")
      var all: [IndexedFact] = [
        .model(try row.text("model")), .model(try row.text("profile")),
        .provider(try row.text("provider")),
        .month(IndexedFact.month(of: try row.date("created_at"))),
      ]
      if IndexedFact.states.contains(state) { all.append(.state(state)) }
      let prompts = [try row.optionalText("written"), try row.text("prompt_sent")]
      found[Int64(try row.int("seq"))] = IndexedText(
        prompt: try row.text("prompt"),
        texts: prompts.compactMap(\.self) + (texts[id] ?? []) + [try row.text("message")],
        facts: all + (facts[id] ?? []))
    }
    return found
  }

  /// Names and values of `json` as a text.
  static func words(ofJSON json: String) -> String {
    json.replacing("\\n", with: " ").replacing("\\t", with: " ")
  }
}
